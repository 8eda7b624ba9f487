"""The net of the sense of sentences in a form that learns; needs torch."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from evaluation.encoder_file import packed
from evaluation.encoder_graph import SMALL, sides_graph
from evaluation.encoder_net import EncoderNet, state_of

# Of the six pretrained layers those nearest to the words: with all six it told hardly more, at twice the price.
NEAR_LAYERS = 3
WIDTH, INNER, JOINED = 64, 64, 64
_FAR = -1e4
_HEAD = ("compares", "compares_offset", "joins", "joins_offset", "says", "says_offset")
_LEARNT_ANEW = ("as_point", "as_sentence", "weighs", "steepness", "compares", "joins", "says")


class SenseNet(EncoderNet):
    """What `app.handover.sense.Sense` computes, for many texts at once."""

    def __init__(self, base: dict[str, Any], kept: Sequence[int]) -> None:
        super().__init__(base, kept, NEAR_LAYERS)
        self.as_point, self.as_sentence = nn.Linear(self.width, WIDTH), nn.Linear(self.width, WIDTH)
        self.weighs = nn.Linear(self.width, 1)
        self.steepness = nn.Parameter(torch.tensor(3.0))
        self.compares, self.joins, self.says = (
            nn.Linear(4 * WIDTH + 1, INNER),
            nn.Linear(3 * INNER + 3, JOINED),
            nn.Linear(JOINED, 2),
        )
        nn.init.orthogonal_(self.as_sentence.weight)
        self.as_point.weight.data.copy_(self.as_sentence.weight.data)

    def forward(self, points: Sequence[list[int]], sentences: Sequence[list[int]]) -> Any:
        """How each of the sentences says (0) and goes against (1) each of the points: points by sentences by two."""
        numbers, side = _joined([*points, *sentences])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.read(numbers, side)
        return self._laid_beside(x.float(), side < 2, points, sentences)

    def _laid_beside(self, x: Any, there: Any, points: Any, sentences: Any) -> Any:
        size = len(points)
        mean = functional.normalize((x * there[..., None]).sum(1) / there.sum(1, keepdim=True), dim=-1)
        heed = self.weighs(x)[..., 0].masked_fill(~there, _FAR).softmax(-1)
        upto, to = max(map(len, points)), max(map(len, sentences))
        said, sentence = self.as_point(x[:size, :upto])[:, None], self.as_sentence(x[size:, :to])[None]
        of_point, of_sentence = there[:size, :upto][:, None], there[size:, :to][None]
        alike = torch.einsum(
            "pid,sjd->psij", functional.normalize(said[:, 0], dim=-1), functional.normalize(sentence[0], dim=-1)
        )
        steep = alike * (5 * self.steepness.exp() / 20)
        both = of_point[..., None] & of_sentence[:, :, None]
        beside = steep.masked_fill(~of_sentence[:, :, None], _FAR).softmax(-1) @ sentence
        best = alike.masked_fill(~of_sentence[:, :, None], _FAR).amax(-1).masked_fill(~of_point, 0)
        x_point = self._compared(said, beside, best)
        other = steep.masked_fill(~of_point[..., None], _FAR).softmax(2).transpose(2, 3) @ said
        likest = alike.masked_fill(~both, _FAR).amax(2).clamp(min=-1)
        x_sentence = self._compared(other, sentence, likest)
        heed_point, heed_sentence = heed[:size, :upto][:, None, :], heed[size:, :to][None]
        signs = [
            (x_point * heed_point[..., None]).sum(2),
            x_point.masked_fill(~of_point[..., None], _FAR).amax(2),
            (x_sentence * heed_sentence[..., None]).sum(2),
            3 * (mean[:size] @ mean[size:].T)[..., None],
            3 * (best * heed_point).sum(-1, keepdim=True),
            best.masked_fill(~of_point, 1).amin(-1, keepdim=True),
        ]
        inner = functional.gelu(self.joins(self.dropped(torch.cat(signs, -1))), approximate="tanh")
        return self.says(inner)

    def _compared(self, one: Any, other: Any, alike: Any) -> Any:
        one, other = torch.broadcast_tensors(one, other)
        together = torch.cat([one, other, one * other, (one - other).abs(), alike[..., None]], -1)
        return functional.gelu(self.compares(together), approximate="tanh")


def is_learnt_anew(name: str) -> bool:
    """Whether numbers of this name are none of the pretrained ones."""
    return name.split(".")[0] in _LEARNT_ANEW


def packed_sense(net: SenseNet, spelt: Sequence[str]) -> tuple[bytes, dict[str, Any]]:
    """The encoder's file and the numbers of its head."""
    state = state_of(net)
    head = {name: state.pop(name.replace("_offset", ".offset") if "_" in name else f"{name}.rows") for name in _HEAD}
    head["steepness"] = state.pop("steepness")
    return sides_graph(packed(state, SMALL), spelt, NEAR_LAYERS), head


def _joined(rows: Sequence[list[int]]) -> tuple[Any, Any]:
    """All texts in one batch, and where each is over."""
    numbers = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    side = np.full(numbers.shape, 2)
    for row, found in enumerate(rows):
        numbers[row, : len(found)] = found
        side[row, : len(found)] = 0
    return torch.tensor(numbers), torch.tensor(side)
