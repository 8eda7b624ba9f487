"""What a note says about the items whose truth is a count: how many of whom or what."""

import re
from collections.abc import Sequence
from itertools import pairwise

from app.content.scenario import Truth
from app.handover.case import Case
from app.handover.counts_added import weigh_rest, weigh_sum, weigh_the_others
from app.handover.evidence import with_unit
from app.handover.labels_said import labels_from
from app.handover.none_of_so_many import as_struck
from app.handover.note import Note
from app.handover.signs import CUED, NEAR, OWN, Finding, Signs, scatter
from app.handover.totals_said import ALL_STEMS, unit_stems, weigh_totals
from app.handover.unsupported import number_known
from app.language.clauses import Clause
from app.language.mentions import Mention, NumberMention
from app.language.vocabulary import VOCABULARY, stem

_SMALLEST_LISTED = 10.0

_SITE_NOUNS = VOCABULARY.words["site_nouns"]
_STRUCK = VOCABULARY.words["struck"]
_ANY_REACH = 7
_PEOPLE = frozenset(VOCABULARY.phrases["people_words"].by_first)
_THEM = frozenset({"them", "us"})
_DIGITS = 2
_ROUGH = 0.12
_WELL_REACH = 3
_OF_THEM = frozenset({"of", "the", "our", "their", "those"})
_ALL_BUT = frozenset({"but", "only", "except"})
_NOW = frozenset({"now", "current"})
_UNHIT = re.compile(r"\b(?:(?:not|n't|isn't|aren't|wasn't|weren't) (?:affected|hit|impacted)|unaffected)\b")
_UNHIT_REACH = 160  # characters behind a number: a clause of nothing but numbers is not gone through for each
_WELL_ONES = re.compile(
    r"(?: \w+){0,2} (?:that|which|who) [^.;,]{1,60} (?:are|is) (?:still |all |both )?"
    r"(?:good|fine|ok|okay|clean|well|intact)\b"
)
_COUNT_THEIR_OWN = frozenset(
    {"tried", "workaround", "not_affected", "told", "tickets", "contact", "team", "deadline", "change", "error"}
)
_EACH = frozenset(map(stem, ("a", "an", "per", "each", "every")))
_EACH_REACH = 6
_APIECE = stem("apiece")
_ON_AVERAGE = ["on", stem("average")]
_MEASURES = VOCABULARY.words["measures"]
_IN_TOTAL = frozenset({"total", "altogether"})
_ROUND = 10


def find_count(case: Case, note: Note, signs: Signs, item: str) -> Finding:
    """What the note says about an item whose truth is a number, perhaps out of a whole."""
    truth = case.scenario.items[item]
    finding = Finding("count")
    if truth.count is None:
        return finding
    unit = unit_stems(truth)
    counted = [
        (m, p) for m, p in note.reading.placed if isinstance(m, NumberMention) and m.kind not in ("money", "ordinal")
    ]
    kept = signs.corrections.kept(counted)
    corrected = _corrected(note, counted, kept, unit)
    finding.of_others = _clauses_of_none_struck(note, [place for _, place in kept])
    for mention, place in kept:
        if not isinstance(mention, NumberMention) or _is_measured(note, place):
            continue
        said, mention = mention, as_struck(note, mention, place)
        role = signs.role(item, place)
        in_total = note.reading.stems[max(0, place - 1)] in _IN_TOTAL and _unit_near(note, place, _PEOPLE)
        now = note.reading.stems[max(0, place - 1)] in _NOW and unit.issuperset(
            note.reading.stems[place + 1 : place + 2]
        )
        role = max(role, NEAR) if now else role
        near_unit = place in corrected or in_total or _unit_near(note, place, unit)
        span = signs.corrections.with_replaced(place, with_unit(note, place, unit))
        labels = labels_from(note, place, unit)
        if labels:
            if labels == truth.count and labels > 1:
                finding.features["right_unit"] = 1.0
                finding.right.append(span)
            continue
        if mention.value == 1 and mention.of is not None and note.reading.stems[max(0, place - 1)] == "not":
            if mention.of == truth.count:  # "not one of the 204 is right"
                finding.features["right_unit"] = 1.0
                finding.right.append(span)
            continue
        if _none_struck(note, place) or _counts_places(note, place, unit):
            continue
        if not _count_is(mention, truth) and _is_of_each_place(note, mention, place):
            continue
        if (
            mention is said
            and _said_to_be_well(case, note, item, mention, place)
            and (mention.of is None or _count_is(mention, truth))
        ):
            _weigh_well(finding, truth, mention, span)
            continue
        if _count_is(mention, truth) and (near_unit or role >= CUED or mention.value >= 10 or mention.of is not None):
            name = "right_unit" if near_unit or role == OWN else "right_cued" if role >= CUED else "right_loose"
            if name == "right_loose" and not (mention.approximate or mention.of or _is_exact_or_round(mention, truth)):
                continue
            finding.features[name] = 1.0
            finding.right.append(span)
            continue
        if not near_unit and looks_like_a_clock(note, mention):
            continue
        if _is_a_part(case, note, truth, mention, place, _unit_near(note, place, unit | case.counted)):
            finding.features["vague"] = max(finding.features["vague"], float(mention.of == mention.value))
            finding.features["part"] = 1.0
            finding.vague.append(span)
            continue
        if mention.approximate and near_unit and mention.kind == "count" and _roughly(mention, truth):
            finding.features["vague"] = 1.0
            finding.vague.append(span)
            continue
        _weigh_other_count(finding, case, note, signs, item, truth, mention, place, unit, near_unit)
    _strange_counts(finding, case, note, signs, truth, unit, [place for _, place in kept])
    _put_for_the_true_one(finding, note, signs, truth, counted, unit)
    _digits_moved(finding, case, note, truth)
    weigh_sum(finding, note, signs, truth, item)
    weigh_rest(finding, note, signs, truth)
    weigh_the_others(finding, note, signs, truth)
    _whole_as_part(finding, note, signs, truth, unit)
    weigh_totals(finding, case, note, signs, item, unit)
    _scattered_counts(finding, case, note, signs, item)
    return finding


def _is_measured(note: Note, place: int) -> bool:
    """Whether a number measures a length, a weight or a temperature and counts nothing: "21 cm over its level"."""
    return not _MEASURES.isdisjoint(note.reading.stems[place + 1 : place + 2])


def _is_of_each_place(note: Note, mention: NumberMention, place: int) -> bool:
    """Whether a number is how many one place has, and no total: "12 beds a ward", "9 lanes per hall", "20 apiece"."""
    stems, clause = note.reading.stems, note.clause_at(place)
    for at in range(place + 1, min(clause.last, place + _EACH_REACH)):
        if note.reading.words[at].mention is not None:
            return False
        if stems[at] == _APIECE or stems[at : at + 2] == _ON_AVERAGE:
            return True
        if stems[at] == "each" and at + 1 == clause.last:
            return True
        if stems[at] in _EACH and at + 1 < clause.last and stems[at + 1] in _SITE_NOUNS:
            return mention.of is None
    return False


def _said_to_be_well(case: Case, note: Note, item: str, mention: NumberMention, place: int) -> bool:
    """Whether a number counts those that work ("52 okay") where the truth counts those that do not."""
    clause = note.clause_at(place)
    near = min(clause.end, mention.end + _UNHIT_REACH)
    if mention.of is None and _UNHIT.search(note.reading.folded.text, mention.end, near):
        return True
    if "broken" not in clause.flags and _WELL_ONES.match(note.reading.folded.text, mention.end, clause.end):
        return True
    if "fine" not in clause.flags or {"broken", "negators"} & clause.flags:
        return False
    reach = _WELL_REACH if mention.of is None else 2 * _WELL_REACH
    behind = note.reading.phrase_places("fine", place + 1, min(clause.last, place + reach))
    return bool(behind) and not any(way.fine for way in case.truths[item])


def _none_struck(note: Note, place: int) -> bool:
    """Whether none of so many is hit: "none of the 377 calls was lost", not "none of the 204 tills is right"."""
    clause, stems = note.clause_at(place), note.reading.stems
    before = stems[max(clause.first, place - _WELL_REACH) : place]
    if "none" not in before or not _OF_THEM.issuperset(before[before.index("none") + 1 :]):
        return False
    return "broken" in clause.flags or not _STRUCK.isdisjoint(stems[place + 1 : clause.last])


def _counts_places(note: Note, place: int, unit: frozenset[str]) -> bool:
    """Whether "all nine of them" stands behind the places it counts: "it's every shop, all nine of them"."""
    stems = note.reading.stems
    if place < _WELL_REACH - 1 or stems[place - 1] not in ALL_STEMS or stems[place + 1 : place + 3] != ["of", "them"]:
        return False
    return stems[place - 2] in _SITE_NOUNS - unit


def _clauses_of_none_struck(note: Note, places: Sequence[int]) -> frozenset[int]:
    """The clauses whose only numbers are of those of which none is hit."""
    spared = {place for place in places if _none_struck(note, place)}
    told = {note.clause_at(place).index for place in places if place not in spared}
    return frozenset(note.clause_at(place).index for place in spared) - told


def _is_struck(note: Note, place: int) -> bool:
    """Whether what a number counts does not work, unless it counts those spared: "all but six are stuck"."""
    return "broken" in note.clause_at(place).flags and note.reading.stems[max(0, place - 1)] not in _ALL_BUT


def _weigh_well(finding: Finding, truth: Truth, mention: NumberMention, span: tuple[int, int]) -> None:
    """The true number given as those of the whole that work; a number without a whole may work of something else."""
    if truth.of is not None and mention.of == truth.of and 2 * mention.value != mention.of:
        finding.features["wrong"] = 1.0
        finding.wrong.append(span)


def _corrected(
    note: Note, said: Sequence[tuple[Mention, int]], kept: Sequence[tuple[Mention, int]], unit: frozenset[str]
) -> frozenset[int]:
    """Where a number stands for one taken back before it, whose noun it counts: "four phones, no hang on, six"."""
    left = {place for _, place in kept}
    pairs = pairwise(place for _, place in said)
    return frozenset(b for a, b in pairs if a not in left and b in left and _unit_near(note, a, unit))


def looks_like_a_clock(note: Note, mention: NumberMention) -> bool:
    """Whether four bare digits may be a time of day ("1652 P-40702"), so that they count nothing by themselves."""
    digits = note.reading.folded.text[mention.start : mention.end]
    return len(digits) == 4 and digits.isdecimal() and int(digits[:2]) < 24 and int(digits[2:]) < 60


def _roughly(mention: NumberMention, truth: Truth) -> bool:
    """Whether a number told as rough is off by a little more than a tenth at most."""
    return abs(mention.value - (truth.count or 0.0)) <= _ROUGH * (truth.count or 0.0)


def _is_a_part(case: Case, note: Note, truth: Truth, mention: NumberMention, place: int, counts: bool) -> bool:
    """Whether a number is what one caller or place has of it: "all twelve of theirs", "12 of 12", "11 of them here"."""
    count = truth.count or 0.0
    if mention.kind != "count" or not 1 < mention.value < count:
        return False
    if mention.of == mention.value:
        return mention.value in case.known.numbers
    before = note.reading.words[place - 1].stem if place else ""
    behind = note.reading.stems[place + 1 : place + 2]
    struck = bool(behind) and behind[0] in _STRUCK
    return mention.of is None and (counts or struck or before in ALL_STEMS) and mention.value in case.parts


def _digits_moved(finding: Finding, case: Case, note: Note, truth: Truth) -> None:
    """The count with digits changed about, before what it counts ("282 lanes" of 228)."""
    if finding.right or truth.count is None:
        return
    wanted = f"{truth.count:.0f}"
    for mention, place in note.reading.placed:
        if not isinstance(mention, NumberMention) or mention.kind != "count" or len(wanted) < _DIGITS:
            continue
        said = f"{mention.value:.0f}"
        moved = said != wanted and sorted(said) == sorted(wanted) and mention.value not in case.known.numbers
        behind = note.reading.words[place + 1].stem if place + 1 < note.clause_at(place).last else ""
        if moved and behind.isalpha() and behind not in VOCABULARY.stop:
            finding.features["digits_moved"] = 1.0
            finding.plainly_wrong.append(note.span(place, place + 2))


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
        if not isinstance(mention, NumberMention) or looks_like_a_clock(note, mention):
            continue
        if counts and signs.role(item, place) >= NEAR:
            listed.setdefault(note.clause_at(place).sentence, {})[mention.value] = (mention.start, mention.end)
    strange = {
        sentence: values
        for sentence, values in listed.items()
        if sum(value not in case.known.numbers for value in values) >= 2
    }
    scatter(finding, strange)


def _put_for_the_true_one(
    finding: Finding,
    note: Note,
    signs: Signs,
    truth: Truth,
    counted: Sequence[tuple[Mention, int]],
    unit: frozenset[str],
) -> None:
    """Another number of what is counted, told to be right instead of the true one: "four lorries, not three"."""
    for (said, place), gone in signs.corrections.put_for(counted):
        if not isinstance(said, NumberMention) or not isinstance(gone, NumberMention) or _count_is(said, truth):
            continue
        clause = note.clause_at(place)
        reserved = signs.hedged(clause) or _is_of_something_else(note, signs, clause) or said.kind != "count"
        if _count_is(gone, truth) and _unit_near(note, place, unit) and not (reserved or finding.right):
            finding.plainly_wrong.append(with_unit(note, place, unit))


def _strange_counts(
    finding: Finding,
    case: Case,
    note: Note,
    signs: Signs,
    truth: Truth,
    unit: frozenset[str],
    kept: Sequence[int],
) -> None:
    """Numbers told as how many are struck that the scenario has never heard of: "900 patrons turned away".

    Called all or a total, one that the scenario has for something else will do: "all 900 of them".
    """
    for place in kept:
        mention, clause = note.reading.words[place].mention, note.clause_at(place)
        if not isinstance(mention, NumberMention) or mention.kind != "count" or mention.value < _SMALLEST_LISTED:
            continue
        before = note.reading.stems[max(0, place - 1)]
        whole = before in ALL_STEMS or before in _IN_TOTAL
        known = mention.value in case.parts if whole else number_known(case, mention.value, mention.approximate)
        if mention.of is not None or known or mention.value == truth.of or _count_is(mention, truth):
            continue
        struck = bool({"broken", "negators"} & clause.flags) and "fine" not in clause.flags
        if (
            not (whole or struck)
            or _none_struck(note, place)
            or _counts_places(note, place, unit)
            or clause.section not in (None, "users", "symptom")
            or signs.hedged(clause)
        ):
            continue
        if not clause.asks and not looks_like_a_clock(note, mention) and _unit_near(note, place, unit | _PEOPLE):
            finding.features["strange"] = 1.0
            finding.wrong.append(with_unit(note, place, unit))


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
    clause = note.clause_at(place)
    if signs.hedged(clause) or _is_of_something_else(note, signs, clause):
        return
    span = with_unit(note, place, unit)
    if truth.of is not None and mention.of == truth.of:
        left = abs(mention.of - mention.value - (truth.count or 0)) < 0.5
        if left and not _is_struck(note, place):
            finding.features["right_cued"] = 1.0
            finding.right.append(span)
            return
        finding.features["wrong"] = 1.0
        finding.wrong.append(span)
        return
    if truth.of is not None and abs(mention.value - truth.of) < 0.5:
        if note.reading.words[max(0, place - 1)].stem in ALL_STEMS or _none_at_any_of(note, signs, place):
            finding.features["all_wrong"] = 1.0
            finding.wrong.append(span)
        return
    if mention.of is not None and mention.of == truth.count and 2 * mention.value < mention.of and near_unit:
        finding.features["wrong"] = 1.0
        finding.wrong.append(span)
        return
    if mention.kind in ("share", "percent") and truth.of is None and mention.of is None and near_unit:
        finding.features["vague"] = 1.0  # a share of what, the truth does not say
        finding.vague.append(span)
        return
    if mention.value < 2 and mention.kind != "percent":
        return
    behind = note.reading.words[place + 1].stem if place + 1 < len(note.reading.words) else ""
    if behind in _SITE_NOUNS and behind not in unit:
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


def _is_of_something_else(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether numbers here count what was tried, who was told and the like: "two tills restarted"."""
    if clause.section is not None:
        return clause.section in _COUNT_THEIR_OWN
    return not signs.clauses_with("tried_said").isdisjoint(note.reading.clauses_of_sentence[clause.sentence])


def _none_at_any_of(note: Note, signs: Signs, place: int) -> bool:
    """Whether the whole stands in "nothing at any of the 92" or "none of the 92 can be opened"."""
    before = note.reading.stems[max(note.clause_at(place).first, place - 3) : place]
    return ("any" in before and signs.negated(place, _ANY_REACH)) or before in (
        ["none", "of", "the"],
        ["not", "one", "of"],
    )


def _unit_near(note: Note, place: int, unit: frozenset[str]) -> bool:
    """Whether the unit's noun stands beside a number, or "of them" behind it that stands for that noun."""
    clause = note.clause_at(place)
    if place + 2 < clause.last and note.reading.stems[place + 1] == "of" and note.reading.stems[place + 2] in _THEM:
        before = _counted_before(note, clause, place)
        return not before or _noun_near(note, before, unit)
    return _noun_near(note, place, unit)


def _noun_near(note: Note, place: int, unit: frozenset[str]) -> bool:
    """Whether the unit's noun, or a word for people when people are counted, stands right after (or before)."""
    words = note.reading.words
    concepts = {c for word in unit for c in VOCABULARY.concepts.get(word, ()) if c in VOCABULARY.close}
    people = VOCABULARY.phrases["people_words"].by_first
    of_people = any(word in people for word in unit)
    clause = note.clause_at(place)
    if not unit.isdisjoint(note.stems_inside(place)):
        return True
    for at in [*range(place + 1, min(clause.last, place + 5)), *range(max(clause.first, place - 2), place)]:
        word = words[at]
        if word.stem in unit or (concepts and word.concepts & concepts) or (of_people and word.stem in people):
            return True
    return _is_answer_to(note, clause, place, unit)


def _is_answer_to(note: Note, clause: Clause, place: int, unit: frozenset[str]) -> bool:
    """Whether a number answers the unit's noun as in a form: "Tills: 204", "Tills - 204"."""
    before = note.reading.words[place - 1] if place and place == clause.first else None
    if before is None or before.stem not in unit:
        return False
    between = note.reading.folded.text[before.end : note.reading.words[place].start]
    return between.strip() in (":", "-", "=")


def _counted_before(note: Note, clause: Clause, place: int) -> int:
    """The last number before this one in its sentence, whose noun "them" stands for; 0 where there is none."""
    first = note.reading.clauses[note.reading.clauses_of_sentence[clause.sentence][0]].first
    counts = (at for at in range(place - 1, first, -1) if isinstance(note.reading.words[at].mention, NumberMention))
    return next(counts, 0)


def _is_exact_or_round(mention: NumberMention, truth: Truth) -> bool:
    """Whether a number is the true one to the last digit, or a round one: "4431" by itself is not 4,180 of anything."""
    return mention.value == truth.count or mention.value % _ROUND == 0


def _count_is(mention: NumberMention, truth: Truth) -> bool:
    count = truth.count or 0.0
    if mention.kind in ("share", "percent") or (mention.of is not None and mention.value < 1 and count >= 1):
        whole = mention.of or truth.of
        if whole is None:
            return False
        return abs(mention.value * whole - count) <= 0.1 * count
    return abs(mention.value - count) <= 0.1 * count + 1e-9
