"""Who of a scenario can be reached, and on which telephone numbers."""

from collections.abc import Collection, Iterable

from app.content.scenario import Scenario
from app.handover.case import Contact
from app.handover.ways import Ways
from app.language.identifiers import phone_digits
from app.language.mentions import Mention, PhoneMention
from app.language.names import name_from
from app.language.reading import Reading
from app.language.vocabulary import stem


def contacts_of(ways: Ways, scenario: Scenario) -> tuple[Contact, ...]:
    """The people of a scenario with their numbers, the one to call back first."""
    contacts = []
    names = {stem(word.casefold()) for person in scenario.people for word in person.name.split()}
    for person in scenario.people:
        says = " ".join(person.knows["contact"].texts) if "contact" in person.knows else ""
        reading = ways.read(says)
        phones = tuple(m.digits for m in reading.mentions if isinstance(m, PhoneMention))
        own = {stem(word.casefold()) for word in person.name.split()}
        declines = not phones and _declines(reading, others=names - own)
        contacts.append(Contact(name_from(person.name, person=True), phones, declines))
    truth = scenario.items.get("contact")
    if truth is not None and truth.person:
        phone = _phone(ways.read(truth.phone).mentions, truth.phone) if truth.phone else ()
        contacts.insert(0, Contact(name_from(truth.person, person=True), phone, False))
    return tuple(contacts)


def team_phones(ways: Ways, scenario: Scenario) -> dict[str, str]:
    """Telephone number to team, from the lines of the desk tools."""
    found = {}
    for tool in scenario.tools:
        for line in tool.lines:
            numbers = [m.digits for m in ways.read(line).mentions if isinstance(m, PhoneMention)]
            named = [team for team in scenario.catalogue.teams if team.casefold() in line.casefold()]
            if len(named) == 1:
                found.update(dict.fromkeys(numbers, named[0]))
    return found


def _declines(reading: Reading, others: Collection[str]) -> bool:
    """Whether somebody asked for a number gives none and says not to ring them, or to ring another instead."""
    if not reading.words or reading.words[0].stem == "me":
        return False
    negated = any("negators" in clause.flags for clause in reading.clauses)
    return negated or any(word.stem in others for word in reading.words)


def _phone(mentions: Iterable[Mention], written: str) -> tuple[str, ...]:
    digits = tuple(m.digits for m in mentions if isinstance(m, PhoneMention))
    return digits or (phone_digits(written),)
