"""A net that reads a point and a sentence together: dearer than the sense that is shipped, and one of its teachers.

Needs torch. Every piece of the one heeds every piece of the other in each of the six layers, so that it has to be read
anew for each pair: some twenty times the price of reading each by itself.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from evaluation.encoder_file import LAYERS
from evaluation.encoder_net import EncoderNet

PLACES = 160

Pair = tuple[list[int], list[int]]


class PairNet(EncoderNet):
    """How surely a sentence says a point (0) and goes against it (1)."""

    def __init__(self, base: dict[str, Any], kept: Sequence[int]) -> None:
        super().__init__(base, kept, LAYERS, PLACES)
        self.bends, self.tells = nn.Linear(2 * self.width, self.width), nn.Linear(self.width, 2)
        nn.init.zeros_(self.tells.weight)
        nn.init.zeros_(self.tells.bias)

    def forward(self, pairs: Sequence[Pair]) -> Any:
        """Two numbers a pair; of each the pieces of the point, then those of the sentence."""
        numbers, side = _beside(pairs)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.read(numbers, side)
        there = (side < 2).float()[..., None]
        mean = (x.float() * there).sum(1) / there.sum(1)
        return self.tells(self.dropped(torch.tanh(self.bends(torch.cat([x[:, 0].float(), mean], -1)))))


def is_learnt_anew(name: str) -> bool:
    """Whether numbers of this name are none of the pretrained ones."""
    return name.split(".")[0] in ("bends", "tells")


def _beside(pairs: Sequence[Pair]) -> tuple[Any, Any]:
    """All pairs in one batch, and which side of its pair each piece is of."""
    numbers = np.zeros((len(pairs), max(len(point) + len(sentence) for point, sentence in pairs)), dtype=np.int64)
    side = np.full(numbers.shape, 2)
    for row, (point, sentence) in enumerate(pairs):
        numbers[row, : len(point) + len(sentence)] = [*point, *sentence]
        side[row, : len(point)], side[row, len(point) : len(point) + len(sentence)] = 0, 1
    return torch.tensor(numbers), torch.tensor(side)
