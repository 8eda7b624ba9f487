"""Which values of a note are taken back, and by which others: "half 8, no 8:40", "not 40, 112", "*07:46"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.handover.note import Note
from app.handover.scorecard import Span
from app.language.mentions import DurationMention, Mention, NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

_TAKEN_BACK_AFTER = VOCABULARY.words["taken_back_by"]
_TAKEN_BACK_BEFORE = VOCABULARY.words["taken_back_after"]
_HIGHEST_LABEL = 20
_LONGEST_CORRECTION = 9
_IN_A_CORRECTION = VOCABULARY.words["in_a_correction"] | VOCABULARY.approximators
_TAKES_BACK_A_LINE = frozenset(
    map(stem, ("no", "sorry", "correction", "scratch", "scrap", "oops", "mean", "meant", "corrected"))
)
_WROTE = stem("wrote")
_SHOULD = stem("should")
_THAN_BEHIND = frozenset(map(stem, ("rather", "other", "instead", "older")))
_IS_SORRY = re.compile(
    r" (?:sorry|soz|oops|typo|my bad|apologies|i meant|fat fingers|fat thumbs)\b[^\n\d]{0,20}(?=\n|\Z)"
)
_TAKEN_BACK_AT_ONCE = frozenset(map(stem, ("sorry", "correction", "scratch", "oops", "wrong")))


class Corrections:
    """What a note takes back of what it told before."""

    def __init__(self, note: Note) -> None:
        self.note, self.reading = note, note.reading
        self._replaced: dict[int, int] = {}
        self._stands_for: dict[int, int] = {}

    def kept(self, mentions: Sequence[tuple[Mention, int]]) -> list[tuple[Mention, int]]:
        """The values of one kind that were not taken back ("half 8, no 8:40"; "not 40, 112")."""
        taken_back: set[int] = set()
        for index, (_, place) in enumerate(mentions):
            earlier = mentions[index - 1][1] + 1 if index else 0
            first = self.note.clause_at(place).first
            before = range(max(earlier, first, place - 2), place)
            if any(self._takes_back(p, place) for p in before) and len(mentions) > 1:
                taken_back.add(index)
            elif index and (self._taken_back_at_once(earlier, place) or self._starred_off(mentions, index)):
                taken_back.add(index - 1)
            elif index and place - earlier < _LONGEST_CORRECTION and self._corrects(earlier, place):
                taken_back.add(index - 1)
                self._replaced[place] = mentions[index - 1][0].start
                self._stands_for[place] = self.stands_for(mentions[index - 1][1])
        return [pair for index, pair in enumerate(mentions) if index not in taken_back]

    def put_for(self, mentions: Sequence[tuple[Mention, int]]) -> Iterator[tuple[tuple[Mention, int], Mention]]:
        """Each value of one kind that stands in its sentence right beside one taken back, with that one."""
        kept = {place for _, place in self.kept(mentions)}
        for (one, at), (other, beside) in pairwise(mentions):
            together = self.note.clause_at(at).sentence == self.note.clause_at(beside).sentence
            if together and at in kept and beside not in kept:
                yield (one, at), other
            elif together and beside in kept and at not in kept:
                yield (other, beside), one

    def _is_starred(self, place: int) -> bool:
        """Whether a value makes up a line behind an asterisk, as people correct what they just sent: "*07:46"."""
        text, word = self.reading.folded.text, self.reading.words[place]
        before, after = text[max(0, word.start - 2) : word.start], text[word.end : word.end + 1]
        alone = after in ("", "\n", "*") or _IS_SORRY.match(text, word.end) is not None
        return before in ("*", "\n*") and alone

    def _starred_off(self, mentions: Sequence[tuple[Mention, int]], index: int) -> bool:
        """Whether a value behind an asterisk corrects the one before it, the only one of an earlier line."""
        place, corrected = mentions[index][1], mentions[index - 1][1]
        if not self._is_starred(place) or self._is_starred(corrected):
            return False
        lines = [self.note.clause_at(at).line for _, at in mentions[max(0, index - 2) : index + 1]]
        return lines.count(self.note.clause_at(corrected).line) == 1

    def _takes_back(self, at: int, place: int) -> bool:
        """Whether a word takes back the value at `place` behind it: "not", "rather than", but not "more than"; "I wrote
        40", but not "stopped writing at 08:52"."""
        word, text = self.reading.words[at], self.reading.folded.text
        if word.stem == "than":
            return bool(at) and self.reading.words[at - 1].stem in _THAN_BEHIND
        if word.stem == _WROTE:
            return at == place - 1 and text[word.start : word.end] == "wrote"
        return word.stem in _TAKEN_BACK_BEFORE

    def stands_for(self, place: int) -> int:
        """The position of the value that the one at `place` takes back, or its own: a correction is about the same."""
        return self._stands_for.get(place, place)

    def with_replaced(self, place: int, span: Span) -> Span:
        """The span of a value with the one it takes back, since without both the text says something else."""
        return min(span[0], self._replaced.get(place, span[0])), span[1]

    def _taken_back_at_once(self, after: int, place: int) -> bool:
        """Whether a value is taken back by the very next word, and another told in its sentence: "17:12, sorry, it was
        twelve minutes to five"."""
        words = self.reading.words
        taken = after < place and words[after].stem in _TAKEN_BACK_AT_ONCE
        if taken and words[after].stem == "wrong" and words[after + 1].clause == words[after].clause:
            return False  # "since 07:30 wrong prices" is wrong in another sense
        same = self.note.clause_at(after).sentence == self.note.clause_at(place).sentence
        return taken and same and place - after <= _LONGEST_CORRECTION

    def _corrects(self, first: int, place: int) -> bool:
        """Whether the words right before a value take back the one before them: "no", "no hang on", "sorry it was"."""
        words = self.reading.words
        sentence = self.note.clause_at(place).sentence
        for at in range(place - 1, first - 1, -1):
            if self.reading.clauses[words[at].clause].sentence != sentence:
                return False
            if words[at].stem in _TAKEN_BACK_AFTER or self._should_be(at, place):
                return not (at == place - 1 and self._numbers_it(at)) and self._is_a_correction(first - 1, at, place)
            if words[at].stem not in _IN_A_CORRECTION:
                return False
        return False

    def _should_be(self, at: int, place: int) -> bool:
        """Whether a word begins what a time should be: "should be 07:46"; of "should be 40" they may be short."""
        words = self.reading.words
        said = words[at].stem == _SHOULD and words[at + 1].stem in ("be", "read")
        return said and isinstance(words[place].mention, TimeMention)

    def _is_a_correction(self, earlier: int, at: int, place: int) -> bool:
        """Whether a word takes back: not the "wait" of "wait 10 min", nor "correct at 08:47", nor a "No: 17 stores"
        in another line."""
        words, text = self.reading.words, self.reading.folded.text
        word, following, before = words[at].stem, words[at + 1], words[at - 1].stem if at else ""
        if word == "wait" and (isinstance(words[place].mention, DurationMention) or before == "to"):
            return False
        if word == "wait" and following.stem == "time":
            return False
        if word in ("make", "scrap") and following.stem not in ("that", "it"):
            return False
        if word == "correct" and following.stem in ("at", "as"):
            return False
        if self.note.clause_at(earlier).line == self.note.clause_at(place).line:
            return True
        return word in _TAKES_BACK_A_LINE and text[words[at].end : words[at].end + 1] != ":"

    def _numbers_it(self, place: int) -> bool:
        """Whether this word is the "No." of "No. 1 dock", which takes nothing back."""
        word, following = self.reading.words[place : place + 2]
        mention = following.mention
        small = isinstance(mention, NumberMention) and mention.of is None and mention.value <= _HIGHEST_LABEL
        return small and word.stem == "no" and self.reading.folded.text[word.end : following.start].strip() == "."
