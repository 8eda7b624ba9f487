"""Reads a text once: its words and values, its clauses and sentences, headings, and what each clause does to them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.language.folding import Folded, fold
from app.language.identifiers import read_identifiers, read_phones
from app.language.mentions import (
    DurationMention,
    IdentifierMention,
    Mention,
    NumberMention,
    PhoneMention,
    TimeMention,
)
from app.language.numbers import read_numbers
from app.language.times import read_durations, read_times
from app.language.tokens import Token, tokenise
from app.language.vocabulary import VOCABULARY, stem

_NOTHING: frozenset[str] = frozenset()
_FLAGS = (
    "negators",
    "hedges",
    "doubts",
    "not_known",
    "correction",
    "fine",
    "broken",
    "cause",
    "endorsing",
    "conditional",
)
_CONTRAST = frozenset("but however though although except while whereas yet besides".split())
_SENTENCE_ENDS = frozenset(".!?;|")
_CLAUSE_ENDS = frozenset(",():")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a value standing for all its characters. Places are in the folded text."""

    start: int
    end: int
    stem: str
    concepts: frozenset[str]
    clause: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of words between commas or stronger stops. `flags` are the kinds of phrase that stand in it."""

    index: int
    start: int
    end: int
    first: int
    last: int
    sentence: int
    line: int
    section: str | None
    flags: frozenset[str]
    question: bool


@dataclass(frozen=True)
class Reading:
    """A text read. `clauses[i].first` and `.last` bound its words; `mentions` are in order of place."""

    folded: Folded
    words: Sequence[Word]
    clauses: Sequence[Clause]
    mentions: Sequence[Mention]
    sentences: int
    sections: Sequence[tuple[int, int, str]] = field(default=())

    @cached_property
    def by_stem(self) -> Mapping[str, list[int]]:
        """Positions of words by stem."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(word.stem, []).append(place)
        return found

    @cached_property
    def by_first_letter(self) -> Mapping[str, list[str]]:
        """The stems of the text by their first letter."""
        found: dict[str, list[str]] = {}
        for written in self.by_stem:
            found.setdefault(written[0], []).append(written)
        return found

    @cached_property
    def by_concept(self) -> Mapping[str, list[int]]:
        """Positions of words by concept."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            for concept in word.concepts:
                found.setdefault(concept, []).append(place)
        return found

    @cached_property
    def clauses_of_sentence(self) -> Mapping[int, list[int]]:
        """Clause indices of each sentence."""
        found: dict[int, list[int]] = {}
        for clause in self.clauses:
            found.setdefault(clause.sentence, []).append(clause.index)
        return found

    @cached_property
    def placed(self) -> Sequence[tuple[Mention, int]]:
        """Each value with the position of its word."""
        return [(word.mention, place) for place, word in enumerate(self.words) if word.mention is not None]

    def phrase_places(self, name: str, first: int = 0, last: int | None = None) -> list[tuple[int, int]]:
        """Where phrases of the vocabulary's list `name` stand, as positions of words, end exclusive."""
        if name not in VOCABULARY.phrases:
            return []
        phrases = VOCABULARY.phrases[name].by_first
        end = len(self.words) if last is None else last
        found = []
        for place in range(first, end):
            for phrase in phrases.get(self.words[place].stem, ()):
                if place + len(phrase) <= end and all(
                    self.words[place + step].stem == part for step, part in enumerate(phrase)
                ):
                    found.append((place, place + len(phrase)))
                    break
        return found

    def has(self, name: str, clause: Clause) -> bool:
        """Whether a phrase of the vocabulary's list `name` stands in this clause."""
        return bool(self.phrase_places(name, clause.first, clause.last))


def read(
    text: str, headings: Mapping[str, str] | None = None, sections: Sequence[tuple[int, int, str]] = ()
) -> Reading:
    """Reads a text. `headings` maps a folded heading to an item; `sections` are stretches known to be about an item."""
    folded = fold(text)
    tokens = tokenise(folded.text)
    mentions = _read_mentions(folded.text, tokens)
    bounds = _section_bounds(folded, sections)
    return _assemble(folded, tokens, mentions, headings or {}, bounds)


def _section_bounds(folded: Folded, sections: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The sections with their places in the folded text."""
    bounds = []
    for start, end, item in sections:
        inside = [place for place in range(len(folded.text)) if start <= folded.starts[place] < end]
        if inside:
            bounds.append((inside[0], inside[-1] + 1, item))
    return bounds


def _read_mentions(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """All values, longest kinds first, one place read once."""
    taken = bytearray(len(text) + 1)
    mentions: list[Mention] = []
    references: list[PhoneMention | IdentifierMention] = [*read_phones(text), *read_identifiers(text)]
    for mention in references:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            mentions.append(mention)
    mentions += [*read_times(text, tokens, taken)]
    mentions += [*read_durations(tokens, taken)]
    mentions += read_numbers(tokens, taken)
    return sorted(mentions, key=lambda mention: mention.start)


def _assemble(
    folded: Folded,
    tokens: Sequence[Token],
    mentions: list[Mention],
    headings: Mapping[str, str],
    bounds: list[tuple[int, int, str]],
) -> Reading:
    starting = {mention.start: mention for mention in mentions}
    builder = _Builder(folded.text, headings, bounds)
    inside = 0
    for at, token in enumerate(tokens):
        if token.start < inside:
            continue
        mention = starting.get(token.start)
        if mention is not None:
            inside = mention.end
            builder.value(mention)
        elif token.kind in ("word", "number"):
            builder.word(token, at, tokens)
        else:
            builder.sign(token, at, tokens)
    builder.close(len(folded.text), ends_line=True)
    words = _with_concepts(builder.words)
    clauses = [_with_flags(clause, words) for clause in builder.clauses]
    return Reading(folded, words, clauses, mentions, builder.sentence + 1, builder.spans)


class _Builder:
    """Collects words into clauses, sentences, lines and sections while the tokens pass by."""

    def __init__(self, text: str, headings: Mapping[str, str], bounds: list[tuple[int, int, str]]) -> None:
        self.text, self.headings, self.bounds = text, headings, bounds
        self.words: list[Word] = []
        self.clauses: list[Clause] = []
        self.spans: list[tuple[int, int, str]] = []
        self.first = 0
        self.sentence = 0
        self.line = 0
        self.section: str | None = None
        self.section_line = -1
        self.line_first = 0
        self.dashed = False

    def word(self, token: Token, at: int, tokens: Sequence[Token]) -> None:
        if token.text in _CONTRAST and len(self.words) > self.first:
            self.close(token.start)
        self._add(Word(token.start, token.end, stem(token.text), _NOTHING, len(self.clauses)))

    def value(self, mention: Mention) -> None:
        self._add(Word(mention.start, mention.end, _value_stem(mention), _NOTHING, len(self.clauses), mention))

    def _add(self, word: Word) -> None:
        self.words.append(word)

    def sign(self, token: Token, at: int, tokens: Sequence[Token]) -> None:
        sign = token.text
        if sign == "\n":
            blank = at > 0 and tokens[at - 1].kind == "line"
            self.close(token.start, ends_line=True)
            if blank and self.section_line != self.line - 2:
                self.section = None
            return
        if sign in ":=|" or (sign == "-" and self._stands_alone(token)) or sign == "?":
            if self._heading(token):
                return
        if sign in _SENTENCE_ENDS and not self._inner_stop(token, at, tokens):
            self.close(token.end, ends_sentence=True, question=sign == "?")
            if sign == "|":
                self.section, self.line_first = None, len(self.words)
            elif sign in ".!;" and self.section_line == self.line:
                self.line_first = len(self.words)
        elif sign in _CLAUSE_ENDS or (sign == "-" and self._stands_alone(token)):
            self.close(token.end)
        elif sign in "£$€%?#~+&>":
            self._add(Word(token.start, token.end, sign, _NOTHING, len(self.clauses)))

    def _inner_stop(self, token: Token, at: int, tokens: Sequence[Token]) -> bool:
        """A full stop inside a name, a file ending or an abbreviation."""
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.text != "." or following is None or following.kind == "line":
            return False
        if following.start == token.end and following.kind in ("word", "number"):
            return True
        before = tokens[at - 1] if at else None
        return before is not None and before.text in (
            "mr",
            "mrs",
            "ms",
            "dr",
            "st",
            "no",
            "ext",
            "tel",
            "approx",
            "e",
            "g",
        )

    def _stands_alone(self, token: Token) -> bool:
        before = self.text[token.start - 1 : token.start] or "\n"
        after = self.text[token.end : token.end + 1] or "\n"
        return before in " \n" and after in " \n"

    def _heading(self, token: Token) -> bool:
        """Whether the words since the line (or the last stop) began are a heading; opens its section if so."""
        words = self.words[self.line_first :]
        if not words or len(words) > 6 or any(w.mention for w in words[1:]):
            return False
        written = self.text[words[0].start : token.start].strip(" *_#>-")
        item = self.headings.get(written) or self.headings.get(written.rstrip("s?"))
        if item is None or (token.text == "-" and len(words) > 4):
            return False
        del self.words[self.line_first :]
        self.first = min(self.first, len(self.words))
        while self.clauses and self.clauses[-1].first >= self.first:
            self.clauses.pop()
        self.section, self.section_line = item, self.line
        self.spans.append((words[0].start, token.end, item))
        self.line_first = len(self.words)
        return True

    def close(self, end: int, ends_sentence: bool = False, ends_line: bool = False, question: bool = False) -> None:
        """Ends the clause, and with it perhaps the sentence and the line."""
        if len(self.words) > self.first:
            start = self.words[self.first].start
            section = next((item for low, high, item in self.bounds if low <= start < high), self.section)
            last = self.words[-1].end
            self.clauses.append(
                Clause(
                    len(self.clauses), start, last, self.first, len(self.words),
                    self.sentence, self.line, section, _NOTHING, question,
                )
            )  # fmt: skip
            self.first = len(self.words)
        if (ends_sentence or ends_line) and self.clauses and self.clauses[-1].sentence == self.sentence:
            self.sentence += 1
        if ends_line:
            has_content = bool(self.clauses) and self.clauses[-1].line == self.line
            if self.section is not None and (has_content and self.section_line != self.line - 1):
                self.section = None if self.section_line == self.line or has_content else self.section
            self.line += 1
            self.line_first = len(self.words)


def _value_stem(mention: Mention) -> str:
    if isinstance(mention, NumberMention):
        return f"#{mention.value:g}"
    if isinstance(mention, TimeMention):
        return f"@{mention.minutes[0]}"
    if isinstance(mention, IdentifierMention):
        return f"!{mention.bare}"
    if isinstance(mention, PhoneMention):
        return f"+{mention.digits}"
    return f"~{mention.minutes:g}"


def _with_concepts(words: list[Word]) -> list[Word]:
    """The words with the concepts of their stem and of the phrases they stand in."""
    concepts = [VOCABULARY.concepts.get(word.stem, _NOTHING) for word in words]
    for place, word in enumerate(words):
        for phrase, names in VOCABULARY.concept_phrases.get(word.stem, ()):
            after = place + len(phrase)
            if after <= len(words) and all(words[place + step].stem == part for step, part in enumerate(phrase)):
                for step in range(len(phrase)):
                    concepts[place + step] = concepts[place + step] | names
    return [Word(w.start, w.end, w.stem, names, w.clause, w.mention) for w, names in zip(words, concepts, strict=True)]


def _with_flags(clause: Clause, words: Sequence[Word]) -> Clause:
    stems = [word.stem for word in words[clause.first : clause.last]]
    flags = set()
    for name in _FLAGS:
        by_first = VOCABULARY.phrases[name].by_first
        for place, first in enumerate(stems):
            if any(tuple(stems[place : place + len(phrase)]) == phrase for phrase in by_first.get(first, ())):
                flags.add(name)
                break
    return Clause(
        clause.index, clause.start, clause.end, clause.first, clause.last,
        clause.sentence, clause.line, clause.section, frozenset(flags), clause.question,
    )  # fmt: skip


_SPACES = re.compile(r" +")


def heading_key(text: str) -> str:
    """A heading as it is looked up: folded, with single spaces."""
    return _SPACES.sub(" ", fold(text).text).strip(" *_#>-:=?\n")


__all__ = ["Clause", "DurationMention", "Reading", "Word", "heading_key", "read"]
