"""Makes a scenario ready for marking: reads every text of it once and weighs its words."""

import math
import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.handover.case import Case, Contact, Known, Lexicon, Point, Way, WayWord, overlap
from app.language.clauses import Word
from app.language.identifiers import phone_digits
from app.language.mentions import (
    DurationMention,
    IdentifierMention,
    Mention,
    NumberMention,
    PhoneMention,
    TimeMention,
)
from app.language.names import Name, name_from
from app.language.reading import Reading, heading_key, read
from app.language.vocabulary import VOCABULARY

_DIGITS = re.compile(r"\d+")
_LIGHT = 0.12
_OF_NEGATORS = 0.6  # their sense is read apart; as words they stand anywhere
_NEGATORS = VOCABULARY.phrases["negators"].by_first
_CACHED_CASES = 64

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
    """Reads every text of a scenario once and weighs its words."""

    def __init__(self, checklist: Checklist, scenario: Scenario) -> None:
        self.checklist, self.scenario = checklist, scenario
        self.readings: dict[str, Reading] = {}
        self.kept_sentences: dict[str, list[Way]] = {}
        self.terms: dict[str, WayWord] = {}
        self.ways: list[Way] = []
        self.documents = self._documents()
        self.frequency: dict[str, int] = {}
        for texts in self.documents.values():
            for stem in {word.stem for text in texts for word in self._read(text).words}:
                self.frequency[stem] = self.frequency.get(stem, 0) + 1

    def _read(self, text: str) -> Reading:
        if text not in self.readings:
            self.readings[text] = read(text)
        return self.readings[text]

    def _documents(self) -> dict[str, list[str]]:
        """Everything said about each item, as one document an item."""
        documents: dict[str, list[str]] = {}
        for item, truth in self.scenario.items.items():
            texts = [truth.truth, *(way for point in truth.points for way in point)]
            texts += [person.knows[item] for person in self.scenario.people if item in person.knows]
            documents[item] = texts
        return documents

    def _weight(self, word_stem: str) -> float:
        if word_stem in VOCABULARY.stop:
            return _LIGHT
        share = _OF_NEGATORS if word_stem in _NEGATORS else 1.0
        return share * math.log(1 + len(self.documents) / self.frequency.get(word_stem, 1)) / 2

    def way(self, text: str) -> Way:
        """A way of saying something, read from its text."""
        return self._way(self._read(text), 0, None)

    def _way(self, reading: Reading, first: int, last: int | None) -> Way:
        words = tuple(self._term(word) for word in reading.words[first:last])
        flags = {flag for clause in reading.clauses if clause.first >= first for flag in clause.flags}
        heavy = [word for word in words if word.weight > _LIGHT]
        kept = tuple(heavy or words)
        return self._numbered(kept, "negators" in flags, "fine" in flags)

    def _numbered(self, words: tuple[WayWord, ...], negative: bool, fine: bool) -> Way:
        way = Way(len(self.ways), words, sum(word.weight for word in words) or 1.0, negative, fine)
        self.ways.append(way)
        return way

    def _term(self, word: Word) -> WayWord:
        """The word as a term of the lexicon: one for each stem."""
        kept = self.terms.get(word.stem)
        if kept is None:
            kept = WayWord(len(self.terms), word.stem, word.concepts, self._weight(word.stem), word.mention)
            self.terms[word.stem] = kept
        return kept

    def _lexicon(self) -> Lexicon:
        """All terms and ways met so far, turned round."""
        of_concept: dict[str, list[int]] = {}
        ways: list[list[tuple[int, float]]] = [[] for _ in self.terms]
        for term in self.terms.values():
            for concept in sorted(term.concepts):
                of_concept.setdefault(concept, []).append(term.term)
        for way in self.ways:
            for word in way.words:
                ways[word.term].append((way.number, word.weight / way.total))
        return Lexicon(
            of_stem={stem: term.term for stem, term in self.terms.items()},
            of_concept={concept: tuple(terms) for concept, terms in of_concept.items()},
            values=tuple((term.term, term.mention) for term in self.terms.values() if term.mention is not None),
            ways=tuple(tuple(users) for users in ways),
            way_count=len(self.ways),
        )

    def sentences(self, text: str) -> list[Way]:
        """Each clause-bearing sentence of a text as a way of saying it; one text gives the same objects each time."""
        if text not in self.kept_sentences:
            self.kept_sentences[text] = self._sentences(text)
        return self.kept_sentences[text]

    def _sentences(self, text: str) -> list[Way]:
        reading = self._read(text)
        ways = []
        for clauses in reading.clauses_of_sentence.values():
            first, last = reading.clauses[clauses[0]].first, reading.clauses[clauses[-1]].last
            way = self._way(reading, first, last)
            if len(way.words) >= 2 or any(word.mention for word in way.words):
                ways.append(way)
        return ways

    def case(self) -> Case:
        scenario = self.scenario
        texts = list(_all_texts(scenario))
        known = self._known(texts)
        services, sites, teams = (
            _names(kind) for kind in (scenario.catalogue.services, scenario.catalogue.sites, scenario.catalogue.teams)
        )
        points = {item: self._points(item) for item in scenario.items}
        beliefs: dict[str, list[Way]] = {}
        values: dict[str, list[Mention]] = {}
        for person in scenario.people:
            for belief in person.believes:
                beliefs.setdefault(belief.about, []).extend(self._belief(belief.says, belief.about))
                values.setdefault(belief.about, []).extend(self._read(belief.says).mentions)
        whole = {item: self._whole(item) for item in scenario.items}
        decoys = self._decoys()
        return Case(
            scenario=scenario,
            headings=self._headings(),
            points=points,
            whole=whole,
            beliefs={item: tuple(ways) for item, ways in beliefs.items()},
            belief_values={item: tuple(mentions) for item, mentions in values.items()},
            decoys=decoys,
            services=services,
            sites=sites,
            teams=teams,
            contacts=self._contacts(),
            team_phones=self._team_phones(teams),
            known=known,
            lexicon=self._lexicon(),
            times_of={item: self._times_beside(item) for item in scenario.items},
            now_minutes=scenario.now.hour * 60 + scenario.now.minute,
            vocabulary=tuple(sorted(stem for stem in known.stems if len(stem) >= 5 and stem.isalpha())),
        )

    def _headings(self) -> dict[str, str]:
        headings = {h: item for h, item in VOCABULARY.headings.items() if item in self.checklist}
        for item in self.checklist.items:
            for written in (item.label, *item.labels, item.id.replace("_", " ")):
                headings[heading_key(written)] = item.id
        return headings

    def _times_beside(self, item: str) -> frozenset[int]:
        """Times that the sentence of an item's truth names beside the one that is right."""
        mentions = self._read(self.scenario.items[item].truth).mentions
        return frozenset(minute for m in mentions if isinstance(m, TimeMention) for minute in m.minutes)

    def _points(self, item: str) -> tuple[Point, ...]:
        truth = self.scenario.items[item]
        written = [[self.way(text) for text in ways] for ways in truth.points]
        told: list[list[Way]] = [[] for _ in written]
        says = [person.knows[item] for person in self.scenario.people if item in person.knows]
        lines = [line for tool in self.scenario.tools for line in tool.lines]
        for text in [truth.truth, *says, *lines]:
            for sentence in self.sentences(text):
                likest = [max((overlap(way, sentence) for way in ways), default=0.0) for ways in written]
                best = max(likest, default=0.0)
                needed = 0.3 if text not in lines else 0.6
                if best >= needed:
                    told[likest.index(best)].append(sentence)
        if len(written) == 1:
            told[0] += [way for text in [truth.truth, *says] for way in self.sentences(text) if way not in told[0]]
        return tuple(Point(tuple(ways), tuple(more)) for ways, more in zip(written, told, strict=True))

    def _whole(self, item: str) -> tuple[Way, ...]:
        texts = self.documents[item]
        return tuple(way for text in texts for way in self.sentences(text))

    def _belief(self, says: str, item: str) -> list[Way]:
        """A belief by its telling words: no hedges, no small words, nothing that the truth of the item says as well."""
        truth = self.scenario.items.get(item)
        said = {word.stem for word in self._read(truth.truth).words} if truth else set()
        hedging = {*VOCABULARY.phrases["hedges"].by_first, *VOCABULARY.phrases["negators"].by_first, *said}
        ways = []
        for way in self.sentences(says):
            words = tuple(word for word in way.words if word.stem not in hedging and word.weight > _LIGHT)
            if words:
                ways.append(self._numbered(words, way.negative, way.fine))
        return ways

    def _decoys(self) -> tuple[Way, ...]:
        """Lines of the desk tools about changes that are not the one of the truth."""
        truth = self.scenario.items.get("change")
        right = (
            {m.bare for m in self._read(truth.id).mentions if isinstance(m, IdentifierMention)}
            if truth and truth.id
            else set()
        )
        decoys = []
        for tool in self.scenario.tools:
            for line in tool.lines:
                ids = [m for m in self._read(line).mentions if isinstance(m, IdentifierMention) and m.letters == "chg"]
                if ids and not any(m.bare in right for m in ids):
                    decoys.append(self.way(line))
        return tuple(decoys)

    def _contacts(self) -> tuple[Contact, ...]:
        contacts = []
        for person in self.scenario.people:
            says = person.knows.get("contact", "")
            reading = self._read(says)
            phones = tuple(m.digits for m in reading.mentions if isinstance(m, PhoneMention))
            declines = not phones and any("negators" in clause.flags for clause in reading.clauses)
            contacts.append(Contact(name_from(person.name, person=True), phones, declines))
        truth = self.scenario.items.get("contact")
        if truth is not None and truth.person:
            phone = _phone(self._read(truth.phone).mentions, truth.phone) if truth.phone else ()
            contacts.insert(0, Contact(name_from(truth.person, person=True), phone, False))
        return tuple(contacts)

    def _team_phones(self, teams: Mapping[str, Name]) -> dict[str, str]:
        """Telephone number to team, from the lines of the desk tools."""
        found = {}
        for tool in self.scenario.tools:
            for line in tool.lines:
                numbers = [m.digits for m in self._read(line).mentions if isinstance(m, PhoneMention)]
                named = [team for team in teams if team.casefold() in line.casefold()]
                if len(named) == 1:
                    found.update(dict.fromkeys(numbers, named[0]))
        return found

    def _known(self, texts: Sequence[str]) -> Known:
        minutes: set[int] = set()
        numbers: set[float] = set()
        identifiers: set[str] = set()
        phones: set[str] = set()
        stems: set[str] = set()
        for text in texts:
            reading = self._read(text)
            stems.update(word.stem for word in reading.words)
            for mention in reading.mentions:
                match mention:
                    case TimeMention():
                        minutes.update(mention.minutes)
                    case NumberMention():
                        numbers.update(v for v in (mention.value, mention.of) if v is not None)
                    case DurationMention():
                        numbers.update((mention.minutes, mention.minutes / 60, mention.minutes * 60))
                    case IdentifierMention():
                        identifiers.add(mention.bare)
                    case PhoneMention():
                        phones.add(mention.digits)
        digits = {run for text in texts for run in _DIGITS.findall(text.replace(",", ""))}
        named = {pair for text in texts for pair in _numbers_in_names(self._read(text))}
        truths = self.scenario.items.values()
        numbers.update(float(v) for truth in truths for v in (truth.count, truth.of) if v is not None)
        return Known(
            frozenset(minutes),
            frozenset(numbers),
            frozenset(identifiers),
            frozenset(phones),
            frozenset(stems),
            frozenset(digits),
            frozenset(named),
        )


def _numbers_in_names(reading: Reading) -> Iterable[tuple[str, str]]:
    """Four bare digits after a word that does not lead to a time ("Patrol 1000"): the word's stem and the digits."""
    cues = VOCABULARY.words["hour_cues"] | VOCABULARY.phrases["started_cues"].by_first.keys() | VOCABULARY.stop
    for mention, place in reading.placed:
        digits = reading.folded.text[mention.start : mention.end]
        before = reading.words[place - 1].stem if place else ""
        if digits.isdecimal() and len(digits) == 4 and before.isalpha() and before not in cues:
            yield before, digits


def _phone(mentions: Iterable[Mention], written: str) -> tuple[str, ...]:
    digits = tuple(m.digits for m in mentions if isinstance(m, PhoneMention))
    return digits or (phone_digits(written),)


def _names(catalogue: Mapping[str, tuple[str, ...]]) -> dict[str, Name]:
    words: dict[str, int] = {}
    for name in catalogue:
        for word in set(heading_key(name).split()):
            words[word] = words.get(word, 0) + 1
    return {
        name: name_from(name, aliases, unique={w for w, n in words.items() if n == 1})
        for name, aliases in catalogue.items()
    }


def _all_texts(scenario: Scenario) -> Iterable[str]:
    """Every text of a scenario that states something."""
    yield scenario.setting
    yield scenario.title
    yield scenario.brief
    yield scenario.decision_why
    for names in (scenario.catalogue.services, scenario.catalogue.sites, scenario.catalogue.teams):
        for name, aliases in names.items():
            yield name
            yield from aliases
    for person in scenario.people:
        yield from (person.name, person.role, person.opening, *person.knows.values())
        yield from (belief.says for belief in person.believes)
    for signal in scenario.signals:
        yield from (signal.source, signal.text)
    for tool in scenario.tools:
        yield from tool.lines
    for truth in scenario.items.values():
        yield truth.truth
        yield from (way for point in truth.points for way in point)
        yield from (text for text in (truth.time, truth.id, truth.person, truth.phone, *truth.ids) if text)
