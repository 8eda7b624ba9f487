"""How hard English prose is to read: Flesch's reading ease, with the syllables estimated from the spelling.

R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948), 221-233:
206.835 - 1.015 x words a sentence - 84.6 x syllables a word. From 60 upwards is plain English; 100 is very easy.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
# Letters written and not spoken: the e of "make", "makes", "named", but not that of "table", "boxes" or "handed".
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiou]l)e$|(?<=[^aeiouyscxzg])(?<![sc]h)(?<![^aeiouy]l)es$|(?<=[^aeiouytd])ed$"
)
_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9£$€])")
_SHORTENED = re.compile(r"\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs)\.$")


def words(text: str) -> list[str]:
    """The words of a text; a number, a time or a hyphenated word is one."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """About how many syllables a word has, at least one; figures count as one."""
    letters = word.lower()
    spoken = len(_VOWELS.findall(letters)) - len(_SILENT.findall(letters))
    return max(1, spoken)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends."""
    spans, begin = [], 0
    for gap in _END.finditer(text):
        if not _SHORTENED.search(text, 0, gap.start()):
            spans.append((begin, gap.end()))
            begin = gap.end()
    spans.append((begin, len(text)))
    return [(start, end) for start, end in spans if words(text[start:end])]


def reading_ease(sentences: Iterable[str]) -> float:
    """Flesch's reading ease of these sentences taken together; 100 where there is not a word."""
    counted = [[syllables(word) for word in found] for sentence in sentences if (found := words(sentence))]
    if not counted:
        return 100.0
    spoken = [count for sentence in counted for count in sentence]
    return 206.835 - 1.015 * len(spoken) / len(counted) - 84.6 * sum(spoken) / len(spoken)
