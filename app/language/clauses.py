"""Cuts a text's tokens into clauses, sentences, lines and the sections that headings open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.language.mentions import IdentifierMention, Mention, NumberMention, PhoneMention, TimeMention
from app.language.tokens import Token
from app.language.vocabulary import VOCABULARY, stem

_NOTHING: frozenset[str] = frozenset()
_CONTRAST = VOCABULARY.words["contrast"]
_ASKING = VOCABULARY.words["asking"]
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
    """A stretch of words between commas or stronger stops. `flags` are the kinds of phrase that stand in it.

    `question`: a question mark ends it. `asks`: it is a question by its first word as well, not merely a doubt.
    """

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
    asks: bool = False


class ClauseBuilder:
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
        self.line_start = 0
        self.section_inline = False
        self.one_line = "\n" not in text.strip()

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
        may_be_heading = sign in ":=|?" or (sign == "-" and self._stands_alone(token))
        if may_be_heading and self._heading(token):
            return
        if sign in _SENTENCE_ENDS and not self._inner_stop(token, at, tokens):
            self.close(token.end, ends_sentence=True, question=sign == "?")
            if sign == "|":
                self.section, self.line_first = None, len(self.words)
            elif sign in ".!;?":
                self.line_first = len(self.words)
                if self.section_inline:
                    self.section = None
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
        self.section_inline = self.one_line or words[0].start != self.line_start
        self.spans.append((words[0].start, token.end, item))
        self.line_first = len(self.words)
        return True

    def _asks(self) -> bool:
        """Whether the sentence begins as a question does."""
        first = next((c.first for c in self.clauses if c.sentence == self.sentence), self.first)
        return self.words[first].stem in _ASKING

    def close(self, end: int, ends_sentence: bool = False, ends_line: bool = False, question: bool = False) -> None:
        """Ends the clause, and with it perhaps the sentence and the line."""
        if len(self.words) > self.first:
            start = self.words[self.first].start
            section = next((item for low, high, item in self.bounds if low <= start < high), self.section)
            last = self.words[-1].end
            self.clauses.append(
                Clause(
                    len(self.clauses), start, last, self.first, len(self.words),
                    self.sentence, self.line, section, _NOTHING, question, question and self._asks(),
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
            self.line_start = end + 1
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
