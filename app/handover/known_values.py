"""Everything that stands anywhere in a scenario: its times, numbers, references, telephone numbers and words."""

import re
from collections.abc import Iterable
from itertools import combinations

from app.content.scenario import Scenario
from app.handover.case import Known
from app.handover.ways import Ways
from app.language.mentions import DurationMention, IdentifierMention, NumberMention, PhoneMention, TimeMention
from app.language.reading import Reading
from app.language.vocabulary import VOCABULARY

_DIGITS = re.compile(r"\d+")


def known_values(ways: Ways, scenario: Scenario) -> Known:
    """Every value, word and number that the scenario's texts hold."""
    texts = list(_all_texts(scenario))
    minutes: set[int] = set()
    amounts: set[float] = set()
    lengths: set[float] = set()
    identifiers: set[str] = set()
    phones: set[str] = set()
    stems: set[str] = set()
    graves: set[tuple[str, ...]] = set()
    for text in texts:
        reading = ways.read(text)
        stems.update(word.stem for word in reading.words)
        graves.update(tuple(reading.stems[first:last]) for first, last in reading.phrase_places("grave"))
        for mention in reading.mentions:
            match mention:
                case TimeMention():
                    minutes.update(mention.minutes)
                case NumberMention():
                    amounts.update(v for v in (mention.value, mention.of) if v is not None)
                case DurationMention():
                    lengths.update((mention.minutes, mention.minutes / 60, mention.minutes * 60))
                case IdentifierMention():
                    identifiers.add(mention.bare)
                case PhoneMention():
                    phones.add(mention.digits)
    digits = {run for text in texts for run in _DIGITS.findall(text.replace(",", ""))}
    named = {pair for text in texts for pair in _numbers_in_names(ways.read(text))}
    truths = scenario.items.values()
    amounts.update(float(v) for truth in truths for v in (truth.count, truth.of) if v is not None)
    amounts.update(_costs(ways, scenario))
    return Known(
        frozenset(minutes),
        frozenset(amounts | lengths),
        frozenset(identifiers),
        frozenset(phones),
        frozenset(stems),
        frozenset(digits),
        frozenset(named),
        frozenset(amounts),
        frozenset(graves),
    )


def _costs(ways: Ways, scenario: Scenario) -> Iterable[float]:
    """What an outage costs a minute and an hour, and what the figures make that it is reckoned from ("143 at 65")."""
    cost = scenario.cost_per_minute
    if cost is not None:
        yield from (cost.amount, cost.amount * 60)
        said = [m.value for m in ways.read(cost.basis).mentions if isinstance(m, NumberMention)]
        yield from (one * other for one, other in combinations(said, 2))


def _numbers_in_names(reading: Reading) -> Iterable[tuple[str, str]]:
    """Four bare digits after a word that does not lead to a time ("Patrol 1000"): the word's stem and the digits."""
    cues = VOCABULARY.words["hour_cues"] | VOCABULARY.phrases["started_cues"].by_first.keys() | VOCABULARY.stop
    for mention, place in reading.placed:
        digits = reading.folded.text[mention.start : mention.end]
        before = reading.words[place - 1].stem if place else ""
        if digits.isdecimal() and len(digits) == 4 and before.isalpha() and before not in cues:
            yield before, digits


def _all_texts(scenario: Scenario) -> Iterable[str]:
    """Every text of a scenario that states something."""
    yield scenario.setting
    yield scenario.title
    yield scenario.brief
    yield scenario.decision_why
    if scenario.cost_per_minute is not None:
        yield scenario.cost_per_minute.basis
    for names in (scenario.catalogue.services, scenario.catalogue.sites, scenario.catalogue.teams):
        for name, aliases in names.items():
            yield name
            yield from aliases
    for person in scenario.people:
        yield from (person.name, person.role, person.opening, *person.knows_texts)
        yield from (belief.says for belief in person.believes)
    for signal in scenario.signals:
        yield from (signal.source, signal.text)
    for tool in scenario.tools:
        yield from tool.lines
    for truth in scenario.items.values():
        yield truth.truth
        yield from (way for point in truth.points for way in point)
        yield from (text for text in (truth.time, truth.id, truth.person, truth.phone, *truth.ids) if text)
