"""The count of a truth told by other numbers: its parts, place by place, or the whole and what is well of it."""

from collections.abc import Sequence
from itertools import pairwise

from app.content.scenario import Truth
from app.handover.none_of_so_many import as_struck
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import CUED, Finding, Signs
from app.language.mentions import NumberMention
from app.language.vocabulary import stem

_OF_OTHERS = frozenset({"workaround", "tried", "told", "team", "contact", "tickets"})
_OTHERS = frozenset(map(stem, ("other", "others", "remaining")))
_MOST_PARTS = 8
_SMALL_TOTAL = 20
_SMALLEST_REST = 10.0


def weigh_sum(finding: Finding, note: Note, signs: Signs, truth: Truth, item: str) -> None:
    """The count told place by place, so that the parts add up to it: "19 in the yard + 4 on doors"."""
    if truth.count is None or finding.features["digits_moved"]:
        return
    alone = not finding.right
    by_sentence: dict[int, list[tuple[NumberMention, int]]] = {}
    none_by_line: dict[int, list[tuple[NumberMention, int]]] = {}
    whole_by_line: dict[int, list[tuple[NumberMention, int]]] = {}
    for said, place in note.reading.placed:
        mention = as_struck(note, said, place) if isinstance(said, NumberMention) else said
        if isinstance(mention, NumberMention) and mention.kind == "count" and mention.value >= 1:
            by_sentence.setdefault(note.clause_at(place).sentence, []).append((mention, place))
            if mention is not said:
                none_by_line.setdefault(note.clause_at(place).line, []).append((mention, place))
            elif mention.of == mention.value:
                whole_by_line.setdefault(note.clause_at(place).line, []).append((mention, place))
    for parts in (*by_sentence.values(), *none_by_line.values(), *whole_by_line.values()):
        added = _adding_up(parts, truth.count)
        if not added:
            continue
        first, last = added[0][1], added[-1][1]
        joined = "+" in note.reading.folded.text[added[0][0].start : added[-1][0].end]
        if any(mention.of not in (None, mention.value) for mention, _ in added):
            continue
        if any(note.clause_at(place).section in _OF_OTHERS for _, place in added):
            continue
        if joined or truth.count >= _SMALL_TOTAL or signs.role(item, first) >= CUED:
            finding.features["sum"] = float(alone)
            finding.right.append(note.span(first, last + 1))
            _forget_parts(finding, note.span(first, last + 1))


def _forget_parts(finding: Finding, whole: Span) -> None:
    """Takes the parts of a sum for no wrong numbers."""
    finding.wrong[:] = [span for span in finding.wrong if not (whole[0] <= span[0] and span[1] <= whole[1])]
    if not finding.wrong:
        finding.features["wrong"] = finding.features["wrong_known"] = 0.0


def weigh_rest(finding: Finding, note: Note, signs: Signs, truth: Truth) -> None:
    """The whole and those of it that are well, side by side: "1,200 begun, only 240 finished" of 960."""
    if truth.count is None or truth.of is None or truth.of - truth.count < _SMALLEST_REST:
        return
    alone = not finding.right
    numbers = [(m, p) for m, p in note.reading.placed if isinstance(m, NumberMention) and m.of is None]
    for (one, first), (other, last) in pairwise(numbers):
        same = note.clause_at(first).sentence == note.clause_at(last).sentence
        values = {one.value, other.value}
        if same and values == {truth.of, truth.of - truth.count} and not signs.hedged(note.clause_at(last)):
            finding.features["right_cued"] = max(finding.features["right_cued"], float(alone))
            finding.right.append(note.span(first, last + 1))


def weigh_the_others(finding: Finding, note: Note, signs: Signs, truth: Truth) -> None:
    """The count by itself and all that are left of the whole: "five receivers play it ... the other eleven do not"."""
    if truth.count is None or truth.of is None or not 1 < truth.count < truth.of:
        return
    alone = not finding.right
    numbers = [(m, p) for m, p in note.reading.placed if isinstance(m, NumberMention) and m.of is None]
    for left, last in numbers:
        others = left.value == truth.of - truth.count and note.reading.stems[last - 1] in _OTHERS
        clause = note.clause_at(last)
        if not others or last == 0 or signs.hedged(clause) or clause.section in _OF_OTHERS:
            continue
        for one, first in numbers:
            near = clause.sentence - 1 <= note.clause_at(first).sentence <= clause.sentence
            if first < last and near and one.value == truth.count and not signs.hedged(note.clause_at(first)):
                finding.features["right_cued"] = max(finding.features["right_cued"], float(alone))
                finding.right += [note.span(first, first + 1), note.span(last - 1, last + 1)]
                break


def _adding_up(parts: Sequence[tuple[NumberMention, int]], count: float) -> Sequence[tuple[NumberMention, int]]:
    """The first run of numbers, one after the other, that add up to the count."""
    for first in range(len(parts)):
        total = 0.0
        for last in range(first, min(len(parts), first + _MOST_PARTS)):
            total += parts[last][0].value
            if total == count and last > first:
                return parts[first : last + 1]
            if total > count:
                break
    return ()
