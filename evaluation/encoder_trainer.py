"""Teaches the layers of a pretrained sentence encoder what questions are about; alone in needing torch."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from app.simulation.encoder import spelt_out
from evaluation.encoder_file import LAYERS, base_weights, kept_pieces, loosened, packed
from evaluation.encoder_graph import arrays_in, graph
from evaluation.encoder_lessons import Lesson, Lessons
from evaluation.encoder_net import EncoderNet, by_net, state_of

ROUNDS, BATCH = 3, 32
BODY_RATE, HEAD_RATE, WARM_UP, LEAST_RATE = 1.5e-4, 2e-3, 0.06, 0.02
# What is taught further knows nearly everything: it goes on at the pace of the first teaching's last third.
FURTHER = 1 / 3
OLD_SHARE = 0.5
DECAY, MEMORY, LARGEST_STEP = 0.01, (0.9, 0.98), 1.0
SMOOTHED, START = 0.02, -2.5
_SORTED_TOGETHER = 24


class _Net(EncoderNet):
    """The encoder of `app.simulation.encoder` in a form that learns."""

    def __init__(self, base: dict[str, Any], kept: Sequence[int], labels: int) -> None:
        super().__init__(base, kept)
        self.points, self.heeds = nn.Linear(self.width, labels), nn.Linear(self.width, labels, bias=False)
        nn.init.normal_(self.points.weight, 0, 0.02)
        nn.init.constant_(self.points.bias, START)
        nn.init.zeros_(self.heeds.weight)

    def forward(self, numbers: Any, side: Any) -> Any:
        """`side`: 0 for the message, 1 for what was said before it, 2 where a line of the batch is over."""
        x = self.read(numbers, side)
        heeded = self.heeds(x).masked_fill((side != 0)[:, :, None], -1e9).softmax(1)
        return (heeded * self.points(self.dropped(x))).sum(1)


def taught(lessons: Lessons, labels: int, tell: Callable[[str], object], seed: int = 0) -> bytes:
    """An encoder taught these lessons, as its file; `tell` hears how it goes. NoBase without the pretrained weights."""
    chance = _chance(seed)
    net, known = _net(lessons.plain, labels)
    rounds = [_batches(list(lessons.round(chance)), known, chance) for _ in range(ROUNDS)]
    _teach(net, rounds, 1.0, tell)
    return graph(packed(state_of(net)), list(known), LAYERS)


def taught_further(
    before: bytes, old: Lessons, new: Lessons, labels: int, tell: Callable[[str], object], seed: int = 0
) -> bytes:
    """The encoder of this file, taught one round more: the new lessons twice, half of the old ones, lest it forget
    them. NoBase without the pretrained weights."""
    chance = _chance(seed)
    net, known = _net([*old.plain, *new.plain], labels)
    numbers = by_net(net, loosened(arrays_in(before)))
    net.load_state_dict({name: torch.as_tensor(each) for name, each in numbers.items()})
    again = [lesson for lesson in old.round(chance) if chance.random() < OLD_SHARE]
    lessons = [*again, *new.round(chance), *new.round(chance)]
    _teach(net, [_batches(lessons, known, chance)], FURTHER, tell)
    return graph(packed(state_of(net)), list(known), LAYERS)


def _chance(seed: int) -> random.Random:
    torch.manual_seed(seed)
    return random.Random(seed)


def _net(lessons: Sequence[Lesson], labels: int) -> tuple[_Net, dict[str, int]]:
    """A net that has learned nothing yet, and the pieces it knows in the order of their vectors."""
    base, spelt = base_weights()
    kept = kept_pieces(spelt, (text for lesson in lessons for text in (lesson.text, lesson.before)))
    return _Net(base, kept, labels), {spelt[number]: place for place, number in enumerate(kept)}


def _teach(
    net: _Net, rounds: Sequence[list[list[tuple[Any, ...]]]], pace_of_all: float, tell: Callable[[str], object]
) -> None:
    """Takes the net through these rounds of batches."""
    step, pace = _optimiser(net, sum(len(batches) for batches in rounds), pace_of_all)
    net.train()
    for number, batches in enumerate(rounds, start=1):
        lost = 0.0
        for batch in batches:
            loss = _loss(net, batch)
            lost += loss.item() / len(batches)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), LARGEST_STEP)
            step.step()
            step.zero_grad()
            pace.step()
        tell(f"round {number} of {len(rounds)}, {len(batches)} batches: loss {lost:.3f}\n")


def _optimiser(net: _Net, steps: int, pace_of_all: float) -> tuple[Any, Any]:
    """What moves the numbers: the new ones fast, the pretrained ones slowly, both slower towards the end."""
    head = [*net.points.parameters(), *net.heeds.parameters()]
    new = {id(p) for p in head}
    body = [p for p in net.parameters() if p.requires_grad and id(p) not in new]
    groups = [{"params": body, "lr": BODY_RATE * pace_of_all}, {"params": head, "lr": HEAD_RATE * pace_of_all}]
    step = torch.optim.AdamW(groups, betas=MEMORY, weight_decay=DECAY)

    def rate(done: int) -> float:
        return min((done + 1) / (WARM_UP * steps), max(LEAST_RATE, (steps - done) / steps))

    return step, torch.optim.lr_scheduler.LambdaLR(step, rate)


def _batches(lessons: list[Lesson], known: dict[str, int], chance: random.Random) -> list[list[tuple[Any, ...]]]:
    """The lessons of a round in batches of about one length each, in a random order."""
    rows = [(*spelt_out(known, lesson.text, lesson.before), lesson) for lesson in lessons]
    chance.shuffle(rows)
    batches = [
        alike[start : start + BATCH]
        for alike in (sorted(chunk, key=lambda row: len(row[0])) for chunk in _chunks(rows, BATCH * _SORTED_TOGETHER))
        for start in range(0, len(alike), BATCH)
    ]
    chance.shuffle(batches)
    return batches


def _chunks(rows: list[Any], size: int) -> Iterator[list[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _loss(net: _Net, batch: list[tuple[Any, ...]]) -> Any:
    longest = max(len(numbers) for numbers, _, _ in batch)
    numbers = np.zeros((len(batch), longest), dtype=np.int64)
    side = np.full((len(batch), longest), 2)
    for row, (found, length, _) in enumerate(batch):
        numbers[row, : len(found)] = found
        side[row, : len(found)] = np.arange(len(found)) >= length
    wanted = torch.tensor(np.stack([lesson.wanted for _, _, lesson in batch]), dtype=torch.float32)
    certain = torch.tensor(np.stack([lesson.certain for _, _, lesson in batch]), dtype=torch.float32)
    weight = torch.tensor([lesson.weight for _, _, lesson in batch], dtype=torch.float32)
    wanted = wanted * (1 - SMOOTHED) + SMOOTHED / wanted.shape[1]
    said = net(torch.tensor(numbers), torch.tensor(side))
    each = functional.binary_cross_entropy_with_logits(said, wanted, reduction="none")
    return ((each * certain).sum(1) * weight).mean()
