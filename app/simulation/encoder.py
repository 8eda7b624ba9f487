"""A small sentence encoder: how strongly a message, read after what was said before it, points to each label.

The net is a graph in bytes that ONNX Runtime computes; here a message becomes the numbers of its pieces."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.language.encoder import Encoder, opened
from app.language.wordpieces import BEGINNING, END, pieces

ENCODER_FILE = Path(__file__).with_name("encoder.onnx")
LONGEST, LONGEST_BEFORE = 40, 16

Floats = npt.NDArray[np.float32]


@cache
def shipped_encoder() -> Encoder:
    """The encoder this version of the program ships; read once a process."""
    return opened(ENCODER_FILE.read_bytes())


def sense(encoder: Encoder, text: str, before: str) -> Floats:
    """One number a label, above nought when the message rather means it than not."""
    numbers, length = spelt_out(encoder.known, text, before)
    (found,) = encoder.net.run(["sense"], {"pieces": np.array(numbers), "said": np.array([length])})
    return np.asarray(found, dtype=np.float32)


def spelt_out(known: Mapping[str, int], text: str, before: str) -> tuple[list[int], int]:
    """The numbers of a message's pieces, those of what was said before after them, and how many are the message's."""
    message = [known[BEGINNING], *pieces(text, known)[:LONGEST], known[END]]
    rest = pieces(before, known)[:LONGEST_BEFORE]
    return [*message, *rest, known[END]] if rest else message, len(message)
