"""What a note says about the items whose truth is a name of the catalogue: service, sites, resolver group."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from app.handover.case import Case
from app.handover.evidence import phrases
from app.handover.matching import Matcher
from app.handover.note import Note
from app.handover.signs import CUED, NEAR, OWN, Finding, Signs, scatter
from app.language.mentions import NumberMention, PhoneMention
from app.language.names import Name, find_name
from app.language.reading import heading_key
from app.language.vocabulary import VOCABULARY, stem

Place = tuple[int, int, bool]

_ALL = frozenset(map(stem, ("all", "every", "whole", "both", "each", "entire")))
_SITE_NOUNS = VOCABULARY.words["site_nouns"]


_IN_FULL, _ALL_OF_IT = 0.5, 0.8
_BESIDE = ("not_affected", "workaround", "tried", "team", "contact", "told", "change")


def places_of(note: Note, names: Mapping[str, Name]) -> dict[str, list[Place]]:
    """Where each name of a catalogue stands; a place is left to the name that covers most words of it."""
    found = {name: find_name(note.reading, entry) for name, entry in names.items()}
    longest: dict[int, int] = {}
    for places in found.values():
        for first, last, _ in places:
            for place in range(first, last):
                longest[place] = max(longest.get(place, 0), last - first)
    return {
        name: [
            (f, e, s)
            for f, e, s in places
            if any(longest[p] <= e - f for p in range(f, e)) and not note.clause_at(f).asks
        ]
        for name, places in found.items()
    }


def find_service(case: Case, note: Note, signs: Signs, matcher: Matcher) -> Finding:
    """What the note says is affected."""
    truth = case.scenario.items["service"]
    finding = Finding("service")
    wanted = {name for name in (truth.name, *truth.names) if name}
    found = places_of(note, case.services)
    for name in wanted:
        for first, last, strong in found.get(name, []):
            clause = note.clause_at(first)
            if signs.negated(first, 2) and not strong:
                continue
            finding.features["named" if strong else "named_weakly"] = 1.0
            finding.features["in_own"] = max(finding.features["in_own"], float(signs.role("service", first) == OWN))
            finding.features["early"] = max(finding.features["early"], float(clause.sentence <= 1))
            finding.right.append(note.span(first, last))
    _in_words(finding, case, note, matcher, "service")
    named_others = set()
    listed: dict[int, dict[object, tuple[int, int]]] = {}
    spoken_of = truth.truth.casefold()
    for name, places in found.items():
        if name not in wanted and name.casefold() in spoken_of:
            continue
        for first, last, _ in places:
            clause = note.clause_at(first)
            if "fine" not in signs.sentence_flags(clause) and clause.section not in _BESIDE:
                listed.setdefault(clause.sentence, {})[name] = note.span(first, last)
    if not wanted or any(name in wanted for names in listed.values() for name in names):
        scatter(finding, {s: names for s, names in listed.items() if _one_list(note, list(names.values()))})
    for name, places in found.items():
        if name in wanted:
            continue
        for first, last, strong in places:
            clause = note.clause_at(first)
            own = clause.section == "service"
            bad = bool({"broken"} & clause.flags) and "fine" not in clause.flags and not signs.negated(first, 2)
            if clause.section not in (None, "service") or signs.hedged(clause) or not (own or (bad and strong)):
                continue
            named_others.add(name)
            finding.features["other_own" if own else "other"] = 1.0
            finding.wrong.append(note.span(first, last))
    finding.features["others"] = float(min(len(named_others), 3)) / 3
    said = finding.features["named"] + finding.features["named_weakly"]
    finding.features["other_alone"] = float(bool(named_others) and not said)
    return finding


def _one_list(note: Note, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether names stand side by side, with no more than a joining word between them."""
    text = note.reading.folded.text
    ordered = sorted(spans)
    return all(len(text[a[1] : b[0]].split()) <= 2 for a, b in pairwise(ordered))


def _in_words(finding: Finding, case: Case, note: Note, matcher: Matcher, item: str) -> None:
    """The item's truth by its plain words, where no name of the catalogue is used."""
    named = bool(finding.right)
    for way in case.whole[item][:1]:
        for sentence in matcher.sentences_hit((way,), 0.4):
            got, _, places = matcher.said(way, sentence)
            finding.features["words"] = max(finding.features["words"], got)
            if got >= _IN_FULL:
                finding.right.extend(phrases(note, places))
            elif not named:
                finding.vague.extend(phrases(note, places))


def find_sites(case: Case, note: Note, signs: Signs, matcher: Matcher) -> Finding:
    """Where the note says it is."""
    truth = case.scenario.items["sites"]
    finding = Finding("sites")
    wanted = [name for name in (*truth.names, truth.name) if name]
    found = places_of(note, case.sites)
    got = set()
    for name in wanted:
        for first, last, _ in found.get(name, []):
            clause = note.clause_at(first)
            if clause.section == "not_affected" or (
                clause.section != "sites" and _fine_only(signs, clause.flags, first)
            ):
                continue
            got.add(name)
            finding.right.append(note.span(first, last))
            finding.features["own"] = max(finding.features["own"], float(clause.section == "sites"))
    share = len(got) / len(wanted) if wanted else 0.0
    finding.features["named"], finding.features["all_named"] = share, float(share == 1.0)
    _count_of_sites(finding, case, note, signs)
    _in_words(finding, case, note, matcher, "sites")
    _as_told(finding, case, note, matcher)
    _only_a_part(finding, wanted, got)
    right_clauses = {note.clause_at(first).index for name in got for first, _, _ in found[name]}
    for name, places in found.items():
        if name in wanted or truth.all or _nested(name, wanted):
            continue
        for first, last, strong in places:
            clause = note.clause_at(first)
            if (
                "not_known" in clause.flags
                or clause.section not in (None, "sites")
                or signs.hedged(clause)
                or not strong
            ):
                continue
            if "fine" not in clause.flags and not signs.negated(first, 3):
                finding.features["elsewhere"] = 1.0
                finding.vague.append(note.span(first, last))
            own = clause.section == "sites" and not {"fine", "negators"} & clause.flags
            if clause.index in right_clauses and not {"fine", "negators"} & clause.flags:
                finding.features["other_with"] = 1.0
                finding.wrong.append(note.span(first, last))
                continue
            bad = "broken" in clause.flags and "fine" not in clause.flags and not signs.negated(first, 3)
            if own or bad:
                finding.features["other_own" if own else "other"] = 1.0
                finding.wrong.append(note.span(first, last))
    return finding


def _only_a_part(finding: Finding, wanted: Sequence[str], got: set[str]) -> None:
    """Keeps it from being captured where some of several places are named and nothing says all of them."""
    covered = {name for name in wanted if name in got or any(_nested(name, [other]) for other in got)}
    said_otherwise = any(finding.features[key] for key in ("all_said", "counted"))
    full = max(finding.features["words"], finding.features["told"]) >= _ALL_OF_IT
    finding.half = bool(got) and len(covered) < len(wanted) and not said_otherwise and not full


def _nested(name: str, wanted: Sequence[str]) -> bool:
    """Whether one name is part of another, as Terminal 2 of Terminal 2 row D."""
    mine = set(heading_key(name).split())
    return any(mine <= other or other <= mine for other in (set(heading_key(w).split()) for w in wanted))


def _as_told(finding: Finding, case: Case, note: Note, matcher: Matcher) -> None:
    """Places in the words of those who named some of them."""
    for way in case.whole["sites"][1:]:
        for sentence in matcher.sentences_hit((way,), 0.35):
            got, _, places = matcher.said(way, sentence)
            finding.features["told"] = max(finding.features["told"], got)
            finding.vague.extend(phrases(note, places))


def _fine_only(signs: Signs, flags: frozenset[str], place: int) -> bool:
    return "fine" in flags and "broken" not in flags


def _count_of_sites(finding: Finding, case: Case, note: Note, signs: Signs) -> None:
    """The number of sites, and "all of them" or "everywhere" with or without right."""
    truth = case.scenario.items["sites"]
    words = note.reading.words
    nouns = _SITE_NOUNS | {w.stem for way in case.whole["sites"][:1] for w in way.words if w.stem in _SITE_NOUNS}
    said_everywhere = {first for first, _ in note.reading.phrase_places("everywhere")}
    for place, word in enumerate(words):
        clause = note.clause_at(place)
        near = {words[p].stem for p in range(place + 1, min(clause.last, place + 4))}
        if truth.count is not None and (near & nouns or clause.section == "sites"):
            _one_count(finding, case, note, signs, truth.count, place)
        everywhere = place in said_everywhere or (word.stem in _ALL and near & nouns)
        if not everywhere or signs.negated(place) or signs.hedged(clause) or "fine" in clause.flags:
            continue
        if truth.all:
            finding.features["all_said"] = 1.0
            finding.right.append(note.span(place, place + 1))
        elif clause.section in (None, "sites") and not finding.features["counted"]:
            finding.features["everywhere_wrong"] = 1.0 if not finding.features["named"] else 0.4
            finding.wrong.append(note.span(place, min(clause.last, place + 3)))


def _one_count(finding: Finding, case: Case, note: Note, signs: Signs, count: float, place: int) -> None:
    """A number of sites against the truth's."""
    mention, clause = note.reading.words[place].mention, note.clause_at(place)
    if not isinstance(mention, NumberMention) or mention.kind != "count":
        return
    if abs(mention.value - count) < 0.5:
        finding.features["counted"] = 1.0
        finding.right.append(note.span(place, place + 1))
    elif not signs.hedged(clause) and "fine" not in clause.flags:
        known = mention.value in case.known.numbers
        finding.features["count_wrong"] = max(finding.features["count_wrong"], 0.5 if known else 1.0)
        finding.wrong.append(note.span(place, place + 1))


def _offered(note: Note, signs: Signs, first: int, last: int) -> bool:
    """Whether another team is plainly given as the one to engage, and not said to be gone."""
    clause = note.clause_at(first)
    if clause.section not in (None, "team") or signs.hedged(clause) or signs.negated(first):
        return False
    words = note.reading.words
    inside = (words[p] for c in note.reading.clauses_of_sentence[clause.sentence] for p in _places(note, c))
    return not any(word.stem in _DEFUNCT for word in inside)


def _places(note: Note, index: int) -> range:
    return range(note.reading.clauses[index].first, note.reading.clauses[index].last)


_DEFUNCT = VOCABULARY.words["defunct"]


def find_team(case: Case, note: Note, signs: Signs) -> Finding:
    """Which resolver group the note names, and whether it says that none is known."""
    truth = case.scenario.items["team"]
    finding = Finding("team")
    wanted = {name for name in (truth.name, *truth.names) if name}
    others = set()
    for name, places in places_of(note, case.teams).items():
        for first, last, strong in places:
            role = signs.role("team", first)
            if not strong and role < OWN:
                continue
            if name in wanted:
                finding.features["named"] = 1.0
                finding.features["named_cued"] = max(finding.features["named_cued"], float(role >= CUED))
                finding.right.append(note.span(first, last))
            elif _offered(note, signs, first, last):
                others.add(name)
                key = "other_own" if role == OWN else "other_cued" if role >= NEAR else "other"
                finding.features[key] = 1.0
                finding.wrong.append(note.span(first, last))
    for mention, place in note.reading.placed:
        if isinstance(mention, PhoneMention) and case.team_phones.get(mention.digits) in wanted:
            finding.features["phoned"] = 1.0
            finding.right.append(note.span(place, place + 1))
    finding.features["several"] = float(len(others) >= 2)
    return finding
