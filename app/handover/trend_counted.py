"""What numbers and lengths of time show of a direction: the later one larger or smaller than the one before."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf

from app.handover.case import Case
from app.handover.evidence import with_unit
from app.handover.note import Note
from app.handover.signs import Finding
from app.language.mentions import DurationMention, Mention, NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

Steps = Sequence[tuple[float, int]]
"""Numbers with their positions, as they follow one another."""

_CLEAR_STEPS = 3
_NEAR = 3
_HOUR, _FIRST_HOUR = 60, 100
_EACH = [[stem(word)] for word in ("every", "each", "any")]
_SOON = 10  # minutes, for what is counted while the note is written
_MOVED = 1.2
_PRESENT = frozenset(("now", "left", "remain", "currently"))
_OPEN_OR_WELL = frozenset({"fine", "hedges", "doubts", "not_known", "conditional"})
_BACK_THEN = frozenset(("was", "were", "been", "from", "had", "with", "start"))
_ALL_OF_IT = VOCABULARY.words["all_of_it"]
_AT_FIRST = VOCABULARY.words["at_first"]
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
    """What the fault takes falls: "48 minutes behind, now 14", "down to 14 min"."""
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


def _bare_value(mention: Mention) -> float:
    """A plain number, or infinity."""
    plain = isinstance(mention, NumberMention) and mention.kind == "count" and mention.of is None
    return mention.value if plain and isinstance(mention, NumberMention) else inf


def weigh_steps(finding: Finding, case: Case, note: Note, truth: str) -> None:
    """Counts in one sentence, the later one larger, or smaller where the truth is "better": dated, ended by "now", or
    set against what it "was". Two steps without a word of direction are half of it."""
    runs = _run_on(note)
    counted, dated = _counts_of_sentences(case, note, runs)
    for at in _first_at_an_hour(note) if truth == "worse" else ():
        sentence = runs[note.clause_at(at).sentence]
        counted[sentence] = sorted([(1.0, at), *counted.get(sentence, ())], key=lambda step: step[1])
    stepping = {
        runs[note.clause_at(at).sentence] for word in ("then", "now", "later") for at in note.words_of_stem(word)
    }
    for sentence, values in counted.items():
        _weigh_all_now(finding, note, values[0], truth)
        if len(values) >= 2:
            _weigh_told_steps(finding, note, values, truth, sentence in dated)
            _weigh_row(finding, note, values, truth, sentence in dated, sentence in stepping)


def _run_on(note: Note) -> Mapping[int, int]:
    """Each sentence with the first of those that run on to it behind semicolons: "was 4 at six; at seven, 17"."""
    begins: dict[int, int] = {}
    ends = 0
    for sentence, inside in sorted(note.reading.clauses_of_sentence.items()):
        clauses = note.reading.clauses
        joined = note.reading.folded.text[ends : clauses[inside[0]].start].strip() == ";"
        begins[sentence] = begins.get(sentence - 1, sentence) if joined else sentence
        ends = clauses[inside[-1]].end
    return begins


def _counts_of_sentences(case: Case, note: Note, runs: Mapping[int, int]) -> tuple[dict[int, Steps], set[int]]:
    """The numbers of each sentence with their places, and the sentences that have a time of day or "now" in them."""
    counted: dict[int, list[tuple[float, int]]] = {}
    dated = {runs[note.clause_at(place).sentence] for place in note.words_of_stem("now")}
    for mention, place in note.reading.placed:
        sentence = runs[note.clause_at(place).sentence]
        each = note.reading.stems[place - 1 : place] in _EACH
        if isinstance(mention, NumberMention) and _is_a_known_hour(case, mention):
            dated.add(sentence)
        elif isinstance(mention, NumberMention) and mention.kind == "count" and not (each or _is_to_come(note, place)):
            counted.setdefault(sentence, []).append((mention.value, place))
        elif isinstance(mention, TimeMention):
            dated.add(sentence)
    return dict(counted), dated


def _is_a_known_hour(case: Case, mention: NumberMention) -> bool:
    """Whether three or four bare digits are an hour that the scenario has, and no number of it: "1019-1021"."""
    hour, minute = divmod(mention.value, 100)
    clock = mention.kind == "count" and mention.of is None and mention.value >= _FIRST_HOUR and minute < _HOUR
    return clock and hour * _HOUR + minute in case.known.minutes and mention.value not in case.known.numbers


def _is_to_come(note: Note, place: int) -> bool:
    """Whether the hour nearest to a number is still to come, as in "due again 07:30 for 4"."""
    sentence, words = note.clause_at(place).sentence, note.reading.words
    hours = [
        (abs(at - place), word.mention)
        for at, word in enumerate(words[max(0, place - _NEAR) : place + _NEAR + 1], max(0, place - _NEAR))
        if isinstance(word.mention, TimeMention) and note.clause_at(at).sentence == sentence
    ]
    if not hours:
        return False
    nearest = min(hours, key=lambda each: each[0])[1]
    return nearest.day in (None, 0) and min(nearest.minutes) > note.now_minutes + _SOON


def _first_at_an_hour(note: Note) -> Iterator[int]:
    """Where one is told with its hour as the first of more: "first at 05:48"."""
    words = note.reading.words
    for at in note.words_of_stem("first"):
        behind = [word.mention for word in words[at + 1 : at + _NEAR] if word.mention or word.stem != "at"]
        if behind and isinstance(behind[0], TimeMention):
            yield at


def _weigh_row(finding: Finding, note: Note, values: Steps, truth: str, dated: bool, stepping: bool) -> None:
    """Which way the numbers of one sentence go."""
    spans = [with_unit(note, place) for _, place in values]
    clear = len(values) >= _CLEAR_STEPS and stepping and not _told_back(note, values)
    if clear and truth != "better" and _rises(values):
        finding.features["right" if truth == "worse" else "wrong"] = 1.0
        (finding.right if truth == "worse" else finding.wrong).extend(spans)
    if truth == "better":
        values = [(-value, place) for value, place in values]
        dated = dated and _ends_now(note, values[-1][1])
    if truth in ("worse", "better") and _grew(note, values, dated):
        finding.features["shown" if truth == "better" and clear and _rises(values) else "grows"] = 1.0
        finding.right.extend(spans)


def _told_back(note: Note, values: Steps) -> bool:
    """Whether numbers are told from now back: "2 now, was 15 on Monday"."""
    stems = note.reading.stems
    return _ends_now(note, values[0][1]) and not _BACK_THEN.isdisjoint(stems[max(0, values[1][1] - 2) : values[1][1]])


def _ends_now(note: Note, place: int) -> bool:
    """Whether a number is told as the present one: "now 20", "20 left"."""
    stems = note.reading.stems
    return not _PRESENT.isdisjoint(stems[max(0, place - 2) : place + _NEAR + 1])


def _weigh_told_steps(finding: Finding, note: Note, values: Steps, truth: str, dated: bool) -> None:
    """What two numbers say against the truth, "was 3, now 38" of what is steady, or for it: "9 at first and 9 now"."""
    spans = [with_unit(note, place) for _, place in values]
    (first, start), (last, end) = values[0], values[-1]
    if truth == "steady" and first == last and dated and _ends_now(note, end):
        finding.features["shown"] = 1.0
        finding.right.extend(spans)
    told = _told_as_first(note, start, end) and _ends_now(note, end)
    if not told or max(first, last) < _MOVED * min(first, last):
        return
    against = {"steady": True, "intermittent": True, "better": last > first, "worse": last < first}.get(truth, False)
    clause = note.clause_at(end)
    if against and not clause.flags & _OPEN_OR_WELL and not note.reading.clauses[clause.index].question:
        _told_against(finding, note, start, end)
        finding.wrong.extend(spans)


def _told_against(finding: Finding, note: Note, start: int, end: int) -> None:
    """Steps against the truth, clear where both are of one thing: "40 waiting earlier, 12 waiting now"."""
    finding.features["wrong"] = 1.0
    if _of_one_thing(note, start, end):
        finding.features["wrong_clear"] = 1.0


def _of_one_thing(note: Note, start: int, end: int) -> bool:
    """Whether a word behind both places is the same, or behind one of them is none that it may be a number of."""
    one, other = _things_behind(note, start), _things_behind(note, end)
    return not (one and other) or not one.isdisjoint(other)


def _counts_the_same(note: Note, first: int, last: int) -> bool:
    """Whether a number counts on what one before it counted: "22 deals at 9.30, 61 by 10.30", not "3 staff logins, 412
    by 10:30", where the first has no hour of its own."""
    if _told_as_first(note, first, last) and _ends_now(note, last):
        return True
    if not _of_one_thing(note, first, last):
        return False
    between = note.reading.words[first + 1 : last]
    dated = any(isinstance(word.mention, TimeMention) or word.stem in _AT_FIRST | _PRESENT for word in between)
    return dated or bool(_things_behind(note, last)) or not _things_behind(note, first)


def _things_behind(note: Note, place: int) -> frozenset[str]:
    """The telling words right behind a place in its clause, but those for when it was."""
    behind = note.reading.words[place + 1 : min(note.clause_at(place).last, place + _NEAR)]
    told = (word.stem for word in behind if word.mention is None and word.stem.isalpha())
    return frozenset(word for word in told if word not in VOCABULARY.stop | _AT_FIRST | _PRESENT)


def _weigh_all_now(finding: Finding, note: Note, step: tuple[float, int], truth: str) -> None:
    """ "Three at first, all of them now": from a number to the whole."""
    start = step[1]
    clause = note.clause_at(start)
    last = note.reading.clauses[note.reading.clauses_of_sentence[clause.sentence][-1]].last
    stems = note.reading.stems
    whole = next((at for at in range(start + 1, last) if stems[at] in _ALL_OF_IT), None)
    if whole is None or not _told_as_first(note, start, whole) or not _ends_now(note, whole):
        return
    ends = note.clause_at(whole)
    if ends.flags & _OPEN_OR_WELL or "negators" in ends.flags or ends.question:
        return
    if truth == "worse":
        finding.features["shown"] = 1.0
    else:
        _told_against(finding, note, start, whole)
    (finding.right if truth == "worse" else finding.wrong).append(note.span(start, min(last, whole + _NEAR)))


def _told_as_first(note: Note, place: int, before: int) -> bool:
    """Whether a number is told as the one of before: "was 3", "3 to start with"."""
    stems = note.reading.stems
    if not _BACK_THEN.isdisjoint(stems[max(0, place - 2) : place]):
        return True
    return not _AT_FIRST.isdisjoint(
        [*stems[max(0, place - _NEAR) : place], *stems[place + 1 : min(before, place + _NEAR + 2)]]
    )


def _rises(values: Steps) -> bool:
    return all(before < after for (before, _), (after, _) in pairwise(values))


def _grew(note: Note, values: Steps, dated: bool) -> bool:
    """Whether the last number is larger than the first, or than the one that it "was"."""
    words = note.reading.words
    (low, first), (high, last) = values[0], values[-1]
    if high > low and (_from_to(note, first, last) or _first_then(note, first, last)):
        return True
    if (
        dated
        and not _told_back(note, values)
        and any(value > low and _counts_the_same(note, first, place) for value, place in values[1:])
    ):
        return True
    return any(
        values[0][0] > value and any(words[at].stem in _BACK_THEN for at in range(max(0, place - 2), place))
        for value, place in values[1:]
    )


def _first_then(note: Note, first: int, last: int) -> bool:
    """Whether it tells what was first and what then: "first 40, then after the restart 12"."""
    return _told_as_first(note, first, last) and "then" in note.reading.stems[first + 1 : last]


def _from_to(note: Note, first: int, last: int) -> bool:
    """Whether "from" stands before the first number and "to" before the last: "gone from 6 to 36"."""
    words = note.reading.words
    return first > 0 and words[first - 1].stem == "from" and words[last - 1].stem == "to"
