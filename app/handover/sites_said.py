"""What a note says about where it is: places by name or number, all of them or only some."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from app.content.scenario import Truth
from app.handover.case import Case, once_a_case
from app.handover.evidence import phrases
from app.handover.matching import Matcher
from app.handover.names_said import Place, in_words, places_of
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.short_places import shortened_places
from app.handover.signs import Finding, Signs
from app.handover.sites_left_out import left_out
from app.handover.spread import hit_as_well
from app.handover.totality import ALL, everywhere_said, set_right
from app.handover.totals_said import unit_stems
from app.language.clauses import Clause
from app.language.mentions import NumberMention
from app.language.names import name_key
from app.language.numbers import SMALL_NUMBERS
from app.language.vocabulary import VOCABULARY, stem, words_of

_SITE_NOUNS = VOCABULARY.words["site_nouns"]
_SITE_NOUNS_COUNTED = VOCABULARY.words["site_nouns_counted"]
_NO_NOUNS: frozenset[str] = frozenset()
_JOINING = frozenset({"at", "of", "in"})
_JOINS = re.compile(r"[\s,]*(?:and|an|n|&|\+|plus)?\s*")
_REMAINING = frozenset(map(stem, ("other", "others", "remaining", "rest")))
_EARLIER = frozenset(map(stem, ("first", "began", "begun", "now", "then", "initially")))
_SEVERAL = 2
_INSIDE_REACH = 8
_NOUN_REACH = 4
_HAVE = frozenset(map(stem, ("have", "has", "had", "got")))
_WRONG = stem("wrong")
_OF_THE = frozenset({"of", "the", "them", "our", "their"})
_OF_THEM = (["of", "them"], ["of", "which"], ["of", "those"], ["of", "these"])
_ARE = frozenset(("are", "is", "were"))
_STRUCK = VOCABULARY.words["struck"]
_BEYOND = VOCABULARY.words["beyond_the_region"]
_EVERYWHERE = re.compile(r"everywhere\b", re.IGNORECASE)
_NUMBERS = SMALL_NUMBERS.keys()
_ANSWERED_YES = re.compile(r" ?[=:] ?(?:y|yes)\b")
_OFFICES = VOCABULARY.words["one_person"] | frozenset(map(stem, ("mgr", "supervisor", "lead", "porter", "warden")))
_ALL_OF_IT = 0.8
_TENTH_MORE = 1.1
_NIL = frozenset({"nil", "#0"})
_SPARED = frozenset({"fine", "negators"})
_WELL_REACH = 4
_DENIED_REACH = 5
_MATTERS = frozenset(map(stem, ("problem", "issue", "fault", "matter", "question", "outage", "affair", "thing")))
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
        _weigh_number(finding, case, note, signs, right)
    in_words(finding, case, note, matcher, "sites")
    _as_told(finding, case, note, matcher)
    _only_a_part(finding, wanted, got)
    if 0 < finding.features["named"] < 1 and not truth.all:
        _weigh_only(finding, note, signs, right, wanted)
    for name, places in found.items():
        if name not in wanted and not _nested(name, wanted):
            for first, last, strong in places:
                if strong:
                    _weigh_other(finding, note, signs, first, last, right, part=truth.all)
    others = [name for name in found if name not in wanted and not _nested(name, wanted)]
    finding.plainly_wrong.extend(hit_as_well(case, note, signs, found, others))
    _weigh_some(finding, note, signs)
    return finding


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
    others = [name for name in case.sites if name not in wanted and not _nested(name, wanted)]
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
    if _has_none(note, clause, last) or _describes(note, last, right) or note.reading.stems[first] in _REMAINING:
        return
    spared = bool(_SPARED & clause.flags)
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
    matter = next((at for at, word in enumerate(reversed(before), 1) if word in _MATTERS), 0)
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
        if sited and "fine" not in clause.flags and not _SITE_NOUNS.isdisjoint(behind):
            finding.features["some"] = 1.0
            finding.vague.append(note.span(first, min(clause.last, last + 2)))


def _only_a_part(finding: Finding, wanted: Sequence[str], got: set[str]) -> None:
    """Keeps it from being captured where some of several places are named and nothing says all of them."""
    covered = {name for name in wanted if name in got or any(_nested(name, [other]) for other in got)}
    said_otherwise = any(finding.features[key] for key in ("all_said", "counted"))
    full = max(finding.features["words"], finding.features["told"]) >= _ALL_OF_IT
    finding.half = bool(got) and len(covered) < len(wanted) and not said_otherwise and not full


def _nested(name: str, wanted: Sequence[str]) -> bool:
    """Whether one name is part of another, as Terminal 2 of Terminal 2 row D."""
    mine = set(name_key(name).split())
    return any(mine <= other or other <= mine for other in (set(name_key(w).split()) for w in wanted))


def _as_told(finding: Finding, case: Case, note: Note, matcher: Matcher) -> None:
    """Places in the words of those who named some of them."""
    for way in case.whole["sites"][1:]:
        for covered in matcher.said(way, 0.35):
            got, places = covered.share, covered.places
            finding.features["told"] = max(finding.features["told"], got)
            finding.vague.extend(phrases(note, places))


def _weigh_number(finding: Finding, case: Case, note: Note, signs: Signs, right: Mapping[int, int]) -> None:
    """The number of sites, and "all of them" or "everywhere" with or without right."""
    truth = case.scenario.items["sites"]
    nouns = _SITE_NOUNS | _SITE_NOUNS_COUNTED
    of_users = _units_of_users(case)
    if truth.count is not None:
        counts = (truth.count, float(len(truth.names)))
        counted = [
            (mention, place)
            for mention, place in note.reading.placed
            if isinstance(mention, NumberMention) and mention.kind == "count" and _counts_sites(note, place, nouns)
            if not of_users.get(mention.value, _NO_NOUNS) & set(note.reading.stems[place : place + _NOUN_REACH])
        ]
        for mention, place in counted:
            if _whole_of_them(note, place, counts):
                continue
            of_its_clause = [m.value for m, at in counted if note.clause_at(at) == note.clause_at(place)]
            if len(of_its_clause) > 1 and sum(of_its_clause) in counts:
                finding.features["counted"] = 1.0
                finding.right.append(note.span(place, place + 1))
            else:
                _one_count(finding, case, note, signs, mention, counts, place)
    for first, last in _each_of_so_many(note, signs, truth):
        finding.features["counted"] = 1.0
        finding.right.append(note.span(first, last))
    narrowed = finding.features["all_named"] and _told_as_only(note, signs, right)
    for first, last, number in everywhere_said(note, signs, nouns | _own_nouns(case), () if truth.all else right):
        if of_users.get(number, _NO_NOUNS) & set(note.reading.stems[first:last]):
            continue
        beyond = number is None and _spared_elsewhere(case) and not _BEYOND.isdisjoint(note.reading.stems[first:last])
        too_many = truth.count is not None and number is not None and number > _TENTH_MORE * truth.count
        if (truth.all and not beyond and not too_many) or (number is None and _EVERYWHERE.match(truth.truth)):
            finding.features["all_said"] = 1.0
            finding.right.append(note.span(first, first + 1))
        elif narrowed:
            continue
        elif (_SEVERAL if note.reading.stems[first] == "both" else number) == len(truth.names):
            finding.features["counted"] = 1.0
            finding.right.append(note.span(first, last))
        elif beyond or number is None or truth.count is None or abs(number - truth.count) >= 0.5:
            finding.features["everywhere_wrong"] = 1.0
            finding.wrong.append(note.span(first, last))
            known = number is None or number in case.known.numbers
            if (finding.features["named"] and known) or number == len(case.sites):
                finding.plainly_wrong.append(note.span(first, last))


def _whole_of_them(note: Note, place: int, counts: Collection[float]) -> bool:
    """Whether a number is all there are, the true number told as its part: "61 shops in all, 17 of them are hit"."""
    clause, words = note.clause_at(place), note.reading.words
    ends = note.reading.clauses[note.reading.clauses_of_sentence[clause.sentence][-1]].last
    behind = next((at for at in range(place + 1, ends) if isinstance(words[at].mention, NumberMention)), ends)
    told = words[behind].mention if behind < ends else None
    if not isinstance(told, NumberMention) or told.value not in counts or told.kind != "count":
        return False
    of_them = note.reading.stems[behind + 1 : behind + 3] in _OF_THEM
    hit = not _STRUCK.isdisjoint(note.reading.stems[behind + 1 : behind + 3])
    all_hit = "broken" in clause.flags and note.clause_at(behind).index != clause.index
    if all_hit or not _STRUCK.isdisjoint(note.reading.stems[place + 1 : behind]):
        return False
    return of_them or hit


def _units_of_users(case: Case) -> Mapping[float | None, frozenset[str]]:
    """The numbers that tell how many are hit, with the nouns they count where those are no sites: 46 stations."""
    users = case.scenario.items.get("users")
    if users is None:
        return {}
    sites = frozenset(stem(word) for word in words_of(case.scenario.items["sites"].truth.casefold()))
    return dict.fromkeys((number for number in (users.count, users.of) if number), unit_stems(users) - sites)


def _each_of_so_many(note: Note, signs: Signs, truth: Truth) -> Iterator[tuple[int, int]]:
    """ "Each of the four has it", "all four are down", "Sites: both": as many as the truth has, by no noun."""
    stems = note.reading.stems
    wanted = {f"#{len(truth.names)}", *(() if truth.count is None else (f"#{truth.count:g}",))} - {"#0", "#1"}
    for place in (at for word in ALL for at in note.words_of_stem(word)):
        clause = note.clause_at(place)
        last = next(
            (at for at in range(place + 1, min(clause.last, place + _NOUN_REACH)) if stems[at] in wanted), place
        )
        both = stems[place] == "both" and len(truth.names) == _SEVERAL
        of_all = last > place and _OF_THE.issuperset(stems[place + 1 : last])
        if not (both or of_all) or signs.negated(place) or signs.hedged(clause) or "fine" in clause.flags:
            continue
        if last + 1 == clause.last:
            ends = clause.section == "sites"
        else:
            ends = clause.section in (None, "sites") and _are_hit(note, clause, last + 1)
        if ends:
            yield place, last + 1


def _are_hit(note: Note, clause: Clause, place: int) -> bool:
    """Whether what follows says that they have it or are down."""
    following = note.reading.stems[place : min(clause.last, place + _NOUN_REACH)]
    if following[0] in _HAVE:
        return following[1:2] in (["it"], ["this"], ["that"])
    return following[0] in _ARE and not _STRUCK.isdisjoint(following[1:])


@once_a_case
def _spared_elsewhere(case: Case) -> bool:
    """Whether a place of the catalogue is told to be well: the fault is in all of a region, not of the country."""
    truth, well = case.scenario.items["sites"], case.scenario.items.get("not_affected")
    if well is None or not truth.names:
        return False
    told = set(words_of(well.truth.casefold()))
    others = (words_of(name.casefold()) for name in case.sites if not _nested(name, truth.names))
    return any(told.issuperset(other[:1]) for other in others)


def _told_as_only(note: Note, signs: Signs, right: Collection[int]) -> bool:
    """Whether a sentence with a true place says that it is only there."""
    only = {note.reading.clauses[index].sentence for index in signs.clauses_with("only_there")}
    return any(note.clause_at(place).sentence in only for place in right)


@once_a_case
def _own_nouns(case: Case) -> frozenset[str]:
    """What the truth itself calls its places, behind their number: the elevators of "all four river elevators"."""
    written = words_of(case.scenario.items["sites"].truth.casefold().split(":")[0].replace(",", " "))
    counted = [at for at, word in enumerate(written) if word in _NUMBERS or word.isdecimal()]
    behind = {word for at in counted for word in written[at + 1 : at + _NOUN_REACH] if word.endswith("s")}
    return frozenset(stem(word) for word in behind) - case.site_words - VOCABULARY.stop


def _counts_sites(note: Note, place: int, nouns: Collection[str]) -> bool:
    """Whether a number counts sites: one of their nouns comes next, or it is all that their field says.

    It is none in "ward 7", "P4 stores", "2 ward 9", "six box office phones", "one per building", "the other twenty".
    """
    clause, words, text = note.clause_at(place), note.reading.words, note.reading.folded.text
    mention = words[place].mention
    if not isinstance(mention, NumberMention) or text[mention.start - 1 : mention.start].isalpha():
        return False
    before = words[place - 1].stem if place > clause.first else ""
    if before in nouns or before in _REMAINING:
        return False
    if not note.stems_inside(place).isdisjoint(nouns):
        return True
    for at in range(place + 1, min(clause.last, place + 4)):
        word = words[at]
        if word.mention is not None or word.stem == "per":
            return False
        if word.stem in nouns:
            counted = mention.value < _SEVERAL or word.stem != text[word.start : word.end]
            return counted and (at + 1 >= clause.last or words[at + 1].mention is None)
    return clause.section == "sites" and clause.last - clause.first == 1


def _one_count(
    finding: Finding,
    case: Case,
    note: Note,
    signs: Signs,
    mention: NumberMention,
    counts: tuple[float, float],
    place: int,
) -> None:
    """A number of sites against the truth's, or against how many names it has ("the two hospitals")."""
    clause = note.clause_at(place)
    if abs(mention.value - counts[0]) < 0.5:
        finding.features["counted"] = 1.0
        finding.right.append(note.span(place, place + 1))
    elif mention.value != counts[1] and _told_plainly(note, signs, clause, place):
        if _has_something(note, clause, place):
            return
        known = mention.value in case.known.numbers
        finding.features["count_wrong"] = max(finding.features["count_wrong"], 0.5 if known else 1.0)
        finding.wrong.append(note.span(place, place + 1))


def _has_something(note: Note, clause: Clause, place: int) -> bool:
    """Whether so many sites are only said to have a thing, and no fault: "six stores have the labels fitted"."""
    stems = note.reading.stems
    has = next((at for at in range(place + 1, min(clause.last, place + _NOUN_REACH)) if stems[at] in _HAVE), None)
    if has is None or clause.section is not None or {"broken", "negators"} & clause.flags:
        return False
    return stems[has + 1 : has + 2] in (["the"], ["a"], ["an"], ["their"], ["new"]) and not any(
        word in _MATTERS or word == _WRONG for word in stems[has + 1 : clause.last]
    )


def _told_plainly(note: Note, signs: Signs, clause: Clause, place: int) -> bool:
    """Whether a number of sites is told as how many it is, not as a doubt, a denial, or how many it was at first."""
    if signs.hedged(clause) or "fine" in clause.flags or signs.negated(place) or set_right(note, signs, clause):
        return False
    inside = note.reading.clauses_of_sentence[clause.sentence]
    first, last = note.reading.clauses[inside[0]].first, note.reading.clauses[inside[-1]].last
    return _EARLIER.isdisjoint(note.reading.stems[first:last])
