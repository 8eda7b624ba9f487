"""What a note says about ticket numbers and about whom to call back."""

from rapidfuzz.distance import OSA

from app.handover.case import Case, Contact
from app.handover.evidence import phrases
from app.handover.matching import Matcher
from app.handover.note import Note
from app.handover.signs import CUED, OWN, Finding, Signs
from app.language.identifiers import same_phone
from app.language.mentions import IdentifierMention, NumberMention, PhoneMention
from app.language.names import find_name
from app.language.vocabulary import VOCABULARY


def find_tickets(case: Case, note: Note, signs: Signs) -> Finding:
    """The references of the note against the truth's."""
    truth = case.scenario.items["tickets"]
    finding = Finding("tickets")
    wanted = _bare(truth.id or (truth.ids[0] if truth.ids else ""))
    related = {_bare(written) for written in truth.ids} - {wanted}
    for mention, place in note.reading.placed:
        digits = mention.bare if isinstance(mention, IdentifierMention) else ""
        if isinstance(mention, NumberMention) and mention.value >= 10000 and mention.of is None:
            digits = f"{mention.value:.0f}"
        if not digits:
            continue
        span = (mention.start, mention.end)
        if digits == wanted:
            finding.features["right"] = 1.0
            finding.right.append(span)
        elif digits in related:
            finding.features["related"] = 1.0
            finding.vague.append(span)
        elif isinstance(mention, IdentifierMention) and digits not in case.known.identifiers:
            if len(digits) >= 4 and OSA.distance(digits, wanted, score_cutoff=2) <= 2:
                finding.features["slip"] = 1.0
                finding.wrong.append(span)
            elif mention.letters in ("inc", "") and signs.role("tickets", place) == OWN:
                finding.features["foreign"] = 1.0
                finding.wrong.append(span)
    return finding


def _bare(written: str) -> str:
    return "".join(character for character in written if character.isdigit()).lstrip("0")


def find_contact(case: Case, note: Note, signs: Signs, matcher: Matcher) -> Finding:
    """Whom the note says to call back, and on which number."""
    finding = Finding("contact")
    phones = [(m, place) for m, place in note.reading.placed if isinstance(m, PhoneMention)]
    numbers = [
        (PhoneMention(m.start, m.end, f"{m.value:.0f}"), place)
        for m, place in note.reading.placed
        if isinstance(m, NumberMention) and 100 <= m.value <= 99999
    ]
    if not case.contacts:
        return finding
    _weigh_role(finding, case, note, matcher)
    right = case.contacts[0]
    _weigh_person(finding, right, note, signs, phones + [n for n in numbers if n[0].digits in right.phones], "")
    known = case.known.phones
    for person in case.contacts[1:]:
        if person.name.name != right.name.name:
            _weigh_person(finding, person, note, signs, phones, "other_")
    for mention, _ in phones:
        near = any(OSA.distance(mention.digits, p, score_cutoff=2) <= 2 for p in right.phones if len(p) >= 4)
        if mention.digits not in known and near and not any(same_phone(mention.digits, p) for p in right.phones):
            finding.features["slip"] = 1.0
            finding.vague.append((mention.start, mention.end))
    return finding


def _asked_for(note: Note, place: int) -> bool:
    """Whether the words before a name say to ring this person."""
    clause = note.clause_at(place)
    before = {note.reading.words[at].stem for at in range(max(clause.first, place - 3), place)}
    return bool(before & VOCABULARY.words["reach"])


def _weigh_role(finding: Finding, case: Case, note: Note, matcher: Matcher) -> None:
    """The contact by role and place, without a name."""
    for way in case.whole["contact"][:1]:
        for sentence in matcher.sentences_hit((way,), 0.3):
            got, _, places = matcher.said(way, sentence)
            if len(places) >= 2:
                finding.features["role"] = max(finding.features["role"], got)
                finding.vague.extend(phrases(note, places))


def _weigh_person(
    finding: Finding,
    person: Contact,
    note: Note,
    signs: Signs,
    phones: list[tuple[PhoneMention, int]],
    prefix: str,
) -> None:
    named = find_name(note.reading, person.name)
    reached = [(m, p) for m, p in phones if any(same_phone(m.digits, number) for number in person.phones)]
    if prefix == "":
        finding.features["named"] = float(bool(named))
        finding.features["phoned"] = float(bool(reached))
        finding.features["both"] = float(bool(named and reached))
        finding.right.extend(note.span(first, last) for first, last, _ in named)
        finding.right.extend((m.start, m.end) for m, _ in reached)
        return
    offered = [place for place, _, _ in named if signs.role("contact", place) >= CUED]
    if named and reached:
        finding.features["other_both"] = 1.0
        finding.right.extend(note.span(first, last) for first, last, _ in named)
        finding.right.extend((m.start, m.end) for m, _ in reached)
    elif offered:
        finding.features["other_named"] = 1.0
        finding.features["declined"] = max(finding.features["declined"], float(person.declines))
        urged = [place for place in offered if signs.role("contact", place) == OWN or _asked_for(note, place)]
        finding.wrong.extend(note.span(place, place + 1) for place in urged)
        finding.vague.extend(note.span(place, place + 1) for place in offered)
    if any(signs.role("contact", place) == OWN for place, _, _ in named):
        finding.features["own"] = 1.0
