"""Makes a scenario ready for marking: reads every text of it once and weighs its words."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.handover.case import Case, Point, Way, overlap
from app.handover.counted import counted_nouns, told_parts
from app.handover.known_values import known_values
from app.handover.reachable import contacts_of, team_phones
from app.handover.ways import Ways
from app.language.headings import heading_key
from app.language.mentions import IdentifierMention, Mention, TimeMention
from app.language.names import Name, name_from
from app.language.vocabulary import VOCABULARY, stem

_CACHED_CASES = 64
_COUNTS = ("number of", "no. of", "no of", "count of", "total")
_HALF_A_DAY = 12 * 60
_CHANGES = "changes"  # the desk tool of this name
_LONG_NUMBER = 5  # digits of a bare number that names a change

_compiled: OrderedDict[tuple[int, int], tuple[Checklist, Scenario, Case]] = OrderedDict()


def compile_case(checklist: Checklist, scenario: Scenario) -> Case:
    """The case of this scenario; the last few are kept, by identity, since both are frozen."""
    key = (id(checklist), id(scenario))
    kept = _compiled.get(key)
    if kept is not None and kept[0] is checklist and kept[1] is scenario:
        return kept[2]
    case = _Compiler(checklist, scenario).case()
    _compiled[key] = (checklist, scenario, case)
    while len(_compiled) > _CACHED_CASES:
        _compiled.popitem(last=False)
    return case


class _Compiler:
    """Puts the case of one scenario together."""

    def __init__(self, checklist: Checklist, scenario: Scenario) -> None:
        self.checklist, self.scenario = checklist, scenario
        self.documents = self._documents()
        self.ways = Ways(self.documents.values())

    def _documents(self) -> dict[str, list[str]]:
        """Everything said about each item, as one document an item."""
        documents: dict[str, list[str]] = {}
        for item, truth in self.scenario.items.items():
            texts = [truth.truth, *(way for point in truth.points for way in point)]
            texts += _told_by(self.scenario, item)
            documents[item] = texts
        return documents

    def case(self) -> Case:
        scenario = self.scenario
        known = known_values(self.ways, scenario)
        services, sites, teams = (
            _names(kind) for kind in (scenario.catalogue.services, scenario.catalogue.sites, scenario.catalogue.teams)
        )
        points = {item: self._points(item) for item in scenario.items}
        beliefs: dict[str, list[Way]] = {}
        values: dict[str, list[Mention]] = {}
        for person in scenario.people:
            for belief in person.believes:
                beliefs.setdefault(belief.about, []).extend(self._belief(belief.says, belief.about))
                values.setdefault(belief.about, []).extend(self.ways.read(belief.says).mentions)
        whole = {item: self._whole(item) for item in scenario.items}
        decoys = self._decoys()
        return Case(
            scenario=scenario,
            headings=self._headings(),
            points=points,
            whole=whole,
            truths={item: self.ways.clauses_of(truth.truth) for item, truth in scenario.items.items()},
            beliefs={item: tuple(ways) for item, ways in beliefs.items()},
            belief_values={item: tuple(mentions) for item, mentions in values.items()},
            decoys=decoys,
            services=services,
            sites=sites,
            teams=teams,
            contacts=contacts_of(self.ways, scenario),
            team_phones=team_phones(self.ways, scenario),
            known=known,
            lexicon=self.ways.lexicon(),
            times_of={item: self._times_beside(item) for item in scenario.items},
            counted=counted_nouns(self.ways, scenario),
            parts=told_parts(self.ways, scenario),
            site_words=frozenset(stem(w) for name in scenario.catalogue.sites for w in _proper_words(name)),
            now_minutes=scenario.now.hour * 60 + scenario.now.minute,
            vocabulary=tuple(sorted(each for each in known.stems if len(each) >= 5 and each.isalpha())),
        )

    def _headings(self) -> dict[str, str]:
        headings = {h: item for h, item in VOCABULARY.headings.items() if item in self.checklist}
        for item in self.checklist.items:
            for written in (item.label, *item.labels, item.id.replace("_", " ")):
                headings[heading_key(written)] = item.id
        for name, truth in self.scenario.items.items():
            for counts in _COUNTS if truth.unit else ():
                headings.setdefault(heading_key(f"{counts} {truth.unit}"), name)
        return headings

    def _times_beside(self, item: str) -> frozenset[int]:
        """Times that the sentence of an item's truth names beside the one that is right."""
        truth = self.scenario.items[item]
        told = (m for m in self.ways.read(truth.truth).mentions if isinstance(m, TimeMention))
        beside = frozenset(minute for m in told for minute in m.minutes)
        if truth.time is None:
            return beside
        own = int(truth.time[-5:-3]) * 60 + int(truth.time[-2:])
        return beside - {(own + _HALF_A_DAY) % (2 * _HALF_A_DAY)}

    def _points(self, item: str) -> tuple[Point, ...]:
        truth = self.scenario.items[item]
        written = [[self.ways.way(text) for text in ways] for ways in truth.points]
        told: list[list[Way]] = [[] for _ in written]
        says = _told_by(self.scenario, item)
        lines = [line for tool in self.scenario.tools for line in tool.lines]
        for text in [truth.truth, *says, *lines]:
            for sentence in self.ways.sentences(text):
                likest = [max((overlap(way, sentence) for way in ways), default=0.0) for ways in written]
                best = max(likest, default=0.0)
                needed = 0.3 if text not in lines else 0.6
                if best >= needed:
                    told[likest.index(best)].append(sentence)
        if len(written) == 1:
            told[0] += [way for text in [truth.truth, *says] for way in self.ways.sentences(text) if way not in told[0]]
        texts = map(tuple, truth.points)
        return tuple(Point(tuple(a), tuple(b), c, _terms(a + b)) for a, b, c in zip(written, told, texts, strict=True))

    def _whole(self, item: str) -> tuple[Way, ...]:
        texts = self.documents[item]
        return tuple(way for text in texts for way in self.ways.sentences(text))

    def _belief(self, says: str, item: str) -> list[Way]:
        """A belief by its telling words, without those that the truth of the item says as well."""
        truth = self.scenario.items.get(item)
        return self.ways.telling(says, {word.stem for word in self.ways.read(truth.truth).words} if truth else ())

    def _decoys(self) -> tuple[Way, ...]:
        """Lines of the desk tools about changes that are not the one of the truth."""
        truth = self.scenario.items.get("change")
        right = self._references(truth.id) if truth and truth.id else set()
        decoys = []
        for tool in self.scenario.tools:
            of_changes = tool.id == _CHANGES
            for line in tool.lines:
                named = self._references(line) if of_changes else self._identifiers(line, "chg")
                if named and right.isdisjoint(self._references(line)):
                    decoys.append(self.ways.way(line))
        return tuple(decoys)

    def _references(self, text: str) -> set[str]:
        """What names changes in a text: identifiers without their letters, and long numbers by themselves."""
        numbers = {word for word in text.split() if word.isdigit() and len(word) >= _LONG_NUMBER}
        return numbers | self._identifiers(text)

    def _identifiers(self, text: str, letters: str | None = None) -> set[str]:
        mentions = (m for m in self.ways.read(text).mentions if isinstance(m, IdentifierMention))
        return {m.bare for m in mentions if letters in (None, m.letters)}


def _terms(ways: Iterable[Way]) -> frozenset[int]:
    """The terms of all of these ways."""
    return frozenset(term for way in ways for term, _ in way.shares)


def _told_by(scenario: Scenario, item: str) -> list[str]:
    """What people say of an item when asked, whenever they are asked."""
    return [text for person in scenario.people if item in person.knows for text in person.knows[item].texts]


def _proper_words(name: str) -> list[str]:
    """The words of a name that are not common in names."""
    return [word for word in heading_key(name).split() if word not in VOCABULARY.words["common_in_names"]]


def _names(catalogue: Mapping[str, tuple[str, ...]]) -> dict[str, Name]:
    words: dict[str, int] = {}
    for name in catalogue:
        for word in set(heading_key(name).split()):
            words[word] = words.get(word, 0) + 1
    return {
        name: name_from(name, aliases, unique={w for w, n in words.items() if n == 1})
        for name, aliases in catalogue.items()
    }
