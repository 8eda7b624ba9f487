"""What sentence encoders that had met neither writer nor situation made of each line of the bank: a small file beside
this one."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from evaluation.phrasing_bank import Phrasing

SENSES_FILE = Path(__file__).with_name("senses.npz")

Floats = npt.NDArray[np.float32]


class Senses:
    """One row of numbers a line, one number a label; lines are known by their words and hand."""

    def __init__(self, lines: Iterable[tuple[int, Floats]] = ()) -> None:
        self._rows = dict(lines)

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, phrasing: Phrasing) -> Floats | None:
        """The line's numbers, or None when it was in no bank when encoders were last taught."""
        return self._rows.get(_key(phrasing))


def read_senses() -> Senses:
    """The stored senses."""
    with np.load(SENSES_FILE) as data:
        return Senses(_lines(data["lines"], data["rows"]))


def write_senses(read: Sequence[tuple[Phrasing, Floats]]) -> None:
    """Writes them, each number in 16 bits."""
    rows = np.stack([row for _, row in read]).astype(np.float16)
    np.savez_compressed(SENSES_FILE, lines=np.array([_key(p) for p, _ in read], dtype=np.uint32), rows=rows)


def _lines(lines: npt.NDArray[np.uint32], rows: npt.NDArray[np.float16]) -> Iterator[tuple[int, Floats]]:
    return zip(lines.tolist(), rows.astype(np.float32), strict=True)


def _key(p: Phrasing) -> int:
    return crc32("\n".join((p.made_by, p.hand, p.before, p.text)).encode())
