"""Cuts a text's tokens into clauses, sentences, lines and the sections that headings open."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from app.language.headings import Heading, item_of
from app.language.mentions import IdentifierMention, Mention, NumberMention, PhoneMention, TimeMention
from app.language.tokens import Tokens
from app.language.vocabulary import VOCABULARY, stem

_CONTRAST = VOCABULARY.words["contrast"]
_ASKING = VOCABULARY.words["asking"]
_SENTENCE_ENDS = frozenset(".!?;|")
_CLAUSE_ENDS = frozenset(",():")
_KEPT_SIGNS = frozenset("£$€%?#~+&>")
_HEADING_ENDS = frozenset(":=|?")
_INLINE_HEADING_ENDS = frozenset(":=")
_BULLETS = frozenset("-*+>")
_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "st", "no", "ext", "tel", "approx", "e", "g", "co", "dept", "ltd"})
_LONGEST_HEADING = 6
_LONGEST_MARK = 2
_LONGEST_NUMBER = 4
_LONG_SENTENCE = 30  # what goes on behind so many words and a comma is another one
_BROAD = "symptom"  # under "summary" or "details" stands anything


class Word(NamedTuple):
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


class ClauseDraft(NamedTuple):
    """A clause whose phrases are not known yet; `asks` is told of the sentence's last clause only."""

    start: int
    end: int
    first: int
    last: int
    sentence: int
    line: int
    section: str | None
    question: bool
    asks: bool


_BARE_HEADINGS = ((("w", "a"), "workaround"), (("wa",), "workaround"), (("workaround",), "workaround"))
_VERBS_AFTER = {(word,) for word in ("is", "was", "are", "for", "to", "in", "and", "or", "not", "would", "=", ">")}


class ClauseBuilder:
    """Collects words into clauses, sentences, lines and sections while the tokens pass by.

    `words` are the words so far, still without their concepts; `spans` are the headings met. `set_off` are headings
    known by their layout, `bullets` the line ends that are only the bullet of a list.
    """

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        headings: Mapping[str, str],
        bounds: Sequence[tuple[int, int, str]],
        set_off: Mapping[int, Heading],
        bullets: Set[int],
    ) -> None:
        self.text, self.tokens, self.headings, self.bounds = text, tokens, headings, bounds
        self.set_off, self.bullets = set_off, bullets
        self.words: list[tuple[int, int, str, int, Mention | None]] = []
        self.clauses: list[ClauseDraft] = []
        self.spans: list[tuple[int, int, str]] = []
        self.first = 0
        self.sentence = 0
        self.line = 0
        self.section: str | None = None
        self.section_line = -1
        self.line_first = self.sentence_first = 0
        self.line_start = 0
        self.section_inline = False
        self.above_a_list = self.of_a_form = self.listed = False
        self.opened_at = -1
        self.one_line = "\n" not in text.strip()

    def pass_by(self, mentions: Sequence[Mention]) -> None:
        """Takes in all tokens, the values among them as one word each, and ends what is open."""
        starting = {mention.start: mention for mention in mentions}
        texts, starts, ends, kinds = self.tokens.texts, self.tokens.starts, self.tokens.ends, self.tokens.kinds
        words, clauses, inside = self.words, self.clauses, 0
        for at in range(self.tokens.count):
            start = starts[at]
            if start < inside:
                continue
            if start in self.set_off:
                inside = self._open_set_off(self.set_off[start])
                continue
            kind = kinds[at]
            mention = starting.get(start)
            if mention is not None:
                inside = mention.end
                words.append((start, inside, _value_stem(mention), len(clauses), mention))
            elif kind == "word" or kind == "number":
                if texts[at] in _CONTRAST and len(words) > self.first:
                    self._close(start)
                said = stem(texts[at]) if kind == "word" or not texts[at].isdecimal() else f"#{int(texts[at])}"
                words.append((start, ends[at], said, len(clauses), None))
            elif kind == "line":
                self._end_line(at)
            else:
                self._sign(at)
        self._close(len(self.text), ends_line=True)

    def _open_set_off(self, heading: Heading) -> int:
        """Opens the section of a heading known by its layout; answers where the heading ends."""
        self._close(heading.start, ends_sentence=True)
        self._open(heading.item, heading.start, heading.end)
        self.of_a_form = heading.alone
        return heading.end

    def _open(self, item: str, start: int, end: int) -> None:
        """Opens the section of an item, whose heading stands at these places."""
        self.section, self.section_line = item, self.line
        self.above_a_list = self.of_a_form = False
        self.section_inline = self.one_line or start != self.line_start
        self.spans.append((start, end, item))
        self.line_first = self.first = self.opened_at = len(self.words)

    def _end_line(self, at: int) -> None:
        blank = at > 0 and self.tokens.kinds[at - 1] == "line"
        if self.tokens.starts[at] in self.bullets and (blank or not at):
            self.listed = True
            return
        self._close(self.tokens.starts[at], ends_line=True)
        if blank and self.section_line != self.line - 2:
            self.section = None

    def _sign(self, at: int) -> None:
        sign, end = self.tokens.texts[at], self.tokens.ends[at]
        stands_alone = sign == "-" and self._stands_alone(at)
        if sign in _BULLETS and len(self.words) == self.line_first:
            self.listed = True
        if (sign in _HEADING_ENDS or stands_alone) and self._heading(at):
            return
        if sign == "?" and len(self.words) == self.opened_at and self._nothing_follows(at):
            self.words.append((self.tokens.starts[at], end, sign, len(self.clauses), None))
        if sign in _SENTENCE_ENDS and not self._inner_stop(at):
            self._close(end, ends_sentence=True, question=sign == "?")
            self.line_first = len(self.words)
            if sign == "|" or self.section_inline:
                self.section = None
        elif sign in _CLAUSE_ENDS or stands_alone:
            self._close(end, ends_sentence=len(self.words) - self.sentence_first >= _LONG_SENTENCE)
            if sign == ")" and self._is_list_mark():
                self.line_first, self.line_start = len(self.words), self.tokens.starts[at + 1]
        elif sign in _KEPT_SIGNS:
            self.words.append((self.tokens.starts[at], end, sign, len(self.clauses), None))

    def _nothing_follows(self, at: int) -> bool:
        """Whether nothing but question marks answers a heading: "Owner: ??"."""
        while self.tokens.texts[at] == "?":
            at += 1
        return self.tokens.kinds[at] == "line" or self.tokens.texts[at] in _CLAUSE_ENDS | _SENTENCE_ENDS

    def _is_list_mark(self) -> bool:
        """Whether the line so far is the "1)" or "a)" of a list."""
        words = self.words[self.line_first :]
        return len(words) == 1 and words[0][1] - words[0][0] <= _LONGEST_MARK

    def _inner_stop(self, at: int) -> bool:
        """A full stop inside a name, a file ending or an abbreviation."""
        tokens = self.tokens
        if tokens.texts[at] != "." or tokens.kinds[at + 1] == "line":
            return False
        if tokens.starts[at + 1] == tokens.ends[at] and tokens.kinds[at + 1] in ("word", "number"):
            return True
        return at > 0 and tokens.texts[at - 1] in _ABBREVIATIONS

    def _stands_alone(self, at: int) -> bool:
        start, end = self.tokens.starts[at], self.tokens.ends[at]
        before = self.text[start - 1 : start] or "\n"
        after = self.text[end : end + 1] or "\n"
        return before in " \n" and after in " \n"

    def _heading(self, at: int) -> bool:
        """Whether the words since the line (or the last stop) began are a heading; opens its section if so.

        In a line that begins with a heading, more of them may follow after commas.
        """
        sign = self.tokens.texts[at]
        answering = self.section is not None and self.section_line == self.line
        answered = bool(self.spans) and self.spans[-1][1] > self.line_start
        if sign == "|" and answering and len(self.words) > self.line_first and answered:
            return False  # the cell behind a heading is its answer
        if self._is_heading(self.line_first, at) or (self._is_numbered() and self._is_heading(self.line_first + 1, at)):
            return True
        return answering and sign in _INLINE_HEADING_ENDS and self._is_heading(self.first, at)

    def _is_numbered(self) -> bool:
        """Whether a line begins as the "3.2" of an outline."""
        words = self.words[self.line_first : self.line_first + 2]
        if len(words) < 2 or not isinstance(words[0][-1], NumberMention | TimeMention):
            return False
        return words[0][0] == self.line_start and words[0][1] - words[0][0] <= _LONGEST_NUMBER

    def _is_heading(self, first: int, at: int) -> bool:
        """Whether the words from this one on to the sign are a heading; opens its section if so."""
        count = len(self.words) - first
        if not 0 < count <= _LONGEST_HEADING or any(word[-1] for word in self.words[first + 1 :]):
            return False
        start, end = self.words[first][0], self.tokens.starts[at]
        item = item_of(self.text[start:end].strip(" *_#>-"), self.headings)
        if item is None or (self.tokens.texts[at] == "-" and count > 4):
            return False
        del self.words[first:]
        self.first = min(self.first, len(self.words))
        while self.clauses and self.clauses[-1].first >= self.first:
            self.clauses.pop()
        self._open(item, start, self.tokens.ends[at])
        return True

    def _asks(self) -> bool:
        """Whether the sentence begins as a question does."""
        first = self.first
        for clause in reversed(self.clauses):
            if clause.sentence != self.sentence:
                break
            first = clause.first
        return self.words[first][2] in _ASKING

    def _line_begins(self) -> int:
        """Where the first word of this line stands."""
        return self.words[self.line_first][0] if self.line_first < len(self.words) else -1

    def _open_bare(self) -> None:
        """Opens the section that the line's first words name with no sign after them: "W/A cash box"."""
        stems = tuple(word[2] for word in self.words[self.first : self.first + 3])
        for heading, item in _BARE_HEADINGS:
            after = stems[len(heading) : len(heading) + 1]
            if stems[: len(heading)] == heading and after and after not in _VERBS_AFTER:
                self.section, self.section_line, self.section_inline = item, self.line, True

    def _close(self, end: int, ends_sentence: bool = False, ends_line: bool = False, question: bool = False) -> None:
        """Ends the clause, and with it perhaps the sentence and the line."""
        if len(self.words) > self.first:
            start, last = self.words[self.first][0], self.words[-1][1]
            if self.section is None and start == self._line_begins():
                self._open_bare()
            section = self.section
            if self.bounds:
                section = next((item for low, high, item in self.bounds if low <= start < high), section)
            asks = question and self._asks()
            self.clauses.append(
                ClauseDraft(start, last, self.first, len(self.words), self.sentence, self.line, section, question, asks)
            )
            self.first = len(self.words)
        if (ends_sentence or ends_line) and self.clauses and self.clauses[-1].sentence == self.sentence:
            self.sentence += 1
            self.sentence_first = len(self.words)
        if ends_line:
            has_content = bool(self.clauses) and self.clauses[-1].line == self.line
            if self.section_line == self.line and not has_content:
                self.above_a_list = True
            goes_on = (self.above_a_list and self.listed) or (self.of_a_form and self.section != _BROAD)
            if self.section is not None and has_content and self.section_line != self.line - 1 and not goes_on:
                self.section = None
            self.listed = False
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
