"""What the words around a value say about it: which item it is about, whether it is hedged, taken back, not known."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.handover.case import Way
from app.handover.corrections import Corrections
from app.handover.matching import PointMatch
from app.handover.note import Note
from app.handover.scorecard import Span
from app.language.clauses import Clause
from app.language.mentions import NumberMention
from app.language.vocabulary import VOCABULARY, stem

OWN, CUED, NEAR, LOOSE, FOREIGN = 3, 2, 1, 0, -1


@dataclass(frozen=True, slots=True)
class Whole:
    """A sentence that says something the scenario says about the item: how much of it, and the matching words."""

    covered: float
    places: tuple[int, ...]

    def without(self, blank: frozenset[int]) -> "Whole":
        """What is left of it without the words at these positions."""
        left = tuple(place for place in self.places if place not in blank)
        return Whole(self.covered * len(left) / len(self.places), left)


@dataclass
class Finding:
    """What was found about one item: features for the decision, and folded spans by what they show.

    `plainly_wrong` makes it wrong whatever else there is: values thrown at it so that one must be right, "none" where
    there is one, the opposite direction by itself.
    `plainly_none` makes it captured: the text says that there is none, and there is none; `plainly_unknown` is the
    same of what nobody knows; `plainly_half` makes it partial. `half` keeps it from being captured: only a part of what
    the truth names is there.
    `again` matches a point in the same sentence once more, without the words at some positions.
    `not_none` are places of "no change" and the like that do not say that there is none.
    `truths` are the truth's own clauses, as ways of saying it.
    `about` are the stretches that say something of the item, with how likely they do, and do plainly.
    `of_others` are clauses whose only times or numbers are of something else.
    `not_so` are words that look like the truth and were read as something else: no sense of their sentence counts.
    `group` is the kind of reading, by which the learned decision knows what the features mean.
    """

    group: str
    features: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    right: list[Span] = field(default_factory=list)
    vague: list[Span] = field(default_factory=list)
    wrong: list[Span] = field(default_factory=list)
    unknown: list[Span] = field(default_factory=list)
    none: list[Span] = field(default_factory=list)
    plainly_wrong: list[Span] = field(default_factory=list)
    points: Sequence[Sequence[PointMatch]] = ()
    plainly_none: list[Span] = field(default_factory=list)
    plainly_unknown: list[Span] = field(default_factory=list)
    plainly_half: list[Span] = field(default_factory=list)
    half: bool = False
    again: Callable[[int, PointMatch, frozenset[int]], PointMatch] | None = None
    whole: list[Whole] = field(default_factory=list)
    answered: list[range] = field(default_factory=list)
    own_clauses: Sequence[Clause] = ()
    truths: Sequence[Way] = ()
    about: list[tuple[range, float, float]] = field(default_factory=list)
    not_none: Sequence[Span] = ()
    not_so: Sequence[Span] = ()
    of_others: frozenset[int] = frozenset()


_WHO = frozenset(map(stem, ("i", "we", "he", "she", "they", "id", "i'd", "but", "though", "or", "so")))
_OWN_NUMBER = VOCABULARY.words["own_number"]
_ADDS_NOTHING = VOCABULARY.stop | VOCABULARY.words["beside_unknown"]
_TOO_MANY = 3
_SHORT_ANSWER = 4
_LONGEST_LIST = 8


_NOT_A_CALLER = VOCABULARY.words["not_a_caller"]
_POINTING = frozenset({"it", "its", "that", "this", "because", "cos"})
_GOING_BY = frozenset(map(stem, ("so", "hence", "therefore", "please", "pls")))
_BESIDE = 6
_HAVE_BEEN = frozenset(map(stem, ("have", "has", "had", "are", "is", "were", "was", "still", "been", "themselves")))
_NO = frozenset({"n", "no", "nope", "nah"})
_ANSWERED = re.compile(r"[:=?] {0,2}")
_SIGN_REACH = 3
_UNKNOWN = frozenset(map(stem, ("unknown", "unidentified")))
_UNASSIGNED, _OF_NOBODY = frozenset(map(stem, ("unassigned", "assigned"))), 2
_ASKING_BACK = re.compile(
    r"\b(?:that's|thats|that is|that was|it's|its|it is|it was)\b.*\b(?:isn't|isnt|wasn't|wasnt) it\Z"
)


def _is_short(clause: Clause) -> bool:
    return clause.last - clause.first <= _SHORT_ANSWER


def scatter(finding: Finding, sentences: Mapping[int, Mapping[object, Span]]) -> None:
    """Notes as scattered what stands in one sentence as three or more different values."""
    for values in sentences.values():
        if len(values) >= _TOO_MANY:
            finding.plainly_wrong.extend(values.values())


class Signs:
    """Reads roles and reservations in one note; each list of cues is looked for once."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.reading = note.reading
        self.corrections = Corrections(note)
        self._cues: dict[str, frozenset[int]] = {}
        self._sentence_flags: dict[int, frozenset[str]] = {}
        self._sections: dict[str, list[Clause]] = {}
        for clause in self.reading.clauses:
            if clause.section is not None:
                self._sections.setdefault(clause.section, []).append(clause)
        for sentence, clauses in self.reading.clauses_of_sentence.items():
            flags: frozenset[str] = frozenset().union(*(self.reading.clauses[c].flags for c in clauses))
            self._sentence_flags[sentence] = flags

    def clauses_with(self, phrases: str) -> frozenset[int]:
        """Clauses in which a phrase of this list of the vocabulary stands."""
        if phrases not in self._cues:
            words = self.reading.words
            places = self.reading.phrase_places(phrases)
            self._cues[phrases] = frozenset(words[first].clause for first, _ in places)
        return self._cues[phrases]

    def set_aside(self, clause: Clause, after_it: bool = False) -> bool:
        """Whether a change is told as not fitting: in the sentence, behind a semicolon or right `after_it`."""
        reading = self.reading
        after = reading.clauses_of_sentence.get(clause.sentence + 1, [])
        joined = after_it or (
            bool(after) and reading.folded.text[: reading.clauses[after[0]].start].rstrip().endswith(";")
        )
        near = [*reading.clauses_of_sentence[clause.sentence], *(after if joined else [])]
        cleared = self.clauses_with("not_it").intersection(near)
        return not all(map(self._only_asks_back, cleared)) or self._answered_no(clause)

    def _only_asks_back(self, index: int) -> bool:
        """Whether "isn't it" ends a clause that says it is: "so that's the gas men, isn't it"."""
        clause = self.reading.clauses[index]
        return bool(_ASKING_BACK.search(self.reading.folded.text, clause.start, clause.end))

    def _answered_no(self, clause: Clause) -> bool:
        """Whether a form answers no behind a clause, or behind the question in its sentence whether it is the cause:
        "label rolls to blame: N"."""
        inside = self.reading.clauses_of_sentence[clause.sentence]
        text = self.reading.folded.text
        for asked, answer in pairwise(self.reading.clauses[inside[0] : inside[-1] + 2]):
            bare = text[answer.start : answer.end] in _NO and asked.line == answer.line
            sign = text[max(asked.end, answer.start - _SIGN_REACH) : answer.start] if bare else ""
            if _ANSWERED.fullmatch(sign) and (asked is clause or self.reading.has("cause_outright", asked)):
                return True
        return False

    def role(self, item: str, place: int) -> int:
        """How surely the word at this position is about the item."""
        clause = self.note.clause_at(place)
        if clause.section is not None and clause.section == item:
            return OWN
        cued = self.clauses_with(f"{item}_cues")
        foreign = clause.section is not None
        if clause.index in cued:
            return NEAR if foreign else CUED
        inside = self.reading.clauses_of_sentence[clause.sentence]
        if any(index in cued for index in inside):
            return FOREIGN if foreign else NEAR
        return FOREIGN if foreign else LOOSE

    def sentence_flags(self, clause: Clause) -> frozenset[str]:
        """All flags of the sentence a clause stands in."""
        return self._sentence_flags[clause.sentence]

    def hedged(self, clause: Clause) -> bool:
        """Whether what the clause says is somebody's belief, a guess or in doubt."""
        if "hedges" in clause.flags or "doubts" in clause.flags or clause.question:
            return True
        flags = self._sentence_flags[clause.sentence]
        if "doubts" in flags:
            return True
        beside = [i for i in self.reading.clauses_of_sentence[clause.sentence] if abs(i - clause.index) == 1]
        return any(
            "hedges" in self.reading.clauses[i].flags
            and (i < clause.index or self._only_hedges(self.reading.clauses[i]))
            for i in beside
        )

    def _only_hedges(self, clause: Clause) -> bool:
        """Whether a clause only takes back how sure the one before it was: ", I think"."""
        hedges = {at for span in self.reading.phrase_places("hedges", clause.first, clause.last) for at in range(*span)}
        return all(at in hedges or self.reading.stems[at] in _WHO for at in range(clause.first, clause.last))

    def believed(self, clause: Clause) -> bool:
        """Whether what a clause tells is put in somebody's mouth first, there or right before it: "she is adamant it's
        the labels"; not what the writer or a log says, nor what the writer goes by: "so send it to the fitters"."""
        reading = self.reading
        sentence = reading.clauses_of_sentence[clause.sentence]
        near = [clause, *(reading.clauses[i] for i in sentence if i == clause.index - 1)]
        saying = next((each for each in near if self._is_said_by_others(each, clause)), None)
        if saying is None or not self.clauses_with("agreed_with").isdisjoint(sentence):
            return False
        behind = reading.stems[saying.first : reading.clauses[sentence[-1]].last]
        others = (reading.clauses[i].flags for i in sentence if i != saying.index)
        goes_by_it = not _GOING_BY.isdisjoint(behind)
        return not (goes_by_it or any("endorsing" in flags and "negators" not in flags for flags in others))

    def _is_said_by_others(self, clause: Clause, of: Clause) -> bool:
        """Whether somebody other than the writer or a log says, is sure or blames in this clause, and that `of` it."""
        stems = self.reading.stems
        if stems[clause.first] in _POINTING:
            return False
        return any(
            first - clause.first <= _BESIDE
            and _NOT_A_CALLER.isdisjoint(stems[clause.first : first])
            and (clause is of or first == clause.first or last == clause.last)
            for first, last in self.reading.phrase_places("believed", clause.first, clause.last)
        )

    def negated(self, place: int, reach: int = 4) -> bool:
        """Whether a negator stands shortly before this word in its clause."""
        clause = self.note.clause_at(place)
        first = max(clause.first, place - reach)
        return bool(self.reading.phrase_places("negators", first, place))

    def section_clauses(self, item: str) -> list[Clause]:
        """The clauses that stand under a heading of this item or in its field."""
        return self._sections.get(item, [])

    def left_unknown(self, item: str) -> list[Span]:
        """What stands under the item's heading where that is no more than "TBC", "not known" or a question mark."""
        own = self.section_clauses(item)
        unknown = [clause for clause in own if self._adds_nothing(clause, but="not_known")]
        others = [clause for clause in own if clause not in unknown]
        if not unknown or not all(self._adds_nothing(clause) for clause in others):
            return []
        return [(clause.start, clause.end) for clause in unknown]

    def _adds_nothing(self, clause: Clause, but: str = "") -> bool:
        """Whether a clause has no words that tell anything, but (if asked for) a phrase of this list or a bare "?"."""
        words = self.reading.words[clause.first : clause.last]
        if clause.question and len(words) == 1 and words[0].stem == "?":
            return True
        spans = self.reading.phrase_places(but, clause.first, clause.last) if but else []
        places = {place for span in spans for place in range(*span)}
        rest = (word for place, word in enumerate(words, clause.first) if place not in places)
        told = any(word.mention is not None or word.stem not in _ADDS_NOTHING for word in rest)
        return not told and bool(places) == bool(but)

    def _of_a_phone(self, clause: Clause) -> bool:
        """Whether the number spoken of in a clause is one to ring: "her number TBC", not "her numbers"."""
        text = self.reading.folded.text
        return any(
            one.stem in _OWN_NUMBER and other.stem == "number" and text[other.start : other.end] != "numbers"
            for one, other in pairwise(self.reading.words[clause.first : clause.last])
        )

    def _only_untold(self, clause: Clause) -> bool:
        """Whether all that is not known in a clause is that somebody was "not told", which answers who was."""
        words, places = self.reading.words, self.reading.phrase_places("not_known", clause.first, clause.last)
        return all("tell" in (word.stem for word in words[first:last]) for first, last in places)

    def _only_strangers(self, unknown: frozenset[int]) -> frozenset[int]:
        """The clauses of these that only tell of so many "unknown" ones: "changed to six unknown numbers"."""
        words, only = self.reading.words, set()
        for index in unknown:
            clause = self.reading.clauses[index]
            places = self.reading.phrase_places("not_known", clause.first, clause.last)
            if all(
                last - first == 1
                and words[first].stem in _UNKNOWN
                and clause.first < first < clause.last - 1
                and isinstance(words[first - 1].mention, NumberMention)
                for first, last in places
            ):
                only.add(index)
        return frozenset(only)

    def _only_unassigned(self, unknown: frozenset[int]) -> frozenset[int]:
        """The clauses of these that only leave open who has it: "the ticket lies unassigned since 09:31"."""
        words, only = self.reading.words, set()
        for index in unknown:
            clause = self.reading.clauses[index]
            places = self.reading.phrase_places("not_known", clause.first, clause.last)
            if all(last - first <= _OF_NOBODY and words[last - 1].stem in _UNASSIGNED for first, last in places):
                only.add(index)
        return frozenset(only)

    def _untold(self, clause: Clause) -> bool:
        """Whether it is the users who were not told something: "customer not told"."""
        reading = self.reading
        ends = {last for _, last in reading.phrase_places("users_topic", clause.first, clause.last)}
        subjects = set()
        for first, _ in reading.phrase_places("not_known", clause.first, clause.last):
            while first > clause.first and reading.stems[first - 1] in _HAVE_BEEN:
                first -= 1
            subjects.add(first)
        return self._only_untold(clause) and bool(ends) and ends <= subjects

    def not_known(self, item: str) -> list[Span]:
        """Where the text says that this item is not known, in its own section or beside words about it."""
        unknown = self.clauses_with("not_known")
        unknown -= self._only_strangers(unknown)
        if item == "told":
            unknown = frozenset(index for index in unknown if not self._only_untold(self.reading.clauses[index]))
        cued = self.clauses_with(f"{item}_topic")
        if item == "users":
            clauses = self.reading.clauses
            unknown = frozenset(i for i in unknown if not self._of_a_phone(clauses[i]) and not self._untold(clauses[i]))
        if item != "team":
            unknown -= self._only_unassigned(unknown)
        spans = []
        for index in unknown:
            clause = self.reading.clauses[index]
            if clause.section == item or (clause.section is None and index in cued):
                spans.append((clause.start, clause.end))
        asked_before = self.clauses_with(f"{item}_topic")
        if item == "users":
            asked_before -= self.clauses_with("was_told")  # "if customers know, I did not ask"
        for index in unknown:
            clause = self.reading.clauses[index]
            before = self.reading.clauses[index - 1] if index else None
            if before and before.sentence == clause.sentence and index - 1 in asked_before and _is_short(clause):
                spans.append((clause.start, clause.end))
        spans.extend(
            (clause.start, clause.end)
            for clause in self.section_clauses(item)
            if clause.last - clause.first <= 2 and clause.question
        )
        spans.extend(
            (clause.start, clause.end) for clause in self._listed_unknown(unknown) if clause.index in asked_before
        )
        return spans

    def _listed_unknown(self, unknown: frozenset[int]) -> Iterator[Clause]:
        """The clauses of a sentence that opens with no more than that it is not known: "Not known: the error text"."""
        text = self.reading.folded.text
        for index in sorted(unknown):
            opening = self.reading.clauses[index]
            bare = self._adds_nothing(opening, but="not_known") and text.startswith(":", opening.end)
            for clause in self.reading.clauses[index + 1 : index + 1 + _LONGEST_LIST] if bare else ():
                if clause.sentence == opening.sentence and clause.section is None:
                    yield clause
