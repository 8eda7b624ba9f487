"""The sentence encoder in a form that learns, from the pretrained weights or from what was shipped; needs torch."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from evaluation.encoder_file import HEADS, LAYERS, PLACES, TINY, Numbers

DROPPED = 0.1
GROUPS = 4  # of texts of about one length
_PARTS = {
    "looks": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "joins": ("attention.output.dense",),
    "widens": ("intermediate.dense",),
    "narrows": ("output.dense",),
    "steadied": ("attention.output.LayerNorm",),
    "settled": ("output.LayerNorm",),
}


class _Layer(nn.Module):  # type: ignore[misc]
    """One pretrained layer."""

    def __init__(self, base: dict[str, Any], number: int) -> None:
        super().__init__()
        for name, parts in _PARTS.items():
            at = f"encoder.layer.{number}."
            weight = np.concatenate([base[f"{at}{part}.weight"] for part in parts])
            offset = np.concatenate([base[f"{at}{part}.bias"] for part in parts])
            setattr(self, name, _linear(weight, offset) if weight.ndim == 2 else _norm(weight, offset))
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, x: Any, alike: "_AlikeLong") -> Any:
        x = self.steadied(x + self.dropped(self.joins(alike.looked(self.looks(x)))))
        return self.settled(x + self.dropped(self.narrows(functional.gelu(self.widens(x), approximate="tanh"))))


class _AlikeLong:
    """The texts of a batch in groups of about one length, so that little is computed where a text is over."""

    def __init__(self, there: Any) -> None:
        lengths = there.sum(1)
        starts = lengths.cumsum(0) - lengths
        self._groups = []
        for rows in lengths.argsort().chunk(GROUPS):
            places = torch.arange(int(lengths[rows].max()))
            inside = places < lengths[rows][:, None]
            self._groups.append((torch.where(inside, starts[rows][:, None] + places, starts[rows][:, None]), inside))
        self._back = torch.cat([pieces[inside] for pieces, inside in self._groups]).argsort()

    def looked(self, looks: Any) -> Any:
        """What each piece takes from the pieces of its own text; `looks` has a row a piece, text after text."""
        width = looks.shape[1] // 3
        found = []
        for pieces, inside in self._groups:
            asks, offers, gives = looks[pieces].view(*pieces.shape, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
            heed = (asks @ offers.transpose(-1, -2) / (width // HEADS) ** 0.5).float()
            shares = heed.masked_fill(~inside[:, None, None, :], float("-inf")).softmax(-1)
            found.append((shares.to(gives.dtype) @ gives).transpose(1, 2).reshape(*pieces.shape, width)[inside])
        return torch.cat(found)[self._back]


class EncoderNet(nn.Module):  # type: ignore[misc]
    """The layers that every encoder here is made of; the vectors of pieces stay as they are."""

    def __init__(self, base: dict[str, Any], kept: Sequence[int], layers: int = LAYERS, places: int = PLACES) -> None:
        super().__init__()
        at = "embeddings."
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(base[f"{at}word_embeddings.weight"][kept]))
        self.places = nn.Parameter(torch.tensor(base[f"{at}position_embeddings.weight"][:places]))
        self.sides = nn.Parameter(torch.tensor(base[f"{at}token_type_embeddings.weight"]))
        self.evened = _norm(base[f"{at}LayerNorm.weight"], base[f"{at}LayerNorm.bias"])
        self.layers = nn.ModuleList(_Layer(base, number) for number in range(layers))
        self.width = self.places.shape[1]
        self.dropped = nn.Dropout(DROPPED)

    def read(self, numbers: Any, side: Any) -> Any:
        """A vector a piece; `side`: 0 for the message, 1 for what was said before it, 2 where a line is over."""
        there = side < 2
        x = self.vectors(numbers[there]) + self.places[there.nonzero()[:, 1]] + self.sides[side[there]]
        x, alike = self.dropped(self.evened(x)), _AlikeLong(there)
        for layer in self.layers:
            x = layer(x, alike)
        read = x.new_zeros(*numbers.shape, self.width)
        read[there] = x
        return read


def state_of(net: EncoderNet) -> dict[str, Any]:
    """The numbers of the net by the names of the shipped file."""
    return {_in_file(name): numbers.numpy() for name, numbers in net.state_dict().items()}


def by_net(net: EncoderNet, state: Numbers) -> dict[str, Any]:
    """The numbers of a file by the names of the net; the vectors of pieces are the pretrained ones as they are."""
    own = net.state_dict()
    return {name: own[name] if name.startswith("vectors") else state[_in_file(name)] for name in own}


def _in_file(name: str) -> str:
    """What the shipped file calls numbers of the net."""
    first, _, last = name.replace("layers.", "layer").rpartition(".")
    if not first or first == "heeds":
        return first or last
    if first.endswith(("steadied", "settled", "evened")) and last == "weight":
        return f"{first}.gain"
    return f"{first}.rows" if last == "weight" else f"{first}.offset"


def _linear(weight: Any, offset: Any) -> Any:
    linear = nn.Linear(weight.shape[1], weight.shape[0])
    linear.load_state_dict({"weight": torch.tensor(weight), "bias": torch.tensor(offset)})
    return linear


def _norm(gain: Any, offset: Any) -> Any:
    norm = nn.LayerNorm(len(gain), eps=TINY)
    norm.load_state_dict({"weight": torch.tensor(gain), "bias": torch.tensor(offset)})
    return norm
