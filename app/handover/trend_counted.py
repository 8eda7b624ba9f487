"""What numbers and lengths of time show of a direction: the later one larger or smaller than the one before."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from app.handover.evidence import with_unit
from app.handover.note import Note
from app.handover.signs import Finding
from app.language.mentions import DurationMention, Mention, NumberMention, TimeMention

_CLEAR_STEPS = 3
_NEAR = 3
_BACK_THEN = frozenset(("was", "were", "from", "had"))
_LATELY = frozenset(("now", "last", "latest", "lately"))


def weigh_lengths(finding: Finding, note: Note, truth: str) -> None:
    """Two lengths of time in one sentence, the later one ("now", "the last") shorter or longer than the first."""
    lengths: dict[int, list[tuple[float, int]]] = {}
    for mention, place in note.reading.placed:
        if isinstance(mention, DurationMention) and mention.direction == 0:
            lengths.setdefault(note.clause_at(place).sentence, []).append((mention.minutes, place))
    for values in lengths.values():
        (first, start), (last, end) = values[0], values[-1]
        stems = {word.stem for word in note.reading.words[start : end + _NEAR]}
        falls = last < 0.7 * first
        moved = stems & _LATELY and (falls or first < 0.7 * last)
        if len(values) >= 2 and moved and falls == (truth == "better"):
            finding.features["shown"] = 1.0
            finding.right.extend(with_unit(note, place) for _, place in values)


def weigh_falling(finding: Finding, note: Note) -> None:
    """What the fault takes falls: "48 minutes behind, now 14", "down to 14 min", "22 > 9 > 2 calls"."""
    placed, words = note.reading.placed, note.reading.words
    lengths: dict[int, tuple[float, int]] = {}
    for mention, place in placed:
        sentence = note.clause_at(place).sentence
        before, start = lengths.get(sentence, (0.0, place))
        now = any(words[at].stem in _LATELY for at in range(max(start + 1, place - _NEAR), place))
        if now and _bare_value(mention) < before:
            finding.features["shown"] = 1.0
            finding.right.extend(with_unit(note, at) for at in (start, place))
        if isinstance(mention, DurationMention) and mention.direction == 0:
            lengths[sentence] = (mention.minutes, place)
    for mention, place in placed:
        down = place >= 2 and [words[place - 2].stem, words[place - 1].stem] == ["down", "to"]
        if down and isinstance(mention, DurationMention) and not note.clause_at(place).question:
            finding.features["shown"] = 1.0
            finding.right.append(note.span(place - 2, place + 1))
    for (a, first), (b, _), (c, third) in zip(placed, placed[1:], placed[2:], strict=False):
        falls = third - first <= 2 * _NEAR and _bare_value(a) > _bare_value(b) > _bare_value(c)
        if falls and all(isinstance(each, NumberMention) for each in (a, b, c)) and _arrows(note, first, third):
            finding.features["shown"] = 1.0
            finding.right.append(note.span(first, third + 1))


def _bare_value(mention: Mention) -> float:
    """A plain number, or infinity."""
    plain = isinstance(mention, NumberMention) and mention.kind == "count" and mention.of is None
    return mention.value if plain and isinstance(mention, NumberMention) else inf


def _arrows(note: Note, first: int, last: int) -> bool:
    """Whether only arrows, commas and "then" stand between these words, and an arrow or "then" at least once."""
    words = note.reading.words
    between = note.reading.folded.text[words[first].end : words[last].start]
    stems = {words[at].stem for at in range(first + 1, last) if words[at].mention is None}
    return stems <= {"then", "to", "now", ">", "-"} and bool(">" in between or "then" in stems or "to" in stems)


def weigh_steps(finding: Finding, note: Note, grows: bool) -> None:
    """Counts in one sentence, the later one larger: dated, ended by "now", or set against what it "was"."""
    counted: dict[int, list[tuple[float, int]]] = {}
    dated: dict[int, int] = {}
    for mention, place in note.reading.placed:
        sentence = note.clause_at(place).sentence
        if isinstance(mention, NumberMention) and mention.kind == "count":
            counted.setdefault(sentence, []).append((mention.value, place))
        elif isinstance(mention, TimeMention):
            dated[sentence] = dated.get(sentence, 0) + 1
    for place in note.words_of_stem("now"):
        sentence = note.clause_at(place).sentence
        dated[sentence] = dated.get(sentence, 0) + 1
    steps = {note.clause_at(place).sentence for word in ("then", "now", "later") for place in note.words_of_stem(word)}
    for sentence, values in counted.items():
        if len(values) >= _CLEAR_STEPS and all(a[0] < b[0] for a, b in pairwise(values)) and sentence in steps:
            finding.features["right" if grows else "wrong"] = 1.0
            (finding.right if grows else finding.wrong).extend(with_unit(note, place) for _, place in values)
        if len(values) >= 2 and _grew(note, values, bool(dated.get(sentence))):
            finding.features["grows"] = 1.0
            if grows:
                finding.right.extend(with_unit(note, place) for _, place in values)


def _grew(note: Note, values: Sequence[tuple[float, int]], dated: bool) -> bool:
    """Whether the last number is larger than the first, or than the one that it "was"."""
    if dated and values[-1][0] > values[0][0]:
        return True
    words = note.reading.words
    return any(
        values[0][0] > value and any(words[at].stem in _BACK_THEN for at in range(max(0, place - 2), place))
        for value, place in values[1:]
    )
