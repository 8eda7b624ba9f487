"""The ways of saying something that a scenario's texts hold, their words weighed and turned round into a lexicon."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from app.handover.case import Lexicon, Way, WayWord
from app.language.clauses import Clause, Word
from app.language.mentions import IdentifierMention, NumberMention, TimeMention
from app.language.reading import Reading, read
from app.language.vocabulary import VOCABULARY

_LIGHT = 0.12
_TELLING = 0.5  # so much of a belief must be left that the truth does not say as well
_OF_NEGATORS = 0.35  # their sense is read apart; as words they stand anywhere
_NEGATORS = VOCABULARY.phrases["negators"].by_first
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "you", "i", "that", "there", "them"})
_ASKS_NOT = VOCABULARY.words["asks_not"]
_SHARES = 1024  # a power of two: multiples of its inverse add up exactly


class Ways:
    """Reads every text once; `documents` are the texts of each item, by which common words weigh less."""

    def __init__(self, documents: Iterable[list[str]]) -> None:
        self._readings: dict[str, Reading] = {}
        self._kept_sentences: dict[str, list[Way]] = {}
        self._terms: dict[str, WayWord] = {}
        self._ways: list[Way] = []
        self._frequency: dict[str, int] = {}
        self._documents = 0
        for texts in documents:
            self._documents += 1
            for word in {word.stem for text in texts for word in self.read(text).words}:
                self._frequency[word] = self._frequency.get(word, 0) + 1

    def read(self, text: str) -> Reading:
        """The reading of a text, made once."""
        if text not in self._readings:
            self._readings[text] = read(text)
        return self._readings[text]

    def _weight(self, word_stem: str) -> float:
        if word_stem in VOCABULARY.stop:
            return _LIGHT
        share = _OF_NEGATORS if word_stem in _NEGATORS else 1.0
        return share * math.log(1 + self._documents / self._frequency.get(word_stem, 1)) / 2

    def way(self, text: str) -> Way:
        """A way of saying something, read from its text."""
        return self._way(self.read(text), 0, None)

    def _way(self, reading: Reading, first: int, last: int | None) -> Way:
        words = tuple(self._term(word) for word in reading.words[first:last])
        within = [
            clause for clause in reading.clauses if first <= clause.first and (last is None or clause.last <= last)
        ]
        flags = {flag for clause in within for flag in clause.flags}
        heavy = [word for word in words if word.weight > _LIGHT]
        kept = tuple(heavy or words)
        return self._numbered(kept, "negators" in flags and not _only_asks_back(reading, within), "fine" in flags)

    def _numbered(self, words: tuple[WayWord, ...], negative: bool, fine: bool) -> Way:
        total = sum(word.weight for word in words) or 1.0
        shares = _shares(words, total)
        telling = max(words, key=_weight, default=None)
        counts = tuple(word.term for word in words if isinstance(word.mention, NumberMention))
        way = Way(
            number=len(self._ways),
            words=words,
            total=total,
            negative=negative,
            fine=fine,
            shares=tuple(shares.items()),
            twins=_twins(words, shares),
            telling=-1 if telling is None else telling.term,
            counts=counts,
        )
        self._ways.append(way)
        return way

    def _term(self, word: Word) -> WayWord:
        """The word as a term of the lexicon: one for each stem."""
        kept = self._terms.get(word.stem)
        if kept is None:
            kept = WayWord(len(self._terms), word.stem, word.concepts, self._weight(word.stem), word.mention)
            self._terms[word.stem] = kept
        return kept

    def lexicon(self) -> Lexicon:
        """All terms and ways met so far, turned round."""
        of_concept: dict[str, list[int]] = {}
        references: dict[str, list[int]] = {}
        codes: dict[tuple[str, str], list[int]] = {}
        terms = self._terms.values()
        for term in terms:
            for concept in sorted(term.concepts):
                of_concept.setdefault(concept, []).append(term.term)
            if isinstance(term.mention, IdentifierMention):
                references.setdefault(term.mention.bare, []).append(term.term)
                if term.mention.letters:
                    codes.setdefault((term.mention.letters, term.mention.bare), []).append(term.term)
        ways_of: list[list[tuple[int, float]]] = [[] for _ in terms]
        for way in self._ways:
            for number, share in way.shares:
                ways_of[number].append((way.number, share))
        return Lexicon(
            of_stem={each: term.term for each, term in self._terms.items()},
            of_concept={concept: tuple(terms) for concept, terms in of_concept.items()},
            numbers=[(t.term, t.mention.value) for t in terms if isinstance(t.mention, NumberMention)],
            times=[(t.term, t.mention.minutes) for t in terms if isinstance(t.mention, TimeMention)],
            references=references,
            codes=codes,
            ways_of=ways_of,
            twinned={way.number: way for way in self._ways if way.twins},
        )

    def sentences(self, text: str) -> list[Way]:
        """Each clause-bearing sentence of a text as a way of saying it; one text gives the same objects each time."""
        if text not in self._kept_sentences:
            self._kept_sentences[text] = self._sentences(text)
        return self._kept_sentences[text]

    def _sentences(self, text: str) -> list[Way]:
        reading = self.read(text)
        ways = []
        for clauses in reading.clauses_of_sentence.values():
            first, last = reading.clauses[clauses[0]].first, reading.clauses[clauses[-1]].last
            way = self._way(reading, first, last)
            if len(way.words) >= 2 or any(word.mention for word in way.words):
                ways.append(way)
        return ways

    def clauses_of(self, text: str) -> tuple[Way, ...]:
        """Each clause of a text as a way of saying it."""
        reading = self.read(text)
        return tuple(self._way(reading, clause.first, clause.last) for clause in reading.clauses)

    def telling(self, text: str, said: Iterable[str]) -> list[Way]:
        """The sentences of a text by their telling words: no hedges, no small words, none of the stems in `said`."""
        hedging, said = {*VOCABULARY.phrases["hedges"].by_first, *_NEGATORS}, frozenset(said)
        ways = []
        for way in self.sentences(text):
            telling = [word for word in way.words if word.stem not in hedging and word.weight > _LIGHT]
            words = tuple(word for word in telling if word.stem not in said)
            # What is left of "they have a bypass code" without what the truth says of bypass codes tells nothing.
            if words and sum(map(_weight, words)) >= _TELLING * sum(map(_weight, telling)):
                ways.append(self._numbered(words, way.negative, way.fine))
        return ways


def _only_asks_back(reading: Reading, clauses: Sequence[Clause]) -> bool:
    """Whether "not" stands in these clauses only to ask for a yes: "it's the line, isn't it?", "can they not ring?"."""
    if not clauses or not clauses[-1].question:
        return False
    stems = reading.stems
    places = reading.phrase_places("negators", clauses[0].first, clauses[-1].last)
    return all(
        (stems[first] == "not" and stems[first - 1] in _PRONOUNS and first > clauses[0].first + 1)
        or (stems[first] in _ASKS_NOT and stems[last : last + 1] and stems[last] in _PRONOUNS)
        for first, last in places
    )


def _weight(word: WayWord) -> float:
    return word.weight


def _shares(words: Sequence[WayWord], total: float) -> dict[int, float]:
    """The part of a way's weight that each of its terms makes up."""
    weights: dict[int, float] = {}
    for word in words:
        weights[word.term] = weights.get(word.term, 0.0) + word.weight
    return {term: round(_SHARES * weight / total) / _SHARES for term, weight in weights.items()}


def _twins(words: Sequence[WayWord], shares: Mapping[int, float]) -> tuple[tuple[int, int, float], ...]:
    """The words of a way that share a concept, each with the next heavier one."""
    alike: dict[str, list[int]] = {}
    for word in sorted(words, key=lambda word: (-word.weight, word.term)):
        for concept in word.concepts:
            terms = alike.setdefault(concept, [])
            if word.term not in terms:
                terms.append(word.term)
    pairs = sorted({pair for terms in alike.values() for pair in pairwise(terms)})
    return tuple((one, other, min(shares[one], shares[other])) for one, other in pairs)
