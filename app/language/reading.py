"""Reads a text once: its words and values, its clauses and sentences, headings, and what each clause does to them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise

from app.language.clauses import Clause, ClauseBuilder, ClauseDraft, Word
from app.language.dates import DayMention, in_figures, in_words_with_year, read_days
from app.language.durations import LENGTH_STARTERS, read_durations
from app.language.folding import Folded, fold
from app.language.headings import set_off
from app.language.identifiers import read_identifiers, read_phones
from app.language.mentions import IdentifierMention, Mention, NumberMention, PhoneMention
from app.language.numbers import NUMBER_STARTERS, read_numbers
from app.language.spoken_codes import read_spoken_codes
from app.language.spoken_phones import read_spoken_phones
from app.language.times import TIME_STARTERS, read_times
from app.language.tokens import Tokens, tokenise
from app.language.vocabulary import VOCABULARY
from app.language.vocabulary import stem as stem_of
from app.language.wrapping import unwrapped

_TREE = VOCABULARY.tree
_NOTHING: frozenset[str] = frozenset()
_FLAGS = (
    "negators",
    "hedges",
    "doubts",
    "not_known",
    "correction",
    "fine",
    "broken",
    "cause",
    "endorsing",
    "conditional",
    "reported",
)


@dataclass(frozen=True)
class Reading:
    """A text read. `clauses[i].first` and `.last` bound its words; `mentions` and `days` are in order of place."""

    folded: Folded
    words: Sequence[Word]
    clauses: Sequence[Clause]
    mentions: Sequence[Mention]
    days: Sequence[DayMention]
    phrases: Mapping[str, list[tuple[int, int]]]
    sentences: int
    sections: Sequence[tuple[int, int, str]] = field(default=())

    @cached_property
    def stems(self) -> Sequence[str]:
        """The stem of each word."""
        return [word.stem for word in self.words]

    @cached_property
    def by_stem(self) -> Mapping[str, list[int]]:
        """Positions of words by stem."""
        found: dict[str, list[int]] = {}
        for place, stem in enumerate(self.stems):
            if (places := found.get(stem)) is None:
                found[stem] = [place]
            else:
                places.append(place)
        return found

    @cached_property
    def by_first_letter(self) -> Mapping[str, list[str]]:
        """The stems of the text by their first letter."""
        found: dict[str, list[str]] = {}
        for written in self.by_stem:
            found.setdefault(written[0], []).append(written)
        return found

    @cached_property
    def clauses_of_sentence(self) -> Mapping[int, list[int]]:
        """Clause indices of each sentence."""
        found: dict[int, list[int]] = {}
        for clause in self.clauses:
            found.setdefault(clause.sentence, []).append(clause.index)
        return found

    @cached_property
    def placed(self) -> Sequence[tuple[Mention, int]]:
        """Each value with the position of its word."""
        return [(word.mention, place) for place, word in enumerate(self.words) if word.mention is not None]

    def phrase_places(self, name: str, first: int = 0, last: int | None = None) -> list[tuple[int, int]]:
        """Where phrases of the vocabulary's list `name` stand, as positions of words, end exclusive.

        None reaches over the end of a sentence: "Hull the same. Since nine" does not say "the same since".
        """
        places = self.phrases.get(name)
        if not places:
            return []
        if last is None and not first:
            return list(places)
        end = len(self.words) if last is None else last
        inside = islice(places, bisect_left(places, (first, first)), bisect_left(places, (end, end)))
        return [place for place in inside if place[1] <= end]

    def has(self, name: str, clause: Clause) -> bool:
        """Whether a phrase of the vocabulary's list `name` stands in this clause."""
        return bool(self.phrase_places(name, clause.first, clause.last))


def read(
    text: str, headings: Mapping[str, str] | None = None, sections: Sequence[tuple[int, int, str]] = ()
) -> Reading:
    """Reads a text. `headings` maps a folded heading to an item; `sections` are stretches known to be about an item."""
    text = unwrapped(text)
    folded = fold(text)
    tokens = tokenise(folded.text)
    days = read_days(folded.text)
    mentions = _read_mentions(folded.text, tokens, days)
    bullets = {folded.place_of(bullet.start()) for bullet in _BULLETS.finditer(text)}
    layout = set_off(text, folded, headings or {})
    builder = ClauseBuilder(folded.text, tokens, headings or {}, _section_bounds(folded, sections), layout, bullets)
    builder.pass_by(mentions)
    starts, ends, stems, owners, values = zip(*builder.words, strict=True) if builder.words else ((),) * 5
    phrases, concepts = _found_phrases(stems, [builder.clauses[owner].sentence for owner in owners])
    words = list(map(Word, starts, ends, stems, concepts, owners, values))
    clauses = _flagged(builder.clauses, phrases, owners, stems)
    return Reading(folded, words, clauses, mentions, days, phrases, builder.sentence + 1, builder.spans)


def _section_bounds(folded: Folded, sections: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The sections with their places in the folded text."""
    places = [(folded.place_of(start), folded.place_of(end), item) for start, end, item in sections]
    return [(first, after, item) for first, after, item in places if first < after]


_BULLETS = re.compile("[•·]")
_OF_THE_HIT = frozenset({"sites", "users"})
_OTHERS = VOCABULARY.words["the_others"]
_SPARED = frozenset({"fine", "broken", "negators"})
_NORMAL = stem_of("normal")
_AGAINST = frozenset(map(stem_of, ("above", "below", "than", "beyond", "outside")))
_AGAINST_ITS = _AGAINST | frozenset(map(stem_of, ("over", "under")))
_ITS = frozenset(map(stem_of, ("its", "the", "their", "our")))
_STARTERS = TIME_STARTERS | LENGTH_STARTERS | NUMBER_STARTERS


def _read_mentions(text: str, tokens: Tokens, days: Sequence[DayMention]) -> list[Mention]:
    """All values, longest kinds first, one place read once; of a date only the day of a month in words."""
    taken = bytearray(len(text) + 1)
    mentions: list[Mention] = []
    dates = in_figures(text, days)
    for date in dates:
        taken[date.start : date.end] = b"\1" * (date.end - date.start)
    for date in in_words_with_year(text, dates):
        mentions.append(NumberMention(date.start, date.end, float(date.days[0][0]), kind="ordinal"))
    phones = [*read_phones(text), *read_spoken_phones(tokens)]
    references: list[PhoneMention | IdentifierMention] = [*read_spoken_codes(tokens), *phones, *read_identifiers(text)]
    for mention in references:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            mentions.append(mention)
    starters = [
        at
        for at, (written, kind) in enumerate(zip(tokens.texts, tokens.kinds, strict=True))
        if kind == "number" or written in _STARTERS
    ]
    tokens = tokens.without([*dates, *mentions])
    times = read_times(text, tokens, starters, taken)
    tokens = tokens.without(times)
    durations = [*read_durations(tokens, starters)]
    numbers = read_numbers(tokens.without(durations), starters)
    return sorted([*mentions, *times, *durations, *numbers], key=lambda mention: mention.start)


def _found_phrases(
    stems: Sequence[str], sentences: Sequence[int]
) -> tuple[Mapping[str, list[tuple[int, int]]], list[frozenset[str]]]:
    """The longest phrase of each list at each place, and the concepts of each word by itself and in its phrases.

    Phrases that reach over the end of a sentence are left out.
    """
    phrases: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    concepts = [_NOTHING] * len(stems)
    ahead = [*stems, ""]
    for place, (stem, following) in enumerate(pairwise(ahead)):
        node = _TREE.get(stem)
        if node is None or (stem == _NORMAL and _is_measured_against(stems, place)):
            continue
        if node.concepts:
            concepts[place] = concepts[place] | node.concepts if concepts[place] else node.concepts
        if following not in node.longer:
            for name in node.lists:
                phrases[name].append((place, place + 1))
            continue
        longest = dict.fromkeys(node.lists, place + 1)
        after = place + 1
        while (longer := node.longer.get(ahead[after])) is not None:
            node, after = longer, after + 1
            longest |= dict.fromkeys(node.lists, after)
            if node.concepts:
                concepts[place:after] = [known | node.concepts for known in concepts[place:after]]
        for name, end in longest.items():
            if sentences[place] == sentences[end - 1]:
                phrases[name].append((place, end))
    return phrases, concepts


def _is_measured_against(stems: Sequence[str], place: int) -> bool:
    """Whether "normal" is only a measure, which says of nothing that it works: "above normal", "over its normal"."""
    before, earlier = stems[place - 1] if place else "", stems[place - 2] if place > 1 else ""
    return before in _AGAINST or (before in _ITS and earlier in _AGAINST_ITS)


def _flagged(
    drafts: Sequence[ClauseDraft],
    phrases: Mapping[str, list[tuple[int, int]]],
    owners: Sequence[int],
    stems: Sequence[str],
) -> list[Clause]:
    """The clauses with the kinds of phrase that stand wholly inside them."""
    flags: list[set[str]] = [set() for _ in drafts]
    for name in _FLAGS:
        for first, last in phrases.get(name, ()):
            if owners[first] == owners[last - 1]:
                flags[owners[first]].add(name)
    for index, draft in enumerate(drafts):
        if stems[draft.last - 1] in _DENYING:
            ending = tuple(stems[max(draft.first, draft.last - 3) : draft.last])
            if ending[-2:] in _DENIALS or ending in _DENIALS:
                flags[index].add("doubts")
    asking = {draft.sentence for draft in drafts if draft.asks}
    return [
        Clause(
            index,
            *draft[:-3],
            None if _is_of_the_spared(draft, flags[index], stems) else draft.section,
            frozenset(flags[index]),
            draft.question,
            draft.sentence in asking,
        )
        for index, draft in enumerate(drafts)
    ]


def _is_of_the_spared(draft: ClauseDraft, flags: set[str], stems: Sequence[str]) -> bool:
    """Whether what works is told under the heading of what is hit: "Where: the north. Rest fine"."""
    return draft.section in _OF_THE_HIT and stems[draft.first] in _OTHERS and flags & _SPARED == {"fine"}


# What ends a clause that takes back what was just reported: "he had heard it was everywhere, it is not".
_DENIALS = frozenset(
    {
        ("it", "is", "not"),
        ("that", "is", "not"),
        ("they", "are", "not"),
        ("it", "isnt"),
        ("that", "isnt"),
        ("its", "not"),
    }
)
_DENYING = frozenset(ending[-1] for ending in _DENIALS)
