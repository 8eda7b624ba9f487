"""What a note says about the items whose truth is a name of the catalogue: service, sites, resolver group."""

from collections.abc import Mapping

from app.handover.case import Case
from app.handover.matching import Matcher
from app.handover.note import Note
from app.handover.signs import CUED, NEAR, OWN, Finding, Signs
from app.language.mentions import NumberMention, PhoneMention
from app.language.names import Name, find_name
from app.language.vocabulary import stem

Place = tuple[int, int, bool]

_EVERYWHERE = frozenset(map(stem, ("everywhere", "nationwide")))
_ALL = frozenset(map(stem, ("all", "every", "whole", "both", "each", "entire")))
_SITE_NOUNS = frozenset(
    map(
        stem,
        "site office store shop branch ward clinic depot region area building terminal hospital school plant floor theatre venue hotel campus centre station".split(),
    )
)


def places_of(note: Note, names: Mapping[str, Name]) -> dict[str, list[Place]]:
    """Where each name of a catalogue stands; a place is left to the name that covers most words of it."""
    found = {name: find_name(note.reading, entry) for name, entry in names.items()}
    longest: dict[int, int] = {}
    for places in found.values():
        for first, last, _ in places:
            for place in range(first, last):
                longest[place] = max(longest.get(place, 0), last - first)
    return {
        name: [(f, e, s) for f, e, s in places if any(longest[p] <= e - f for p in range(f, e))]
        for name, places in found.items()
    }


def find_service(case: Case, note: Note, signs: Signs, matcher: Matcher) -> Finding:
    """What the note says is affected."""
    truth = case.scenario.items["service"]
    finding = Finding(
        "service",
        dict.fromkeys(
            ("named", "named_weakly", "in_own", "early", "words", "other", "other_own", "others", "other_alone"), 0.0
        ),
    )
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
    for way in case.whole["service"][:1]:
        for sentence in matcher.sentences_hit((way,), 0.4):
            got, _, places = matcher.coverage(way, note.reading.clauses_of_sentence[sentence])
            if got > finding.features["words"]:
                finding.features["words"] = got
            finding.right.extend(note.span(p, p + 1) for p in places)
    named_others = set()
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


def find_sites(case: Case, note: Note, signs: Signs) -> Finding:
    """Where the note says it is."""
    truth = case.scenario.items["sites"]
    finding = Finding(
        "sites",
        dict.fromkeys(
            (
                "named",
                "all_named",
                "counted",
                "own",
                "everywhere_wrong",
                "other",
                "other_own",
                "believed",
                "all_said",
                "vague",
            ),
            0.0,
        ),
    )
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
    for name, places in found.items():
        if name in wanted:
            continue
        for first, last, strong in places:
            clause = note.clause_at(first)
            if clause.section not in (None, "sites") or signs.hedged(clause) or not strong:
                continue
            own = clause.section == "sites" and not {"fine", "negators"} & clause.flags
            bad = "broken" in clause.flags and "fine" not in clause.flags and not signs.negated(first, 3)
            if own or bad:
                finding.features["other_own" if own else "other"] = 1.0
                finding.wrong.append(note.span(first, last))
    return finding


def _fine_only(signs: Signs, flags: frozenset[str], place: int) -> bool:
    return "fine" in flags and "broken" not in flags


def _count_of_sites(finding: Finding, case: Case, note: Note, signs: Signs) -> None:
    """The number of sites, and "all of them" or "everywhere" with or without right."""
    truth = case.scenario.items["sites"]
    words = note.reading.words
    nouns = _SITE_NOUNS | {w.stem for way in case.whole["sites"][:1] for w in way.words if w.stem in _SITE_NOUNS}
    for place, word in enumerate(words):
        clause = note.clause_at(place)
        near = {words[p].stem for p in range(place + 1, min(clause.last, place + 4))}
        if isinstance(word.mention, NumberMention) and truth.count is not None:
            if abs(word.mention.value - truth.count) < 0.5 and (near & nouns or clause.section == "sites"):
                finding.features["counted"] = 1.0
                finding.right.append(note.span(place, place + 1))
        everywhere = word.stem in _EVERYWHERE or (word.stem in _ALL and near & nouns)
        if not everywhere or signs.negated(place) or signs.hedged(clause) or "fine" in clause.flags:
            continue
        if truth.all:
            finding.features["all_said"] = 1.0
            finding.right.append(note.span(place, place + 1))
        elif clause.section in (None, "sites") and not finding.features["counted"]:
            finding.features["everywhere_wrong"] = 1.0 if not finding.features["named"] else 0.6
            finding.wrong.append(note.span(place, min(clause.last, place + 3)))


def find_team(case: Case, note: Note, signs: Signs) -> Finding:
    """Which resolver group the note names, and whether it says that none is known."""
    truth = case.scenario.items["team"]
    finding = Finding(
        "team",
        dict.fromkeys(
            ("named", "named_cued", "phoned", "other_own", "other_cued", "other", "several", "not_known"), 0.0
        ),
    )
    wanted = {name for name in (truth.name, *truth.names) if name}
    others = set()
    for name, places in places_of(note, case.teams).items():
        for first, last, strong in places:
            clause = note.clause_at(first)
            role = signs.role("team", first)
            if not strong and role < OWN:
                continue
            if name in wanted:
                finding.features["named"] = 1.0
                finding.features["named_cued"] = max(finding.features["named_cued"], float(role >= CUED))
                finding.right.append(note.span(first, last))
            elif clause.section in (None, "team") and not signs.hedged(clause) and not signs.negated(first):
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
