"""What shows a direction without naming it: repeats and cycles, one place after another, "all since"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.handover.case import Case
from app.handover.evidence import in_its_clause
from app.handover.names_said import places_of
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import Finding
from app.handover.trend_before_and_now import counted_back, few_and_many, none_left
from app.handover.trend_counted import weigh_falling, weigh_lengths, weigh_steps
from app.handover.trend_recovering import recovering
from app.language.mentions import DurationMention, Mention, NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY

_ROW = 3
_NEAR = 3
_APART = 10
_REPEATS = VOCABULARY.words["repeats"]
_EVERY = VOCABULARY.words["every"]
_DOERS = VOCABULARY.words["done_by_people"]
_CYCLES = VOCABULARY.words["cycle_words"]
_TURN_GOOD, _TURN_BAD = VOCABULARY.words["turn_good"], VOCABULARY.words["turn_bad"]
_TURNS_TO = frozenset(("then", "again", "now", "and", ">", "/", "back"))
_TURN_REACH = 6
_GOOD = VOCABULARY.words["good_spell"]
_RETURNING = VOCABULARY.words["returning"]
_KEEP = frozenset(("keep", "kept"))
_KEPT_WELL = VOCABULARY.words["kept_well"]
_JOINING = VOCABULARY.words["joining"]
_STEPPING = VOCABULARY.words["stepping"]
_OTHERS = ("some", "other", "next")
_SECTIONS = (None, "trend", "symptom", "started")
_AT_TIMES = VOCABULARY.words["at_times"]
_GETS_THROUGH = VOCABULARY.words["gets_through"]
_SPELLS = frozenset(("moment", "time", "second"))
_TOGETHER = VOCABULARY.words["together"]
_SPELL_ENDS = _TURN_BAD | VOCABULARY.words["spell_ends"]
_SPELL_WORDS = _SPELL_ENDS | _GOOD | _TURN_GOOD | _GETS_THROUGH
_UNTIL = re.compile(r" ?(?:-|->|>|to|until|till?) ?")
_ONE_MINUTE = "~1"


def weigh_shown(finding: Finding, case: Case, note: Note, truth: str) -> None:
    """Adds what shows the true direction; what merely shows another one is never held against a note."""
    strong: list[Span] = []
    faint: list[Span] = []
    if truth == "intermittent":
        fault = _clauses_of_fault(note)
        strong = [*_repeats(note, fault), *_cycles(note, fault), *_kept_doing(note, fault)]
        strong += [*_rows_of_times(note), *_some_and_some(note), *_turns(note, fault), *_now_and_then(note, fault)]
        strong += [*_when_together(note, fault), *_spells(note, fault), *_by_turns(note, fault)]
        strong += list(_from_hour_to_hour(note, fault))
    elif truth == "worse":
        strong = [*_one_by_one(note), *_places_joining(case, note), *_wider_since(note), *none_left(note)]
        faint = list(_places_dated(case, note))
    elif truth == "steady":
        strong, faint = list(_same_number(note)), list(_all_since(note))
    elif truth == "better":
        strong = list(recovering(note))
    strong += [span for direction, spans in counted_back(note) if direction == truth for span in spans]
    strong += [span for direction, span in few_and_many(note) if direction == truth]
    for name, spans in (("shown", strong), ("shown_partly", faint)):
        finding.features[name] = float(bool(spans))
        finding.right.extend(spans)
    if truth in ("worse", "better"):
        weigh_lengths(finding, note, truth)
    if truth == "better":
        weigh_falling(finding, note)
    weigh_steps(finding, case, note, truth)


def _clauses_of_fault(note: Note) -> frozenset[int]:
    """Clauses that may tell what the fault does: not what people did so many times, nor another item's section."""
    done = {note.reading.words[place].clause for stem in _DOERS for place in note.words_of_stem(stem)}
    return frozenset(
        clause.index
        for clause in note.reading.clauses
        if not clause.asks and clause.section in _SECTIONS and clause.index not in done
    )


def _repeats(note: Note, fault: frozenset[int]) -> Iterator[Span]:
    """ "Four times now", "14 bursts"."""
    words = note.reading.words
    for mention, place in note.reading.placed:
        if not isinstance(mention, NumberMention) or mention.kind != "count" or mention.value < 2:
            continue
        clause = note.clause_at(place)
        after = [words[at].stem for at in range(place + 1, min(clause.last, place + _NEAR))]
        counted = any(stem in _REPEATS for stem in after)
        if (counted or (place > clause.first and words[place - 1].stem == "x")) and clause.index in fault:
            yield in_its_clause(note, place, min(clause.last, place + 2))


def _cycles(note: Note, fault: frozenset[int]) -> Iterator[Span]:
    """ "Every 20 minutes or so", "clears for ten minutes then it is back"."""
    words = note.reading.words
    returning = {note.clause_at(place).sentence for stem in _RETURNING for place in note.words_of_stem(stem)}
    for mention, place in note.reading.placed:
        if not isinstance(mention, DurationMention):
            continue
        clause = note.clause_at(place)
        near = range(max(clause.first, place - _NEAR), min(clause.last, place + _NEAR + 1))
        stems = {words[at].stem for at in near}
        before = {words[at].stem for at in range(max(clause.first, place - _NEAR), place)}
        after = {words[at].stem for at in range(place + 1, min(clause.last, place + _NEAR))}
        returns = bool(stems & _GOOD) and clause.sentence in returning
        if (before & _EVERY or after & _CYCLES or returns) and clause.index in fault:
            yield in_its_clause(note, near[0], place + 1)


def _turns(note: Note, fault: frozenset[int]) -> Iterator[Span]:
    """ "Ten on ten off", "2 minutes up, 5 minutes down", "red then green a moment later": good and bad by turns."""
    words = note.reading.words
    for inside in note.reading.clauses_of_sentence.values():
        first, last = note.reading.clauses[inside[0]].first, note.reading.clauses[inside[-1]].last
        good = [at for at in range(first, last) if words[at].stem in _TURN_GOOD and _taking_turns(note, at)]
        bad = [at for at in range(first, last) if words[at].stem in _TURN_BAD and _taking_turns(note, at)]
        pairs = [(min(a, b), max(a, b)) for a in good for b in bad if abs(a - b) <= _TURN_REACH]
        if pairs and words[pairs[0][0]].clause in fault:
            start, end = pairs[0]
            yield note.span(max(first, start - 1), end + 1)


def _by_turns(note: Note, fault: frozenset[int]) -> Iterator[Span]:
    """ "Down, up, down again": bad, good and bad with no more than signs and "then" between them."""
    words = note.reading.words
    row: list[int] = []
    for at, word in enumerate(words):
        turn = word.stem in _TURN_BAD, word.stem in _TURN_GOOD
        before = (words[row[-1]].stem in _TURN_BAD, words[row[-1]].stem in _TURN_GOOD) if row else (False, False)
        same = bool(row) and note.clause_at(row[-1]).sentence == note.clause_at(at).sentence
        if any(turn) and word.clause in fault:
            row = [*row, at] if same and turn != before else [at]
            if len(row) == _ROW:
                yield note.span(row[0], at + 1)
        elif not same or (word.stem not in _TURNS_TO and not _tells_when(word.mention)):
            row = []


def _tells_when(mention: Mention | None) -> bool:
    """Whether a value is an hour or a length of time, three or four bare digits among them."""
    return mention is not None and (isinstance(mention, DurationMention) or bool(_clock(mention)))


def _taking_turns(note: Note, place: int) -> bool:
    """Whether a length of time or a number, or "then", stands right before this word of its sentence."""
    words = note.reading.words
    before = [words[at] for at in range(max(0, place - 2), place) if words[at].clause == words[place].clause]
    values = DurationMention | NumberMention | TimeMention
    return any(isinstance(word.mention, values) or word.stem == "then" for word in before)


def _clock(mention: Mention) -> list[float]:
    """The clock times a value may stand for, bare "1624 / 1646" among them."""
    if isinstance(mention, TimeMention):
        return [float(mention.minutes[0])]
    if isinstance(mention, NumberMention) and mention.kind == "count":
        values = [mention.value] if mention.of is None else [mention.value, mention.of]
        if all(100 <= value < 2400 and value % 100 < 60 for value in values):
            return [value // 100 * 60 + value % 100 for value in values]
    return []


def _rows_of_times(note: Note) -> Iterator[Span]:
    """Three or more rising clock times with nothing between them: when it happened, each time."""
    row: list[float] = []
    first = last = -2
    for mention, place in [*note.reading.placed, (None, -1)]:
        times = _clock(mention) if mention is not None else []
        follows = place == last + 1 and bool(times)
        if follows and row and times[0] > row[-1]:
            row += times
        else:
            if len(row) >= _ROW and last > first:
                yield note.span(first, last + 1)
            row, first = times, place
        last = place


def _kept_doing(note: Note, fault: frozenset[int]) -> Iterator[Span]:
    """ "Keeps freezing"."""
    words, text = note.reading.words, note.reading.folded.text
    for stem in _KEEP:
        for place in note.words_of_stem(stem):
            clause = note.clause_at(place)
            following = words[place + 1] if place + 1 < clause.last else None
            if following is None or following.stem in _KEPT_WELL or clause.index not in fault:
                continue
            if text[following.start : following.end].endswith(("ing", "in", "in'")) and len(following.stem) > 2:
                yield in_its_clause(note, place, place + 2)


def _some_and_some(note: Note) -> Iterator[Span]:
    """ "Some get through and some don't", "one works, the next does not"."""
    words = note.reading.words
    for first in [*note.words_of_stem("some"), *note.words_of_stem("#1")]:
        follow = _OTHERS if words[first].stem == "some" else ("next", "#1")
        for second in range(first + 1, min(len(words), first + 2 * _NEAR + 3)):
            clause = note.clause_at(second)
            if words[second].stem not in follow or clause.sentence != note.clause_at(first).sentence:
                continue
            if note.reading.phrase_places("negators", second, min(clause.last, second + _NEAR + 1)):
                yield note.span(first, min(clause.last, second + _NEAR))


def _now_and_then(note: Note, fault: frozenset[int]) -> Iterator[Span]:
    """ "Sometimes it works", "one in three goes through", "fine one minute, dead the next"."""
    words = note.reading.words
    for index in sorted(fault):
        clause = note.reading.clauses[index]
        works = [at for at in range(clause.first, clause.last) if words[at].stem in _GETS_THROUGH]
        some = [
            at
            for at in range(clause.first, clause.last)
            if words[at].stem in _AT_TIMES or _is_one_in(note, at) or _is_the_odd_one(note, at)
        ]
        if works and some and not clause.flags & {"negators", "hedges"}:
            low, high = min(works[0], some[0]), max(works[-1], some[-1]) + 1
            yield in_its_clause(note, low, high)
    for first in (*note.words_of_stem("#1"), *note.words_of_stem(_ONE_MINUTE)):
        moment = words[first].stem == _ONE_MINUTE or (words[first + 1 : first + 2] and words[first + 1].stem in _SPELLS)
        for at in range(first + 1, min(len(words), first + 2 * _NEAR + 2)) if moment else ():
            if words[at].stem == "next" and note.clause_at(at).sentence == note.clause_at(first).sentence:
                yield note.span(first, at + 1)


def _when_together(note: Note, fault: frozenset[int]) -> Iterator[Span]:
    """ "Only when two print at once": it fails at some moments and not at others."""
    words = note.reading.words
    for place in note.words_of_stem("when"):
        clause = note.clause_at(place)
        following = range(place + 1, min(clause.last, place + 2 * _TURN_REACH))
        two = any(words[at].stem in ("#2", "both") for at in following)
        together = next((at for at in following if words[at].stem in _TOGETHER), None)
        if two and together is not None and clause.index in fault and "negators" not in clause.flags:
            yield in_its_clause(note, place, together + 1)


def _spells(note: Note, fault: frozenset[int]) -> Iterator[Span]:
    """ "Works for three or four minutes then stops", "back for five minutes then frozen again"."""
    words = note.reading.words
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        if not isinstance(mention, DurationMention) or mention.direction or clause.index not in fault:
            continue
        inside = note.reading.clauses_of_sentence[clause.sentence]
        last = note.reading.clauses[inside[-1]].last
        well = any(words[at].stem in _GOOD for at in range(max(clause.first, place - _TURN_REACH), place))
        after = range(place + 1, min(last, place + _TURN_REACH))
        then = next((at for at in after if words[at].stem == "then"), None)
        if then is not None:
            behind = range(then + 1, min(last, then + _TURN_REACH))
            bad = next((at for at in behind[:_NEAR] if words[at].stem in _SPELL_ENDS), None) if well else None
            again = next((at for at in behind if words[at].stem == "again"), None)
            ends = bad if bad is not None else again
            if ends is not None:
                yield note.span(max(clause.first, place - _TURN_REACH), ends + 1)


def _from_hour_to_hour(note: Note, fault: frozenset[int]) -> Iterator[Span]:
    """ "Accepted 10:19-10:21 and 10:35-10:37, otherwise refused": two spells or more, hour to hour."""
    text = note.reading.folded.text
    spells: dict[int, list[tuple[float, int, int]]] = {}
    for (one, place), (other, end) in pairwise(note.reading.placed):
        times = (*_clock(one), *_clock(other))
        clause = note.clause_at(place)
        if len(times) != 2 or not times[0] < times[1] <= note.now_minutes or clause.index not in fault:
            continue
        row = spells.setdefault(clause.sentence, [])
        if _UNTIL.fullmatch(text, one.end, other.start) and (not row or row[-1][0] < times[0]):
            row.append((times[1], place, end + 1))
    for sentence, row in spells.items():
        inside = [note.reading.clauses[index] for index in note.reading.clauses_of_sentence[sentence]]
        stems = note.reading.stems[inside[0].first : inside[-1].last]
        told = any(clause.flags & {"broken", "fine"} for clause in inside) or not _SPELL_WORDS.isdisjoint(stems)
        if len(row) > 1 and told and VOCABULARY.words["change_nouns"].isdisjoint(stems):
            yield from (note.span(first, last) for _, first, last in row)


def _is_the_odd_one(note: Note, place: int) -> bool:
    """Whether this is "the odd one", now and then one of many."""
    return note.reading.stems[place : place + 2] in (["odd", "#1"], ["odd", "one"], ["odd", "ones"])


def _is_one_in(note: Note, place: int) -> bool:
    """Whether this is "one in three" or "1 in 5"."""
    mention = note.reading.words[place].mention
    return isinstance(mention, NumberMention) and mention.kind == "share" and 0 < mention.value < 1


def _one_by_one(note: Note) -> Iterator[Span]:
    """ "Every arrival adds to it", "rises with each call"."""
    words = note.reading.words
    for stem in ("everi", "each", "more", "as"):
        for place in note.words_of_stem(stem):
            clause = note.clause_at(place)
            if clause.flags & {"negators", "hedges"} or clause.question:
                continue
            after = [words[at].stem for at in range(place + 1, min(clause.last, place + _NEAR + 2))]
            if stem in ("everi", "each") and any(word in _JOINING for word in after):
                yield in_its_clause(note, place, min(clause.last, place + _NEAR + 2))
            with_each = after[:1] and after[0] in ("with", "wi", "w") and {"everi", "each"} & set(after[1:3])
            as_more = after[:1] == ["more"] and _grows_before(note, place)
            if (stem == "more" and with_each) or (stem == "as" and as_more):
                yield in_its_clause(note, place, min(clause.last, place + _NEAR))


def _grows_before(note: Note, place: int) -> bool:
    clause = note.clause_at(place)
    return bool(note.reading.phrase_places("worse", clause.first, place))


def _site_places(case: Case, note: Note) -> list[tuple[int, str]]:
    """Where a site of the catalogue is named, with its name."""
    named = places_of(note, case.sites)
    return sorted((first, name) for name, places in named.items() for first, _, strong in places if strong)


def _places_joining(case: Case, note: Note) -> Iterator[Span]:
    """One place after the other: another site named before, and this one with "then", "now" or "too"."""
    words = note.reading.words
    for (before, earlier), (place, name) in pairwise(_site_places(case, note)):
        clause = note.clause_at(place)
        if earlier == name or not 0 <= clause.sentence - note.clause_at(before).sentence <= 1:
            continue
        if clause.flags & {"negators", "fine", "hedges"} or clause.section not in (None, "trend", "sites", "started"):
            continue
        low, high = max(clause.first, place - 2), min(clause.last, place + _NEAR + 1)
        if any(words[at].stem in _STEPPING for at in range(low, high)):
            yield note.span(low, high)


def _wider_since(note: Note) -> Iterator[Span]:
    """ "Not only home workers any more", with a time in that sentence or the next."""
    timed = {note.clause_at(place).sentence for m, place in note.reading.placed if isinstance(m, TimeMention)}
    for first, last in note.reading.phrase_places("not_only"):
        if timed & {note.clause_at(first).sentence, note.clause_at(first).sentence + 1}:
            yield note.span(first, last)


def _places_dated(case: Case, note: Note) -> Iterator[Span]:
    """Two sites, each with a time of its own."""
    dated: dict[str, tuple[int, int]] = {}
    times = [(place, m.minutes[0]) for m, place in note.reading.placed if isinstance(m, TimeMention)]
    for place, name in _site_places(case, note):
        sentence = note.clause_at(place).sentence
        near = [(abs(at - place), at, minute) for at, minute in times if note.clause_at(at).sentence == sentence]
        if near and name not in dated:
            dated[name] = min(near)[1:]
    minutes = {minute for _, minute in dated.values()}
    if len(minutes) > 1 and _APART <= max(minutes) - min(minutes) <= 12 * 60:
        yield from (note.span(at, at + 1) for at, _ in dated.values())


def _same_number(note: Note) -> Iterator[Span]:
    """ "Still four", "the same six": the number has not moved."""
    words = note.reading.words
    for mention, place in note.reading.placed:
        if isinstance(mention, NumberMention) and mention.kind == "count" and place:
            clause = note.clause_at(place)
            if words[place - 1].stem in ("still", "same") and place > clause.first and not clause.question:
                yield note.span(place - 1, place + 1)


def _all_since(note: Note) -> Iterator[Span]:
    """ "Every sheet since", "23/23 since 04:12": without exception from the start on."""
    words = note.reading.words
    for stem in ("sinc", "from"):
        for place in note.words_of_stem(stem):
            clause = note.clause_at(place)
            for at in range(max(clause.first, place - 2 * _NEAR), place):
                mention = words[at].mention
                whole = isinstance(mention, NumberMention) and mention.of == mention.value
                if (whole or words[at].stem in ("all", "everi", "each")) and "fine" not in clause.flags:
                    yield note.span(at, place + 1)
