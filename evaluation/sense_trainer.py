"""Teaches a sentence encoder which points a sentence says, and what goes against them; needs torch."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from app.handover.sense import LONGEST, WAYS
from app.language.wordpieces import BEGINNING, END, pieces
from evaluation.encoder_file import LAYERS, base_weights, kept_pieces, packed
from evaluation.encoder_graph import sides_graph
from evaluation.encoder_net import EncoderNet, state_of
from evaluation.sense_lessons import Line, LinesLesson, NoteLesson, SenseLessons, TaughtPoint

ROUNDS, WIDTH, INNER, JOINED = 3, 64, 64, 64
BODY_RATE, HEAD_RATE, WARM_UP, LEAST_RATE = 1.2e-4, 2e-3, 0.05, 0.02
LARGEST_STEP, DECAY = 1.0, 0.01
COMMON_TO = 12_000  # handovers are written in more words than questions are
# What a line of one item says of another, nobody labelled: hardly anything, as a rule.
OF_ANOTHER, AGAINST_ANOTHER, AGAINST = 0.15, 0.05, 0.5
_FEWER_WAYS, _UNDER_HEADING, _OTHER_POINTS = 0.3, 0.15, 0.5
_HALF, _VAGUE, _FAR = 0.25, 0.1, -1e4
_HEAD = ("compares", "compares_offset", "joins", "joins_offset", "says", "says_offset")


class SenseNet(EncoderNet):
    """What `app.handover.sense.Sense` computes, for many texts at once."""

    def __init__(self, base: dict[str, Any], kept: Sequence[int]) -> None:
        super().__init__(base, kept)
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

    def forward(self, points: Any, sentences: Any) -> Any:
        """How each of the sentences says (0) and goes against (1) each of the points: points by sentences by two."""
        numbers, side = _joined(points, sentences)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.read(numbers, side)
        x, there, size = x.float(), side < 2, len(points)
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


def taught(lessons: SenseLessons, tell: Callable[[str], object], seed: int = 0) -> tuple[bytes, dict[str, Any]]:
    """The encoder's file and the numbers of its head, taught these lessons. NoBase without the pretrained weights."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    base, spelt = base_weights()
    kept = kept_pieces(spelt, lessons.texts(), COMMON_TO)
    known = {spelt[number]: place for place, number in enumerate(kept)}
    net = SenseNet(base, kept)
    _teach(net, [lessons.round(chance) for _ in range(ROUNDS)], known, chance, tell)
    return packed_sense(net, list(known))


def packed_sense(net: SenseNet, spelt: Sequence[str]) -> tuple[bytes, dict[str, Any]]:
    """The encoder's file and the numbers of its head. What goes against a point is not shipped: it was taught because
    it helps to tell what says it."""
    state = state_of(net)
    head = {name: state.pop(name.replace("_offset", ".offset") if "_" in name else f"{name}.rows") for name in _HEAD}
    head |= {"steepness": state.pop("steepness"), "says": head["says"][0], "says_offset": head["says_offset"][:1]}
    return sides_graph(packed(state), spelt, LAYERS), head


def _teach(
    net: SenseNet,
    rounds: Sequence[Sequence[Any]],
    known: dict[str, int],
    chance: random.Random,
    tell: Callable[[str], object],
) -> None:
    body = [p for name, p in net.named_parameters() if p.requires_grad and not _is_head(name)]
    head = [p for name, p in net.named_parameters() if _is_head(name)]
    step = torch.optim.AdamW([{"params": body, "lr": BODY_RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=DECAY)
    steps = sum(map(len, rounds))
    pace = torch.optim.lr_scheduler.LambdaLR(
        step, lambda done: min(1.0, (done + 1) / (WARM_UP * steps)) * max(LEAST_RATE, 1 - done / steps)
    )
    net.train()
    for number, lessons in enumerate(rounds, start=1):
        lost = 0.0
        for lesson in lessons:
            loss = (
                _of_lines(net, lesson, known, chance)
                if isinstance(lesson, LinesLesson)
                else _of_note(net, lesson, known, chance)
            )
            if loss is None:
                continue
            step.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), LARGEST_STEP)
            step.step()
            pace.step()
            lost += loss.item() / len(lessons)
        tell(f"round {number} of {len(rounds)}, {len(lessons)} lessons: loss {lost:.3f}\n")


def _is_head(name: str) -> bool:
    return name.split(".")[0] in {"as_point", "as_sentence", "weighs", "steepness", "compares", "joins", "says"}


def _of_lines(net: SenseNet, lesson: LinesLesson, known: dict[str, int], chance: random.Random) -> Any:
    """The loss of some lines: each says some points of its item, or goes against it."""
    items = {line.item for line in lesson.lines}
    points = [p for p in lesson.points if p.item in items or chance.random() < _OTHER_POINTS]
    texts = [_under(line.text, line.item if chance.random() < _UNDER_HEADING else None) for line in lesson.lines]
    told = net(_numbers([_point(p, chance) for p in points], known), _numbers(texts, known))
    wanted = torch.tensor([[_wanted(p, line) for line in lesson.lines] for p in points])
    says = functional.binary_cross_entropy_with_logits(told[..., 0], wanted[..., 0], reduction="none")
    against = functional.binary_cross_entropy_with_logits(told[..., 1], wanted[..., 2], reduction="none")
    return (says * wanted[..., 1]).sum() / wanted[..., 1].sum() + AGAINST * (against * wanted[..., 3]).sum() / wanted[
        ..., 3
    ].sum()


def _wanted(point: TaughtPoint, line: Line) -> tuple[float, float, float, float]:
    """How surely a line says a point and how much that weighs, and the same of going against it."""
    if line.item != point.item:
        return 0.0, OF_ANOTHER, 0.0, AGAINST_ANOTHER
    says, weight = float(point.number in line.said), 1.0
    if point.whole:
        says = 1.0 if line.verdict == "captured" else _HALF if line.verdict == "partial" else 0.0
    elif not line.said:
        weight = 0.0 if line.verdict == "captured" else 1.0
        says = _VAGUE if line.verdict == "partial" else 0.0
    against = (0.3 if point.number in line.said else 0.9) if line.verdict == "wrong" else 0.0
    return says, weight, against, 1.0


def _of_note(net: SenseNet, lesson: NoteLesson, known: dict[str, int], chance: random.Random) -> Any:
    """The loss of a handover: of a captured item each point is said where people marked it, of a half one some are."""
    points = [p for p in lesson.points if p.item in lesson.labels]
    if not lesson.sentences or not points:
        return None
    sentences = [_under(text, section) for text, section in lesson.sentences]
    told = net(_numbers([_point(p, chance) for p in points], known), _numbers(sentences, known))
    says, against = _Mean(), _Mean()
    for item, verdict in lesson.labels.items():
        rows = [row for row, p in enumerate(points) if p.item == item]
        if not rows:
            continue
        marked = torch.tensor(lesson.marked[item])
        said, denied = told[rows][..., 0], told[rows][..., 1]
        if not marked.all():
            says.add(said[:, ~marked].amax(1), 0.0, 0.5)
            against.add(denied[:, ~marked].amax(), 0.0, 0.3)
        if marked.any():
            best = torch.logsumexp(2 * said[:, marked], 1) / 2
            _weigh(says, best, verdict, points[rows[0]])
            against.add(denied[:, marked].amax(), float(verdict == "wrong"), 1.0)
    return says.value() + AGAINST * against.value()


def _weigh(says: "_Mean", best: Any, verdict: str, point: TaughtPoint) -> None:
    if verdict == "captured":
        says.add(best, 1.0, 1.0)
    elif verdict == "partial" and len(best) == 1:
        says.add(best, _HALF, 1.0)
    elif verdict == "partial":
        says.add(best.amax(), 0.85, 0.5)
        says.add(best.amin(), 0.05, 1.0)
    elif verdict in ("unknown_stated", "missing"):
        says.add(best, float(point.whole and point.unknown and verdict == "unknown_stated"), 0.5)


class _Mean:
    """A weighted mean of losses."""

    def __init__(self) -> None:
        self.total, self.weight = torch.zeros(()), 0.0

    def add(self, told: Any, wanted: float, weight: float) -> None:
        """One more, of the mean of these numbers."""
        target = torch.full_like(told, wanted)
        self.total = self.total + weight * functional.binary_cross_entropy_with_logits(told, target)
        self.weight += weight

    def value(self) -> Any:
        """The mean of all."""
        return self.total / max(self.weight, 1.0)


def _point(point: TaughtPoint, chance: random.Random) -> str:
    """A point by its ways in some order, now and then by fewer of them."""
    ways = chance.sample(point.ways, len(point.ways))
    if len(ways) > 1 and chance.random() < _FEWER_WAYS:
        ways = ways[: chance.randint(1, len(ways))]
    return _under(" / ".join(ways[:WAYS]), point.item)


def _under(text: str, section: str | None) -> str:
    return f"{section.replace('_', ' ')}: {text}" if section else text


def _numbers(texts: Sequence[str], known: dict[str, int]) -> list[list[int]]:
    return [[known[BEGINNING], *pieces(text, known)[:LONGEST], known[END]] for text in texts]


def _joined(points: list[list[int]], sentences: list[list[int]]) -> tuple[Any, Any]:
    """All texts in one batch, and where each is over."""
    rows = [*points, *sentences]
    numbers = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    side = np.full(numbers.shape, 2)
    for row, found in enumerate(rows):
        numbers[row, : len(found)] = found
        side[row, : len(found)] = 0
    return torch.tensor(numbers), torch.tensor(side)
