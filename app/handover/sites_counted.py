"""How many places a note says it is at: their number, all of them, everywhere."""

import re
from collections.abc import Collection, Iterator, Mapping

from app.content.scenario import Truth
from app.handover.case import Case, once_a_case
from app.handover.names_said import nested
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import Finding, Signs
from app.handover.totality import ALL, all_of, everywhere_said, set_right
from app.handover.totals_said import unit_stems
from app.language.clauses import Clause
from app.language.mentions import NumberMention
from app.language.numbers import SMALL_NUMBERS
from app.language.reading import read
from app.language.vocabulary import VOCABULARY, stem, words_of

SITE_NOUNS = VOCABULARY.words["site_nouns"]
_SITE_NOUNS_COUNTED = VOCABULARY.words["site_nouns_counted"]
_NO_NOUNS: frozenset[str] = frozenset()
REMAINING = frozenset(map(stem, ("other", "others", "remaining", "rest")))
_EARLIER = frozenset(map(stem, ("first", "began", "begun", "now", "then", "initially")))
_SEVERAL = 2
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
_TENTH_MORE = 1.1
_OUT_OF = re.compile(r"\bof (?:the |its |our |their )?(\w+)")
MATTERS = frozenset(map(stem, ("problem", "issue", "fault", "matter", "question", "outage", "affair", "thing")))


def weigh_number(finding: Finding, case: Case, note: Note, signs: Signs, right: Mapping[int, int]) -> None:
    """The number of sites, and "all of them" or "everywhere" with or without right."""
    truth = case.scenario.items["sites"]
    nouns = SITE_NOUNS | _SITE_NOUNS_COUNTED
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
            beside = _named_beside(note, place, right)
            parts = [beside, mention.value] if beside else of_its_clause
            if len(parts) > 1 and sum(parts) in counts:
                finding.features["counted"] = 1.0
                finding.right.append(note.span(place, place + 1))
            elif not beside:
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
        elif narrowed or number in _told_parts(case):
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
    whole = _whole_of(case)
    said = all_of(note, signs, whole) if whole and not truth.all and not finding.wrong else None
    if said:
        finding.features["everywhere_wrong"] = 1.0
        finding.wrong.append(note.span(*said))


@once_a_case
def _whole_of(case: Case) -> float | None:
    """How many places there are, where the truth is told as so many of them: the 38 of "26 of the 38 clubs"."""
    truth = case.scenario.items["sites"]
    if truth.of is not None:
        return truth.of
    told = _OUT_OF.search(truth.truth.casefold())
    number = told and (float(told[1]) if told[1].isdecimal() else SMALL_NUMBERS.get(told[1]))
    return number if number and truth.count is not None and number > truth.count else None


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


def _named_beside(note: Note, place: int, right: Mapping[int, int]) -> int:
    """How many true places are named in the sentence of "and 3 other sites"; none where it says nothing of others."""
    if REMAINING.isdisjoint(note.reading.stems[place + 1 : place + 2]):
        return 0
    sentence = note.clause_at(place).sentence
    return sum(note.clause_at(at).sentence == sentence for at in right)


@once_a_case
def _told_parts(case: Case) -> frozenset[float]:
    """The numbers by which the truth tells of its places in parts, or of what they have: the five of "seven: five in
    the north and two in the south", the six of "the control room (for all six depots)"; not of how many there are."""
    truth = case.scenario.items["sites"]
    told = read(truth.truth)
    parts = {m.value for m, _ in told.placed if isinstance(m, NumberMention) and m.kind == "count" and m.of is None}
    return frozenset(part for part in parts if part > _SEVERAL) - {truth.count, _whole_of(case)}


@once_a_case
def _spared_elsewhere(case: Case) -> bool:
    """Whether a place of the catalogue is told to be well: the fault is in all of a region, not of the country."""
    truth, well = case.scenario.items["sites"], case.scenario.items.get("not_affected")
    if well is None or not truth.names:
        return False
    told = set(words_of(well.truth.casefold()))
    others = (words_of(name.casefold()) for name in case.sites if not nested(name, truth.names))
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
    if before in nouns or before in REMAINING:
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
        if _has_something(note, clause, place) or mention.value in _told_parts(case):
            return
        known = mention.value in case.known.numbers
        finding.features["count_wrong"] = max(finding.features["count_wrong"], 0.5 if known else 1.0)
        finding.wrong.append(note.span(place, place + 1))


def only_have_things(note: Note) -> list[Span]:
    """Clauses by which all of some places are only said to have a thing: "all branches have a phone"."""
    found = []
    for clause in note.reading.clauses:
        every = next((at for at in range(clause.first, clause.last) if note.reading.stems[at] in ALL), None)
        if every is not None and _has_something(note, clause, every):
            found.append((clause.start, clause.end))
    return found


def _has_something(note: Note, clause: Clause, place: int) -> bool:
    """Whether so many sites are only said to have a thing, and no fault: "six stores have the labels fitted"."""
    stems = note.reading.stems
    has = next((at for at in range(place + 1, min(clause.last, place + _NOUN_REACH)) if stems[at] in _HAVE), None)
    if has is None or clause.section is not None or {"broken", "negators"} & clause.flags:
        return False
    return stems[has + 1 : has + 2] in (["the"], ["a"], ["an"], ["their"], ["new"]) and not any(
        word in MATTERS or word == _WRONG for word in stems[has + 1 : clause.last]
    )


def _told_plainly(note: Note, signs: Signs, clause: Clause, place: int) -> bool:
    """Whether a number of sites is told as how many it is, not as a doubt, a denial, or how many it was at first."""
    if signs.hedged(clause) or "fine" in clause.flags or signs.negated(place) or set_right(note, signs, clause):
        return False
    inside = note.reading.clauses_of_sentence[clause.sentence]
    first, last = note.reading.clauses[inside[0]].first, note.reading.clauses[inside[-1]].last
    return _EARLIER.isdisjoint(note.reading.stems[first:last])
