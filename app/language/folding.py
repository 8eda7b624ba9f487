"""Folds text so that case, accents, quotes, dashes and spacing do not matter, and maps every place back."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        "⁄": "/",
        "…": ".",
        "•": "\n",
        "·": "\n",
    }
)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return "\n"
    if character.isspace():
        return " "
    folded = character.translate(_QUOTES)
    if folded != character:
        return folded
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in parts if not unicodedata.combining(c) and unicodedata.category(c) not in ("Cf", "Cc"))
    kept = kept.casefold().translate(_QUOTES)
    return f" {kept}" if "/" in kept and len(kept) > 1 else kept


# Characters of Western European writing that fold to one visible character each, so that whole stretches of them fold
# in one go. What stands between them is folded character by character, save a single space or any number of new lines.
_PLAIN = {
    character: folded
    for character in map(chr, [*range(0x21, 0x250), *range(0x2010, 0x2060), 0x20AC])
    if len(folded := _fold_character(character)) == 1 and not folded.isspace()
}
_FOLDED_PLAIN = str.maketrans(_PLAIN)
_NOT_PLAIN = f"[^{re.escape(''.join(_PLAIN))}]"
_UNEVEN = re.compile(rf"{_NOT_PLAIN}{{2,}}|(?! ){_NOT_PLAIN}|^ ")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, and the runs that lead every place of it back into the text as typed.

    Run i begins at `starts[i]` of the folded text and at `typed[i]` of the text as typed. In a `straight` run the two
    go forward together; any other run is all that one typed character folds to.
    """

    text: str
    starts: Sequence[int]
    typed: Sequence[int]
    straight: Sequence[bool]

    def as_typed(self, start: int, end: int) -> Span:
        """The span in the text as typed, in code points, of the folded characters `start` to `end`."""
        if start >= end:
            return (0, 0)
        return self._typed_at(start), self._typed_at(end - 1) + 1

    def place_of(self, typed: int) -> int:
        """The first folded place that was typed at `typed` or later; the length of the text when none was."""
        run = bisect_left(self.typed, typed)
        after = self.starts[run] if run < len(self.starts) else len(self.text)
        if run and self.straight[run - 1]:
            return min(after, self.starts[run - 1] + typed - self.typed[run - 1])
        return after

    def _typed_at(self, place: int) -> int:
        run = bisect_right(self.starts, place) - 1
        return self.typed[run] + (place - self.starts[run] if self.straight[run] else 0)


def fold(text: str) -> Folded:
    """The folded text. Runs of spaces become one, and none stands beside the end of a line."""
    out: list[str] = []
    runs: list[tuple[int, int, bool]] = []
    done = length = 0
    for match in _UNEVEN.finditer(text):
        start, end = match.span()
        if match.group().strip("\n"):
            if done < start:
                runs.append((length, done, True))
                out.append(text[done:start].translate(_FOLDED_PLAIN))
                length += start - done
            folded, places = _fold_uneven(text, start, end)
            for place, count in Counter(places).items():
                runs.append((length, place, count == 1))
                length += count
            out.append(folded)
            done = end
    if done < len(text):
        runs.append((length, done, True))
        out.append(text[done:].translate(_FOLDED_PLAIN))
    return Folded("".join(out), [run[0] for run in runs], [run[1] for run in runs], [run[2] for run in runs])


def _fold_uneven(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """What stands between two plain characters, folded, with the place where each folded character was typed."""
    out: list[str] = []
    places: list[int] = []
    last = "" if start else "\n"
    for place in range(start, end):
        for folded in _fold_character(text[place]):
            if folded == " " and last in (" ", "\n"):
                continue
            if folded == "\n" and last == " ":
                out.pop(), places.pop()
            out.append(folded)
            places.append(place)
            last = folded
    return "".join(out), places
