"""What a scenario counts when it tells how many: the nouns, and the numbers that are parts of the whole."""

from app.content.scenario import Scenario
from app.handover.ways import Ways
from app.language.mentions import NumberMention
from app.language.reading import Reading
from app.language.vocabulary import VOCABULARY, stem

_SHORTEST_NOUN = 3
_SITE_NOUNS = frozenset(map(stem, VOCABULARY.words["site_nouns"]))


def _counting(ways: Ways, scenario: Scenario) -> list[Reading]:
    """What the scenario and its people say of how many."""
    truth = scenario.items.get("users")
    texts = [truth.truth] if truth else []
    texts += [text for person in scenario.people if "users" in person.knows for text in person.knows["users"].texts]
    return [ways.read(text) for text in texts]


def counted_nouns(ways: Ways, scenario: Scenario) -> frozenset[str]:
    """The nouns right behind the numbers in what is said of how many: tills, lanes, machines."""
    beliefs = [b.says for person in scenario.people for b in person.believes if b.about == "users"]
    nouns = set()
    for reading in [*_counting(ways, scenario), *map(ways.read, beliefs)]:
        for mention, place in reading.placed:
            if isinstance(mention, NumberMention) and mention.kind == "count":
                nouns.add(_noun_behind(reading, place))
    return frozenset(nouns - VOCABULARY.stop - _SITE_NOUNS - {""})


def told_parts(ways: Ways, scenario: Scenario) -> frozenset[float]:
    """The numbers in what is said of how many, but for those of sites and what callers wrongly believe."""
    beliefs = [ways.read(b.says) for person in scenario.people for b in person.believes]
    believed = {m.value for reading in beliefs for m in reading.mentions if isinstance(m, NumberMention)}
    counted = {
        m.value
        for reading in _counting(ways, scenario)
        for m, place in reading.placed
        if isinstance(m, NumberMention) and m.kind == "count" and _noun_behind(reading, place) not in _SITE_NOUNS
    }
    return frozenset(counted - believed)


def _noun_behind(reading: Reading, place: int) -> str:
    """The stem of the word right behind a number, when it may be the noun it counts; empty when it may not."""
    behind = next(iter(reading.words[place + 1 : place + 2]), None)
    if behind is None or not behind.stem.isalpha() or len(behind.stem) <= _SHORTEST_NOUN:
        return ""
    return "" if reading.folded.text[behind.end : behind.end + 1] == "-" else behind.stem
