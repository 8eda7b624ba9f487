"""Where the names of a catalogue stand in a note, and an item's truth by its plain words."""

from collections.abc import Mapping, Sequence

from app.handover.case import Case
from app.handover.evidence import phrases
from app.handover.matching import Matcher
from app.handover.note import Note
from app.handover.signs import Finding
from app.language.names import Name, find_name, name_key

Place = tuple[int, int, bool]

_IN_FULL = 0.5
_BESIDE = ("not_affected", "workaround", "tried", "team", "contact", "told", "change")


def places_of(note: Note, names: Mapping[str, Name], requests: bool = False) -> dict[str, list[Place]]:
    """Where each name of a catalogue stands; a place is left to the name that covers most words of it.

    Names in questions are left out, unless `requests` and something is asked for: "can the web team look?"
    """
    kept = note.named.get((id(names), requests))
    if kept is None or kept[0] is not names:
        kept = note.named[id(names), requests] = (names, _places_of(note, names, requests))
    return kept[1]


def _places_of(note: Note, names: Mapping[str, Name], requests: bool) -> dict[str, list[Place]]:
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
            if any(longest[p] <= e - f for p in range(f, e)) and not _asked(note, f, requests)
        ]
        for name, places in found.items()
    }


def _asked(note: Note, place: int, requests: bool) -> bool:
    """Whether a name stands in a question, other than one that asks for something to be done."""
    clause = note.clause_at(place)
    return clause.asks and not (requests and note.reading.has("request", clause))


def in_words(finding: Finding, case: Case, note: Note, matcher: Matcher, item: str) -> None:
    """The item's truth by its plain words, where no name of the catalogue is used."""
    named = bool(finding.right)
    for way in case.whole[item][:1]:
        for covered in matcher.said(way, 0.4):
            got, places = covered.share, covered.places
            finding.features["words"] = max(finding.features["words"], got)
            if got >= _IN_FULL:
                finding.right.extend(phrases(note, places))
            elif not named:
                finding.vague.extend(phrases(note, places))


def nested(name: str, wanted: Sequence[str]) -> bool:
    """Whether one name is part of another, as Terminal 2 of Terminal 2 row D."""
    mine = set(name_key(name).split())
    return any(mine <= other or other <= mine for other in (set(name_key(w).split()) for w in wanted))
