"""What a note says is affected: the service by name, by its plain nouns, or another in its place."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from app.handover.case import Case, once_a_case
from app.handover.matching import Matcher
from app.handover.names_said import Place, in_words, places_of
from app.handover.note import Note
from app.handover.signs import OWN, Finding, Signs, scatter
from app.language.clauses import Clause
from app.language.names import name_key
from app.language.vocabulary import VOCABULARY, stem, words_of

_BESIDE = ("not_affected", "workaround", "tried", "team", "contact", "told", "change")
_COMMON = VOCABULARY.words["common_in_names"]
_ARTICLES = frozenset(map(stem, ("the", "its", "their", "our", "his", "her", "my", "all", "any", "your")))
_TROUBLES = frozenset(map(stem, ("problem", "problems", "issue", "issues", "fault", "faults", "trouble", "outage")))
_OTHER_TIMES = frozenset({("last", "week"), ("last", "month"), ("last", "year")})
_SHORTEST_NOUN = 4
_TO_A_TEAM = frozenset(map(stem, ("to", "with", "team", "owner", "owned")))
_FULL_NAME = 2  # "damage to tills" gives nothing to the tills team
_SPARED = VOCABULARY.words["spared"]
_PAIR_REACH, _EARLY = 2, 1
_STRUCK = frozenset({"broken", "negators"})


def find_service(case: Case, note: Note, signs: Signs, matcher: Matcher) -> Finding:
    """What the note says is affected."""
    truth = case.scenario.items["service"]
    finding = Finding("service")
    wanted = {name for name in (truth.name, *truth.names) if name}
    owning = _owning(case, note)
    found = {
        name: [place for place in places if place[:2] not in owning]
        for name, places in places_of(note, case.services).items()
    }
    for name in wanted:
        for first, last, strong in found.get(name, []):
            _weigh_right(finding, note, signs, first, last, strong)
    mine = [place for name in wanted for place in found.get(name, ())]
    finding.half = bool(mine) and all(_or_another(note, first, last, found) for first, last, _ in mine)
    in_words(finding, case, note, matcher, "service")
    _weigh_nouns(finding, case, note, signs, owning)
    _weigh_lists(finding, case, note, signs, wanted, found)
    named_others = {
        name
        for name, places in found.items()
        for place in places
        if name not in wanted and _weigh_other(finding, note, signs, place)
    }
    finding.features["others"] = float(min(len(named_others), 3)) / 3
    said = finding.features["named"] + finding.features["named_weakly"]
    finding.features["other_alone"] = float(bool(named_others) and not said)
    if finding.features["other_alone"] and finding.features["other"] and not finding.right:
        finding.plainly_wrong.extend(finding.wrong)
    return finding


def _owning(case: Case, note: Note) -> set[tuple[int, int]]:
    """Where a team is named as the one to own it: a service of the same name ("Till Systems") is not meant there."""
    stems = note.reading.stems
    return {
        (first, last)
        for places in places_of(note, case.teams, requests=True).values()
        for first, last, _ in places
        if note.clause_at(first).section == "team"
        or (last - first >= _FULL_NAME and stems[max(0, first - 1)] in _TO_A_TEAM)
    }


def _weigh_right(finding: Finding, note: Note, signs: Signs, first: int, last: int, strong: bool) -> None:
    clause = note.clause_at(first)
    if signs.negated(first, 2) and not strong:
        return
    finding.features["named" if strong else "named_weakly"] = 1.0
    finding.features["in_own"] = max(finding.features["in_own"], float(signs.role("service", first) == OWN))
    finding.features["early"] = max(finding.features["early"], float(clause.sentence <= 1))
    finding.right.append(note.span(first, last))


def _or_another(note: Note, first: int, last: int, found: Mapping[str, Sequence[Place]]) -> bool:
    """Whether the service is one of two among which nobody chose: "VoxHub or Clarion, I could not tell"."""
    stems = note.reading.stems
    beside = {place for places in found.values() for at, end, _ in places for place in (at, end)}
    after, before = last + 1 in beside and stems[last : last + 1] == ["or"], first - 1 in beside
    return after or (before and stems[first - 1 : first] == ["or"])


def _weigh_lists(
    finding: Finding,
    case: Case,
    note: Note,
    signs: Signs,
    wanted: set[str],
    found: Mapping[str, Sequence[Place]],
) -> None:
    """Services listed side by side, as if one of them must be right."""
    listed: dict[int, dict[object, tuple[int, int]]] = {}
    spoken_of = case.scenario.items["service"].truth.casefold()
    for name, places in found.items():
        if name not in wanted and name.casefold() in spoken_of:
            continue
        for first, last, _ in places:
            clause = note.clause_at(first)
            ruled_out = signs.negated(first, 2) or _spared(note, last)
            if not ruled_out and "fine" not in signs.sentence_flags(clause) and clause.section not in _BESIDE:
                listed.setdefault(clause.sentence, {})[name] = note.span(first, last)
    if not wanted or any(name in wanted for names in listed.values() for name in names):
        scatter(finding, {s: names for s, names in listed.items() if _one_list(note, list(names.values()))})


def _spared(note: Note, last: int) -> bool:
    """Whether right behind a name it is said not to be hit: "the labels aren't affected", "mail isn't either"."""
    clause = note.clause_at(last - 1)
    denied = note.reading.phrase_places("negators", last, min(clause.last, last + _PAIR_REACH))
    return any(end < clause.last and note.reading.stems[end] in _SPARED for _, end in denied)


def _weigh_other(finding: Finding, note: Note, signs: Signs, place: Place) -> bool:
    """Whether another service is named here as what failed."""
    first, last, strong = place
    clause = note.clause_at(first)
    if clause.section not in (None, "service", "symptom") or signs.hedged(clause):
        return False
    if _at_another_time(note, signs, clause):
        return False
    if clause.index in signs.clauses_with("also"):  # what is out as well is told beside what the note is about
        return False
    own = clause.section == "service"
    bad = bool({"broken"} & clause.flags) and "fine" not in clause.flags and not signs.negated(first, 2)
    lost = "fine" not in clause.flags and _lost(note, first, last)
    if clause.section == "symptom" or not (own or (bad and strong)):
        if not lost:
            return False
        finding.features["other_lost"] = 1.0
    else:
        finding.features["other_own" if own else "other"] = 1.0
    finding.wrong.append(note.span(first, last))
    return True


def _at_another_time(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether a clause tells of another fault: "last week's problem", "last month the readers failed"."""
    if clause.index in signs.clauses_with("other_trouble"):
        return True
    opening = tuple(note.reading.stems[clause.first : clause.first + 2])
    return opening in _OTHER_TIMES


def _lost(note: Note, first: int, last: int) -> bool:
    """Whether the words right beside a name say that it failed: "lost their internet", "internet is down"."""
    clause, stems = note.clause_at(first), note.reading.stems
    start = first
    while start > clause.first and stems[start - 1] in _ARTICLES:
        start -= 1
    if last < clause.last and stems[last] in _TROUBLES:
        return False
    before = note.reading.phrase_places("service_lost", max(clause.first, first - 5), first)
    after = note.reading.phrase_places("service_gone", last, min(clause.last, last + 5))
    return any(end in (start, first) for _, end in before) or any(begin == last for begin, _ in after)


def _one_list(note: Note, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether names stand side by side, with no more than a joining word between them."""
    text = note.reading.folded.text
    ordered = sorted(spans)
    return all(len(text[a[1] : b[0]].split()) <= 2 for a, b in pairwise(ordered))


def _weigh_nouns(finding: Finding, case: Case, note: Note, signs: Signs, owning: set[tuple[int, int]]) -> None:
    """The service by the nouns it is known by: two of them together, or the one that its other names end in."""
    nouns, heads = _nouns(case)
    stems = note.reading.stems
    of_teams = {place for at in owning for place in range(*at)}
    for place, word in enumerate(stems):
        if word not in nouns or place in of_teams:
            continue
        clause = note.clause_at(place)
        if clause.section in _BESIDE or clause.asks or ("fine" in clause.flags and "broken" not in clause.flags):
            continue
        ahead = range(place + 1, min(clause.last, place + 1 + _PAIR_REACH))
        partner = next((at for at in ahead if stems[at] in nouns and stems[at] != word), None)
        if partner is not None:
            finding.features["noun_pair"] = 1.0
            finding.right.append(note.span(place, partner + 1))
        elif word in heads and (clause.sentence <= _EARLY or _STRUCK & signs.sentence_flags(clause)):
            finding.features["noun_head"] = 1.0
            finding.right.append(note.span(place, place + 1))


@once_a_case
def _nouns(case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """The plain words in the names of the service that no other service has, and those that end a name."""
    truth = case.scenario.items["service"]
    wanted = {name for name in (truth.name, *truth.names) if name}
    services = case.scenario.catalogue.services
    mine = [words_of(name_key(alias)) for name in wanted for alias in services.get(name, ())]
    others = {
        stem(word)
        for name, aliases in services.items()
        if name not in wanted
        for written in (name, *aliases)
        for word in words_of(name_key(written))
    }
    kept = {stem(word) for words in mine for word in words if len(word) >= _SHORTEST_NOUN}
    kept = {word for word in kept if word.isalpha() and word not in VOCABULARY.stop} - others - _COMMON
    return frozenset(kept), frozenset(stem(words[-1]) for words in mine if words) & kept
