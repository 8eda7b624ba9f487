"""Reads a text once: its words and values, its clauses and sentences, headings, and what each clause does to them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.language.clauses import Clause, ClauseBuilder, Word
from app.language.durations import read_durations
from app.language.folding import Folded, fold
from app.language.identifiers import read_identifiers, read_phones
from app.language.mentions import (
    IdentifierMention,
    Mention,
    PhoneMention,
)
from app.language.numbers import read_numbers
from app.language.times import read_times
from app.language.tokens import Token, tokenise
from app.language.vocabulary import VOCABULARY

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
)


@dataclass(frozen=True)
class Reading:
    """A text read. `clauses[i].first` and `.last` bound its words; `mentions` are in order of place."""

    folded: Folded
    words: Sequence[Word]
    clauses: Sequence[Clause]
    mentions: Sequence[Mention]
    phrases: Mapping[str, Sequence[tuple[int, int]]]
    sentences: int
    sections: Sequence[tuple[int, int, str]] = field(default=())

    @cached_property
    def by_stem(self) -> Mapping[str, list[int]]:
        """Positions of words by stem."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(word.stem, []).append(place)
        return found

    @cached_property
    def by_first_letter(self) -> Mapping[str, list[str]]:
        """The stems of the text by their first letter."""
        found: dict[str, list[str]] = {}
        for written in self.by_stem:
            found.setdefault(written[0], []).append(written)
        return found

    @cached_property
    def by_concept(self) -> Mapping[str, list[int]]:
        """Positions of words by concept."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            for concept in word.concepts:
                found.setdefault(concept, []).append(place)
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
        end = len(self.words) if last is None else last
        return [
            (start, after)
            for start, after in self.phrases.get(name, ())
            if start >= first and after <= end and self._sentence(start) == self._sentence(after - 1)
        ]

    def _sentence(self, place: int) -> int:
        return self.clauses[self.words[place].clause].sentence

    def has(self, name: str, clause: Clause) -> bool:
        """Whether a phrase of the vocabulary's list `name` stands in this clause."""
        return bool(self.phrase_places(name, clause.first, clause.last))


def read(
    text: str, headings: Mapping[str, str] | None = None, sections: Sequence[tuple[int, int, str]] = ()
) -> Reading:
    """Reads a text. `headings` maps a folded heading to an item; `sections` are stretches known to be about an item."""
    folded = fold(text)
    tokens = tokenise(folded.text)
    mentions = _read_mentions(folded.text, tokens)
    bounds = _section_bounds(folded, sections)
    return _assemble(folded, tokens, mentions, headings or {}, bounds)


def _section_bounds(folded: Folded, sections: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The sections with their places in the folded text."""
    places = [(folded.place_of(start), folded.place_of(end), item) for start, end, item in sections]
    return [(first, after, item) for first, after, item in places if first < after]


def _read_mentions(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """All values, longest kinds first, one place read once."""
    taken = bytearray(len(text) + 1)
    mentions: list[Mention] = []
    references: list[PhoneMention | IdentifierMention] = [*read_phones(text), *read_identifiers(text)]
    for mention in references:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            mentions.append(mention)
    mentions += [*read_times(text, tokens, taken)]
    mentions += [*read_durations(tokens, taken)]
    mentions += read_numbers(tokens, taken)
    return sorted(mentions, key=lambda mention: mention.start)


def _assemble(
    folded: Folded,
    tokens: Sequence[Token],
    mentions: list[Mention],
    headings: Mapping[str, str],
    bounds: list[tuple[int, int, str]],
) -> Reading:
    starting = {mention.start: mention for mention in mentions}
    builder = ClauseBuilder(folded.text, headings, bounds)
    inside = 0
    for at, token in enumerate(tokens):
        if token.start < inside:
            continue
        mention = starting.get(token.start)
        if mention is not None:
            inside = mention.end
            builder.value(mention)
        elif token.kind in ("word", "number"):
            builder.word(token, at, tokens)
        else:
            builder.sign(token, at, tokens)
    builder.close(len(folded.text), ends_line=True)
    words = _with_concepts(builder.words)
    phrases = _find_phrases([word.stem for word in words])
    clauses = _flagged(builder.clauses, phrases, words)
    return Reading(folded, words, clauses, mentions, phrases, builder.sentence + 1, builder.spans)


def _with_concepts(words: list[Word]) -> list[Word]:
    """The words with the concepts of their stem and of the phrases they stand in."""
    concepts = [VOCABULARY.concepts.get(word.stem, _NOTHING) for word in words]
    for place, word in enumerate(words):
        for phrase, names in VOCABULARY.concept_phrases.get(word.stem, ()):
            after = place + len(phrase)
            if after <= len(words) and all(words[place + step].stem == part for step, part in enumerate(phrase)):
                for step in range(len(phrase)):
                    concepts[place + step] = concepts[place + step] | names
    return [Word(w.start, w.end, w.stem, names, w.clause, w.mention) for w, names in zip(words, concepts, strict=True)]


def _find_phrases(stems: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    all_phrases = VOCABULARY.all_phrases
    for place, first in enumerate(stems):
        seen: set[str] = set()
        for phrase, names in all_phrases.get(first, ()):
            size = len(phrase)
            if size > 1 and tuple(stems[place : place + size]) != phrase:
                continue
            for name in names - seen:
                found.setdefault(name, []).append((place, place + size))
            seen |= names
    return found


def _flagged(
    clauses: Sequence[Clause], phrases: Mapping[str, list[tuple[int, int]]], words: Sequence[Word]
) -> list[Clause]:
    """The clauses with the kinds of phrase that stand wholly inside them."""
    owner, stems = [word.clause for word in words], [word.stem for word in words]
    flags: list[set[str]] = [set() for _ in clauses]
    for name in _FLAGS:
        for first, last in phrases.get(name, ()):
            if owner[first] == owner[last - 1]:
                flags[owner[first]].add(name)
    for index, clause in enumerate(clauses):
        ending = tuple(stems[max(clause.first, clause.last - 3) : clause.last])
        if ending[-2:] in _DENIALS or ending in _DENIALS:
            flags[index].add("doubts")
    asking = {clause.sentence for clause in clauses if clause.asks}
    return [
        replace(clause, flags=frozenset(inside), asks=clause.sentence in asking)
        for clause, inside in zip(clauses, flags, strict=True)
    ]


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
_SPACES = re.compile(r" +")


def heading_key(text: str) -> str:
    """A heading as it is looked up: folded, with single spaces."""
    return _SPACES.sub(" ", fold(text).text).strip(" *_#>-:=?\n")
