"""What a note says about where it is: places by name, all of them or only some."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.handover.case import Case, once_a_case
from app.handover.evidence import phrases
from app.handover.matching import Matcher
from app.handover.names_said import Place, in_words, nested, places_of
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.short_places import shortened_places
from app.handover.signs import Finding, Signs
from app.handover.sites_counted import MATTERS, REMAINING, SITE_NOUNS, only_have_things, weigh_number
from app.handover.sites_left_out import left_out
from app.handover.spread import hit_as_well
from app.handover.totality import ALL, set_right
from app.handover.trend_recovering import recovers
from app.language.clauses import Clause
from app.language.names import find_name, name_key
from app.language.reading import read
from app.language.vocabulary import VOCABULARY, stem

_JOINING = frozenset({"at", "of", "in"})
_JOINS = re.compile(r"[\s,]*(?:and|an|n|&|\+|plus)?\s*")
_SEVERAL = 2
_INSIDE_REACH = 8
_NOUN_REACH = 4
_ANSWERED_YES = re.compile(r" ?[=:] ?(?:y|yes)\b")
_OFFICES = VOCABULARY.words["one_person"] | frozenset(map(stem, ("mgr", "supervisor", "lead", "porter", "warden")))
_ALL_OF_IT = 0.8
_NIL = frozenset({"nil", "#0"})
_SPARED = frozenset({"fine", "negators"})
_NOT_HIT = frozenset({"fine", "negators", "left_out", "only_there"})
_WELL_REACH = 4
_DENIED_REACH = 5
_RECOVERED = frozenset(
    map(
        stem,
        ("again", "back", "now", "since", "before", "until", "till", "til", "was", "were", "other", "others", "once"),
    )
)


def find_sites(case: Case, note: Note, signs: Signs, matcher: Matcher) -> Finding:
    """Where the note says it is."""
    truth = case.scenario.items["sites"]
    finding = Finding("sites")
    wanted = [name for name in (*truth.names, truth.name) if name]
    named = places_of(note, case.sites)
    for name, places in shortened_places(note, case.sites, case.known.stems, named).items():
        named[name] = [*named[name], *places]
    without = left_out(note, named)
    found = {name: places for name, places in named.items() if name not in without}
    got = _weigh_right(finding, note, found, wanted)
    finding.plainly_wrong.extend(_called_well(note, signs, found, wanted))
    right = {first: last for name in got for first, last, _ in found[name]}
    if without:
        _weigh_all_but(finding, case, note, wanted, without)
    else:
        weigh_number(finding, case, note, signs, right)
    in_words(finding, case, note, matcher, "sites")
    _as_told(finding, case, note, matcher)
    _only_a_part(finding, wanted, got)
    if 0 < finding.features["named"] < 1 and not truth.all:
        _weigh_only(finding, note, signs, right, wanted)
    true = [*wanted, *_told_of(case)]
    others = [name for name in found if not nested(name, true)]
    for name in others:
        for first, last, strong in found[name]:
            if strong:
                _weigh_other(finding, note, signs, first, last, right, part=truth.all)
    finding.plainly_wrong.extend(hit_as_well(case, note, signs, found, others))
    _weigh_some(finding, note, signs)
    finding.not_so = [*finding.not_so, *only_have_things(note)]
    return finding


@once_a_case
def _told_of(case: Case) -> frozenset[str]:
    """The places that the truth itself tells of as hit, beside its names: the Mendips of "Stoberry in the Mendips"."""
    told = read(case.scenario.items["sites"].truth)
    return frozenset(
        name
        for name, entry in case.sites.items()
        for first, _, strong in find_name(told, entry, loose=False)
        if strong and _NOT_HIT.isdisjoint(told.clauses[told.words[first].clause].flags)
    )


def _weigh_right(finding: Finding, note: Note, found: Mapping[str, Sequence[Place]], wanted: Sequence[str]) -> set[str]:
    """The true places that are named, other than as what works."""
    got = set()
    for name in wanted:
        for first, last, strong in found.get(name, ()):
            clause = note.clause_at(first)
            if not strong and not _OFFICES.isdisjoint(note.reading.stems[last : min(clause.last, last + 1)]):
                continue  # "the hall manager"
            spared = "fine" in clause.flags and "broken" not in clause.flags
            if clause.section == "not_affected" or (clause.section != "sites" and spared):
                continue
            got.add(name)
            finding.right.append(note.span(first, last))
            finding.features["own"] = max(finding.features["own"], float(clause.section == "sites"))
    share = len(got) / len(wanted) if wanted else 0.0
    finding.features["named"], finding.features["all_named"] = share, float(share == 1.0)
    return got


def _called_well(
    note: Note, signs: Signs, found: Mapping[str, Sequence[Place]], wanted: Sequence[str]
) -> Iterator[Span]:
    """Where a true place is itself said to be fine, not something in it: "Leeds works normally"."""
    for places in _lists_of_places(note, found):
        first, last, clause = places[0][0], places[-1][1], note.clause_at(places[0][0])
        if {"broken", "negators"} & clause.flags or clause.asks or signs.hedged(clause):
            continue
        well = note.reading.phrase_places("fine", last, min(clause.last, last + _WELL_REACH))
        recovered = not _RECOVERED.isdisjoint(note.reading.stems[first : clause.last])
        if well and well[0][0] <= last + 1 and not recovered and any(name in wanted for _, _, name in places):
            yield note.span(first, well[0][1])


def _lists_of_places(note: Note, found: Mapping[str, Sequence[Place]]) -> Iterator[Sequence[tuple[int, int, str]]]:
    """The places that a clause begins with, joined by no more than a comma or an "and": "Leeds + York OK"."""
    words, text = note.reading.words, note.reading.folded.text
    named = sorted((first, last, name) for name, places in found.items() for first, last, _ in places)
    row: list[tuple[int, int, str]] = []
    for place in named:
        first, end = place[0], row[-1][1] if row else 0
        goes_on = bool(row) and 0 <= first - end <= 1 and note.clause_at(first).index == note.clause_at(end - 1).index
        if goes_on and _JOINS.fullmatch(text[words[end - 1].end : words[first].start]):
            row.append(place)
            continue
        if row:
            yield row
        row = [place] if first == note.clause_at(first).first else []
    if row:
        yield row


def _weigh_all_but(
    finding: Finding, case: Case, note: Note, wanted: Sequence[str], without: Mapping[str, tuple[int, int]]
) -> None:
    """All places but some: the true ones where those are all the others, wrong where one of them is true."""
    spans = [note.span(*at) for at in without.values()]
    if any(name in wanted for name in without):
        finding.features["everywhere_wrong"] = 1.0
        finding.wrong.extend(spans)
        return
    others = [name for name in case.sites if name not in wanted and not nested(name, wanted)]
    whole = case.scenario.items["sites"].all or set(others) <= set(without)
    finding.features["all_said" if whole else "some"] = 1.0
    (finding.right if whole else finding.vague).extend(spans)


def _weigh_other(
    finding: Finding, note: Note, signs: Signs, first: int, last: int, right: Mapping[int, int], part: bool
) -> None:
    """A place that is not the truth's: one that is hit by mistake, or (`part`) perhaps one of the many that are."""
    clause = note.clause_at(first)
    if "not_known" in clause.flags or clause.section not in (None, "sites") or signs.hedged(clause):
        return
    if _has_none(note, clause, last) or _describes(note, last, right) or note.reading.stems[first] in REMAINING:
        return
    spared = bool(_SPARED & clause.flags) or recovers(note, clause, last, last + _INSIDE_REACH)
    denied = signs.negated(first, 3) or _denied_of(note, signs, clause, first)
    if "fine" not in clause.flags and not denied:
        finding.features["elsewhere"] = 1.0
        finding.vague.append(note.span(first, last))
    if part:
        return
    if clause.section == "sites" and _ANSWERED_YES.match(note.reading.folded.text, note.reading.words[last - 1].end):
        finding.plainly_wrong.append(note.span(first, last))
        return
    if not spared and _listed_with(note, first, last, right):
        finding.features["other_with"] = 1.0
        finding.wrong.append(note.span(first, last))
        if finding.features["all_named"] and _joined(note, first, last, right) and _told_as_hit(note, signs, clause):
            finding.plainly_wrong.append(note.span(first, last))
        return
    if denied and clause.section is None:
        return
    own = clause.section == "sites" and not spared
    hit = "broken" in clause.flags or _likewise_hit(note, signs, clause)
    bad = hit and "fine" not in clause.flags and not signs.negated(first, 3)
    if own or bad:
        finding.features["other_own" if own else "other"] = 1.0
        finding.wrong.append(note.span(first, last))


def _has_none(note: Note, clause: Clause, last: int) -> bool:
    """Whether none is counted at a place: "Bristol 0", "Bristol and Leeds nil"."""
    return not _NIL.isdisjoint(note.reading.stems[last : min(clause.last, last + _NOUN_REACH)])


def _denied_of(note: Note, signs: Signs, clause: Clause, first: int) -> bool:
    """Whether it is said to be no matter of this place: "it isn't a problem of the Newcastle studio"."""
    before = note.reading.stems[max(clause.first, first - _DENIED_REACH) : first]
    matter = next((at for at, word in enumerate(reversed(before), 1) if word in MATTERS), 0)
    return bool(matter) and signs.negated(first - matter, 3)


def _likewise_hit(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether a clause only says "the same" of a place, in a sentence that says what is broken."""
    return note.reading.has("likewise", clause) and "broken" in signs.sentence_flags(clause)


def _describes(note: Note, last: int, right: Mapping[int, int]) -> bool:
    """Whether a name only describes the true place right after it, as in "the brewery at Mill Lane"."""
    stems = note.reading.stems
    return last in right or (last + 1 in right and stems[last] in _JOINING)


def _listed_with(note: Note, first: int, last: int, right: Mapping[int, int]) -> bool:
    """Whether a place stands in one list with a true one, or in one clause with it."""
    clause = note.clause_at(first)
    same = any(note.clause_at(start).index == clause.index for start in right)
    return same or _joined(note, first, last, right)


def _joined(note: Note, first: int, last: int, right: Mapping[int, int]) -> bool:
    """Whether nothing but a comma or an "and" stands between a place and a true one."""
    words, text = note.reading.words, note.reading.folded.text
    for start, end in right.items():
        low, high = (end, first) if end <= first else (last, start)
        if 0 <= high - low <= 1 and _JOINS.fullmatch(text[words[low - 1].end : words[high].start]):
            return True
    return False


def _told_as_hit(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether the sentence of a list of places says plainly that the fault is there."""
    flags = signs.sentence_flags(clause)
    if flags & {"fine", "hedges", "doubts", "not_known", "correction"} or set_right(note, signs, clause):
        return False
    if clause.section == "sites" or clause.sentence <= 1:
        return True
    inside = note.reading.clauses_of_sentence[clause.sentence]
    return any(
        index in signs.clauses_with("hit_there")
        or not ALL.isdisjoint(note.reading.stems[note.reading.clauses[index].first : note.reading.clauses[index].last])
        for index in inside
    )


def _weigh_only(finding: Finding, note: Note, signs: Signs, right: Mapping[int, int], wanted: Sequence[str]) -> None:
    """One of several true places told to be the only one."""
    for first, last in right.items():
        clause = note.clause_at(first)
        if signs.hedged(clause) or signs.negated(first, 3) or "not_known" in clause.flags:
            continue
        if _all_inside(note, wanted, first, last):
            continue
        before = note.reading.phrase_places("only_there", max(clause.first, first - 2), first)
        after = note.reading.phrase_places("only_there", last, min(clause.last, last + 2))
        if any(end == first for _, end in before) or any(start == last for start, _ in after):
            finding.features["only_part"] = 1.0
            finding.wrong.append(note.span(first, last))


def _all_inside(note: Note, wanted: Sequence[str], first: int, last: int) -> bool:
    """Whether the sentence goes on with every one of the true places inside this: "the depot only, but every shed"."""
    inside = note.reading.clauses_of_sentence[note.clause_at(first).sentence]
    ends = min(note.reading.clauses[inside[-1]].last, last + _INSIDE_REACH)
    nouns = Counter(stem(name_key(name).split()[-1]) for name in wanted)
    of_this = set(note.reading.stems[first:last])
    several = {noun for noun, times in nouns.items() if times >= _SEVERAL} - of_this
    return any(
        note.reading.stems[at] in ALL and not several.isdisjoint(note.reading.stems[at + 1 : min(ends, at + 2)])
        for at in range(last, ends)
    )


def _weigh_some(finding: Finding, note: Note, signs: Signs) -> None:
    """Some sites, by no name: "one of the depots", "a lot of stores"."""
    for first, last in note.reading.phrase_places("some_sites"):
        clause = note.clause_at(first)
        behind = note.reading.stems[last : min(clause.last, last + 3)]
        sited = clause.section in (None, "sites", "users", "service") and not clause.asks
        if sited and "fine" not in clause.flags and not SITE_NOUNS.isdisjoint(behind):
            finding.features["some"] = 1.0
            finding.vague.append(note.span(first, min(clause.last, last + 2)))


def _only_a_part(finding: Finding, wanted: Sequence[str], got: set[str]) -> None:
    """Keeps it from being captured where some of several places are named and nothing says all of them."""
    covered = {name for name in wanted if name in got or any(nested(name, [other]) for other in got)}
    said_otherwise = any(finding.features[key] for key in ("all_said", "counted"))
    full = max(finding.features["words"], finding.features["told"]) >= _ALL_OF_IT
    finding.half = bool(got) and len(covered) < len(wanted) and not said_otherwise and not full


def _as_told(finding: Finding, case: Case, note: Note, matcher: Matcher) -> None:
    """Places in the words of those who named some of them."""
    for way in case.whole["sites"][1:]:
        for covered in matcher.said(way, 0.35):
            got, places = covered.share, covered.places
            finding.features["told"] = max(finding.features["told"], got)
            finding.vague.extend(phrases(note, places))
