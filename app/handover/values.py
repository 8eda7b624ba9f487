"""What a note says about the items whose truth is a time or a count."""

from app.content.scenario import Truth
from app.handover.case import Case
from app.handover.evidence import phrases, with_unit
from app.handover.matching import Matcher
from app.handover.note import Note
from app.handover.signs import CUED, NEAR, OWN, Finding, Signs, scatter
from app.language.mentions import DurationMention, Mention, NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

_DAY = 1440
_EXACT, _APPROXIMATE = 5.0, 10.0
_SMALLEST_LISTED = 10.0


def _truth_minutes(case: Case, truth: Truth) -> float | None:
    """The truth's time in minutes after the midnight before the scenario begins."""
    if truth.time is None:
        return None
    clock = truth.time[-5:]
    minutes = float(int(clock[:2]) * 60 + int(clock[3:]))
    if len(truth.time) > 5:
        day = truth.time[:10]
        today = case.scenario.now.date().isoformat()
        minutes += _DAY * ((day > today) - (day < today))
    return minutes


def _apart(case: Case, note: Note, mention: Mention, truth: float) -> tuple[float, bool] | None:
    """Minutes between what is said and the truth, and whether it is said as approximate."""
    if isinstance(mention, TimeMention):
        days = (mention.day,) if mention.day is not None else (0, -1, 1)
        return min(abs(m + _DAY * day - truth) for m in mention.minutes for day in days), mention.approximate
    if isinstance(mention, DurationMention) and mention.direction:
        return abs(note.now_minutes + mention.direction * mention.minutes - truth), True
    return None


def find_time(case: Case, note: Note, signs: Signs, matcher: Matcher, item: str) -> Finding:
    """What the note says about an item whose truth is a time."""
    truth = _truth_minutes(case, case.scenario.items[item])
    finding = Finding("time")
    event = [
        m
        for point in case.points[item]
        for m in matcher.match(point, item)
        if m.features[2] >= 0.5 or m.features[8] > 0.5
    ]
    about = {m.sentence for m in event}
    timed = [(m, p) for m, p in note.reading.placed if isinstance(m, TimeMention | DurationMention)]
    believed = {m for b in case.belief_values.get(item, ()) if isinstance(b, TimeMention) for m in b.minutes}
    told = case.times_of.get(item, frozenset())
    others = {_truth_minutes(case, t) for name, t in case.scenario.items.items() if name != item}
    for mention, place in signs.kept(timed):
        if _named_so(case, note, mention, place):
            continue
        apart = None if truth is None else _apart(case, note, mention, truth)
        if apart is None:
            continue
        role = signs.role(item, place)
        clause = note.clause_at(place)
        role = max(role, CUED) if clause.sentence in about and role >= 0 else role
        _weigh_time(finding, apart, role, with_unit(note, place), signs.hedged(clause))
        if apart[0] > _APPROXIMATE and role >= NEAR and isinstance(mention, TimeMention) and not signs.hedged(clause):
            minutes = set(mention.minutes)
            if minutes & told:
                finding.features["beside"] = 1.0
                finding.vague.append(with_unit(note, place))
                continue
            elsewhere = bool(minutes & case.known.minutes) or bool(minutes & others)
            name = "wrong_believed" if minutes & believed else "wrong_known" if elsewhere else "wrong"
            strength = 1.0 if role == OWN else 0.8 if role == CUED else 0.4
            finding.features[name] = max(finding.features[name], strength)
            finding.wrong.append((mention.start, mention.end))
            if name == "wrong_known":
                finding.vague.append((mention.start, mention.end))
    _bare_clock(finding, case, note, truth)
    _scattered_times(finding, case, note, signs, item)
    finding.features["event"] = max((m.features[2] for m in event), default=0.0)
    into = finding.right if finding.right else finding.vague
    if item != "started":
        for m in event:
            into.extend(phrases(note, m.places))
    _vague_time(finding, signs, item)
    _plainly_another_time(finding, note, signs, item, truth)
    return finding


def _named_so(case: Case, note: Note, mention: Mention, place: int) -> bool:
    """Whether a time is a number in a name that the scenario has, as in "Patrol 1000"."""
    words = note.reading.words
    digits = note.reading.folded.text[mention.start : mention.end]
    return place > 0 and (words[place - 1].stem, digits) in case.known.named


def _scattered_times(finding: Finding, case: Case, note: Note, signs: Signs, item: str) -> None:
    """Three times or more in one sentence, most of which the scenario has never heard of."""
    listed: dict[int, dict[object, tuple[int, int]]] = {}
    for mention, place in note.reading.placed:
        if isinstance(mention, TimeMention) and signs.role(item, place) >= NEAR:
            sentence = note.clause_at(place).sentence
            listed.setdefault(sentence, {})[mention.minutes] = (mention.start, mention.end)
    strange = {
        sentence: values
        for sentence, values in listed.items()
        if sum(not set(m) & case.known.minutes for m in values if isinstance(m, tuple)) >= 2
    }
    scatter(finding, strange)


_STARTS = VOCABULARY.words["starts"]


def _plainly_another_time(finding: Finding, note: Note, signs: Signs, item: str, truth: float | None) -> None:
    """A start told plainly ("since 08:20", "began at eight") that is nowhere near the true one."""
    if item != "started" or truth is None or finding.right or finding.features["close"]:
        return
    words = note.reading.words
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        if not isinstance(mention, TimeMention) or (mention.start, mention.end) not in finding.wrong:
            continue
        before = {words[p].stem for p in range(max(clause.first, place - 3), place)}
        if before & _STARTS and not signs.hedged(clause) and not signs.negated(place):
            finding.plainly_wrong.append(with_unit(note, place))


def _bare_clock(finding: Finding, case: Case, note: Note, truth: float | None) -> None:
    """Four digits without a colon that are the truth's time to the minute ("1st 1028")."""
    for mention, place in note.reading.placed:
        if truth is None or _named_so(case, note, mention, place):
            continue
        if isinstance(mention, NumberMention) and mention.value == truth // 60 * 100 + truth % 60:
            finding.features["right_loose"] = 1.0
            finding.right.append((mention.start, mention.end))


def _weigh_time(finding: Finding, apart: tuple[float, bool], role: int, span: tuple[int, int], hedged: bool) -> None:
    minutes, approximate = apart
    if minutes <= _EXACT or (minutes <= _APPROXIMATE and approximate):
        name = "right" if role >= CUED else "right_near" if role == NEAR else "right_loose"
        finding.features[name] = max(finding.features[name], 0.8 if hedged else 1.0)
        finding.right.append(span)
    elif minutes <= _APPROXIMATE and role >= NEAR:
        finding.features["close"] = 1.0
        finding.vague.append(span)


def _vague_time(finding: Finding, signs: Signs, item: str) -> None:
    reading = signs.reading
    for first, last in reading.phrase_places("vague_time"):
        if signs.role(item, first) >= CUED:
            finding.features["vague"] = 1.0
            finding.vague.append(signs.note.span(first, last))


_ALL = frozenset(map(stem, ("all", "every", "each", "both", "whole", "entire")))


def find_count(case: Case, note: Note, signs: Signs, item: str) -> Finding:
    """What the note says about an item whose truth is a number, perhaps out of a whole."""
    truth = case.scenario.items[item]
    finding = Finding("count")
    if truth.count is None:
        return finding
    unit = _unit_stems(truth)
    counted = [
        (m, p) for m, p in note.reading.placed if isinstance(m, NumberMention) and m.kind not in ("money", "ordinal")
    ]
    for mention, place in signs.kept(counted):
        if not isinstance(mention, NumberMention):
            continue
        role = signs.role(item, place)
        near_unit = _unit_near(note, place, unit)
        span = with_unit(note, place, unit)
        labels = _labels(note, place, unit)
        if labels:
            if labels == truth.count and labels > 1:
                finding.features["right_unit"] = 1.0
                finding.right.append(span)
            continue
        if _count_is(mention, truth) and (near_unit or role >= CUED or mention.value >= 10 or mention.of is not None):
            name = "right_unit" if near_unit or role == OWN else "right_cued" if role >= CUED else "right_loose"
            finding.features[name] = 1.0
            finding.right.append(span)
            continue
        _weigh_other_count(finding, case, note, signs, item, truth, mention, place, unit, near_unit)
    _whole_as_part(finding, note, signs, truth, unit)
    _all_of_them(finding, truth, note, signs, unit, item)
    _scattered_counts(finding, case, note, signs, item)
    return finding


def _whole_as_part(finding: Finding, note: Note, signs: Signs, truth: Truth, unit: frozenset[str]) -> None:
    """The whole given as the number that cannot work, where it is only a part that cannot."""
    if finding.right or truth.of is None or truth.of == truth.count:
        return
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        if not isinstance(mention, NumberMention) or mention.of is not None or abs(mention.value - truth.of) >= 0.5:
            continue
        struck = bool({"broken", "negators"} & clause.flags) and not signs.hedged(clause)
        if struck and _unit_near(note, place, unit) and note.reading.words[max(0, place - 1)].stem != "of":
            finding.features["all_wrong"] = 1.0
            finding.wrong.append(with_unit(note, place, unit))


def _scattered_counts(finding: Finding, case: Case, note: Note, signs: Signs, item: str) -> None:
    """Three counts or more in one sentence, most of which the scenario has never heard of."""
    listed: dict[int, dict[object, tuple[int, int]]] = {}
    for mention, place in note.reading.placed:
        counts = isinstance(mention, NumberMention) and mention.kind == "count" and mention.value >= _SMALLEST_LISTED
        if isinstance(mention, NumberMention) and counts and signs.role(item, place) >= NEAR:
            listed.setdefault(note.clause_at(place).sentence, {})[mention.value] = (mention.start, mention.end)
    strange = {
        sentence: values
        for sentence, values in listed.items()
        if sum(value not in case.known.numbers for value in values) >= 2
    }
    scatter(finding, strange)


def _weigh_other_count(
    finding: Finding,
    case: Case,
    note: Note,
    signs: Signs,
    item: str,
    truth: Truth,
    mention: NumberMention,
    place: int,
    unit: frozenset[str],
    near_unit: bool,
) -> None:
    """A number that is not the truth's: the whole it is a part of, a wrong one, or one about something else."""
    if signs.hedged(note.clause_at(place)):
        return
    span = with_unit(note, place, unit)
    if truth.of is not None and mention.of == truth.of:
        if abs(mention.of - mention.value - (truth.count or 0)) < 0.5:
            finding.features["right_cued"] = 1.0
            finding.right.append(span)
            return
        finding.features["wrong"] = 1.0
        finding.wrong.append(span)
        return
    if truth.of is not None and abs(mention.value - truth.of) < 0.5:
        if note.reading.words[max(0, place - 1)].stem in _ALL:
            finding.features["all_wrong"] = 1.0
            finding.wrong.append(span)
        return
    if mention.value < 2 and mention.kind != "percent":
        return
    believed = {
        n for b in case.belief_values.get(item, ()) if isinstance(b, NumberMention) for n in (b.value, b.of) if n
    }
    role = signs.role(item, place)
    if not (role == OWN or (near_unit and role >= NEAR) or (mention.value in believed and mention.value >= 10)):
        return
    known = mention.value in case.known.numbers
    name = "wrong_believed" if mention.value in believed else "wrong_known" if known else "wrong"
    finding.features[name] = max(finding.features[name], 1.0 if role == OWN or near_unit else 0.6)
    finding.wrong.append(span)


def _unit_stems(truth: Truth) -> frozenset[str]:
    words = {stem(word) for word in (truth.unit or "").casefold().split()}
    return frozenset(words)


def _unit_near(note: Note, place: int, unit: frozenset[str]) -> bool:
    """Whether the unit's noun, or a word for people when people are counted, stands right after (or before)."""
    words = note.reading.words
    concepts = {c for word in unit for c in VOCABULARY.concepts.get(word, ())}
    people = VOCABULARY.phrases["people_words"].by_first
    of_people = any(word in people for word in unit)
    clause = note.clause_at(place)
    for at in [*range(place + 1, min(clause.last, place + 5)), *range(max(clause.first, place - 2), place)]:
        word = words[at]
        if word.stem in ("them", "us") and words[at - 1].stem == "of" and at == place + 2:
            return True
        if word.stem in unit or (concepts and word.concepts & concepts) or (of_people and word.stem in people):
            return True
    return False


def _labels(note: Note, place: int, unit: frozenset[str]) -> int:
    """How many things a run of numbers names, as in "desks 41, 42", "41-44" or "routers 3 and 5"; 0 if it counts."""
    words = note.reading.words

    def is_label(at: int) -> bool:
        mention = words[at].mention
        return isinstance(mention, NumberMention) and mention.value < 1000 and mention.of is None

    first = last = place
    while first and (is_label(first - 1) or words[first - 1].stem in ("and", "to", "&")) and place - first < 20:
        first -= 1
    while (
        last + 1 < len(words)
        and (is_label(last + 1) or words[last + 1].stem in ("and", "to", "&"))
        and last - place < 20
    ):
        last += 1
    if not first or words[first - 1].stem not in unit or not is_label(first) or _apart_by_bracket(note, first):
        return 0
    run = [words[at] for at in range(first, last + 1) if is_label(at)]
    values = [word.mention.value for word in run if isinstance(word.mention, NumberMention)]
    between = note.reading.folded.text[run[0].end : run[-1].start]
    if len(run) == 2 and between.strip() in ("-", "to") and values[1] > values[0]:
        return int(values[1] - values[0]) + 1
    return len(run)


def _apart_by_bracket(note: Note, place: int) -> bool:
    """Whether a bracket opens right before a number, as in "65% of drivers (85)": such a number counts."""
    return "(" in note.reading.folded.text[note.reading.words[place - 1].end : note.reading.words[place].start]


def _count_is(mention: NumberMention, truth: Truth) -> bool:
    count = truth.count or 0.0
    if mention.kind in ("share", "percent") or (mention.of is not None and mention.value < 1 and count >= 1):
        whole = mention.of or truth.of
        if whole is None:
            return False
        return abs(mention.value * whole - count) <= 0.1 * count
    return abs(mention.value - count) <= 0.1 * count + 1e-9


def _all_of_them(finding: Finding, truth: Truth, note: Note, signs: Signs, unit: frozenset[str], item: str) -> None:
    """ "All the routers", "every till": right when the truth is the whole, wrong when it is a part."""
    words = note.reading.words
    for place, word in enumerate(words):
        if word.stem not in _ALL or signs.negated(place):
            continue
        clause = note.clause_at(place)
        following = {words[p].stem for p in range(place + 1, min(clause.last, place + 4))}
        if not following & unit or signs.hedged(clause):
            continue
        whole = truth.all or (truth.of is not None and truth.of == truth.count)
        if whole:
            finding.features["all_right"] = 1.0
            finding.right.append(note.span(place, min(clause.last, place + 3)))
        elif truth.of is not None and not any(isinstance(w.mention, NumberMention) for w in words[place : place + 4]):
            finding.features["all_wrong"] = 1.0
            finding.wrong.append(note.span(place, min(clause.last, place + 3)))
    for first, last in note.reading.phrase_places("vague_amount"):
        clause = note.clause_at(first)
        asked = first > 0 and words[first - 1].stem == "how"
        if clause.asks or asked or (last < len(words) and isinstance(words[last].mention, NumberMention)):
            continue
        behind = {words[p].stem for p in range(last, min(clause.last, last + 3))}
        if (
            clause.section == item
            or behind & unit
            or any(s in VOCABULARY.phrases["people_words"].by_first for s in behind)
        ):
            finding.features["vague"] = max(finding.features["vague"], 1.0 if clause.section == item else 0.7)
            finding.vague.append(note.span(first, min(last + 1, clause.last)))
