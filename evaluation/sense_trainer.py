"""Teaches a sentence encoder which points a sentence says, and what goes against them; needs torch."""

import random
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch.nn import functional

from evaluation.sense_lessons import Line, LinesLesson, NoteLesson, SenseLesson, SenseLessons, TaughtPoint
from evaluation.sense_net import SenseNet, is_learnt_anew
from evaluation.sense_texts import numbers, under, written_anyhow
from evaluation.teaching_steps import Steps

ROUNDS, BODY_RATE, HEAD_RATE = 4, 1.2e-4, 2e-3
# What a line of one item says of another, nobody labelled: hardly anything, as a rule.
OF_ANOTHER, AGAINST_ANOTHER, AGAINST = 0.15, 0.05, 0.5
UNDER_HEADING, OTHER_POINTS = 0.15, 0.5
_HALF, _VAGUE = 0.25, 0.1


def teach(
    net: SenseNet,
    lessons: SenseLessons,
    known: Mapping[str, int],
    chance: random.Random,
    tell: Callable[[str], object],
) -> None:
    """Teaches a net all lessons some rounds long."""
    rounds = [lessons.round(chance) for _ in range(ROUNDS)]
    steps = Steps(net, is_learnt_anew, sum(map(len, rounds)), BODY_RATE, HEAD_RATE)
    steps.through(rounds, lambda _, lesson: loss_of(net, lesson, known, chance), "points", tell)


def loss_of(net: SenseNet, lesson: SenseLesson, known: Mapping[str, int], chance: random.Random) -> Any:
    """How far the net is from what a lesson says; None of a handover that nothing can be learned from."""
    if isinstance(lesson, LinesLesson):
        return _of_lines(net, lesson, known, chance)
    return _of_note(net, lesson, known, chance)


def _of_lines(net: SenseNet, lesson: LinesLesson, known: Mapping[str, int], chance: random.Random) -> Any:
    """The loss of some lines: each says some points of its item, or goes against it."""
    items = {line.item for line in lesson.lines}
    points = [p for p in lesson.points if p.item in items or chance.random() < OTHER_POINTS]
    texts = [under(line.text, line.item if chance.random() < UNDER_HEADING else None) for line in lesson.lines]
    told = net(numbers([written_anyhow(p, chance) for p in points], known), numbers(texts, known))
    targets = torch.tensor([[wanted(p, line) for line in lesson.lines] for p in points])
    says = functional.binary_cross_entropy_with_logits(told[..., 0], targets[..., 0], reduction="none")
    against = functional.binary_cross_entropy_with_logits(told[..., 1], targets[..., 2], reduction="none")
    weight, weight_against = targets[..., 1], targets[..., 3]
    return (says * weight).sum() / weight.sum() + AGAINST * (against * weight_against).sum() / weight_against.sum()


def wanted(point: TaughtPoint, line: Line) -> tuple[float, float, float, float]:
    """How surely a line says a point and how much that weighs, and the same of going against it."""
    if line.item != point.item:
        return 0.0, OF_ANOTHER, 0.0, AGAINST_ANOTHER
    says, weight = float(point.number in line.said), 1.0
    if not line.said:
        weight = 0.0 if line.verdict == "captured" else 1.0
        says = _VAGUE if line.verdict == "partial" else 0.0
    against = (0.3 if point.number in line.said else 0.9) if line.verdict == "wrong" else 0.0
    return says, weight, against, 1.0


def _of_note(net: SenseNet, lesson: NoteLesson, known: Mapping[str, int], chance: random.Random) -> Any:
    """The loss of a handover: each point is said where people marked it."""
    points = [p for p in lesson.points if p.item in lesson.labels]
    if not lesson.sentences or not points:
        return None
    sentences = [under(text, section) for text, section in lesson.sentences]
    told = net(numbers([written_anyhow(p, chance) for p in points], known), numbers(sentences, known))
    says, against = Mean(), Mean()
    for item, verdict in lesson.labels.items():
        rows = [row for row, p in enumerate(points) if p.item == item]
        if not rows:
            continue
        marked = torch.tensor(lesson.marked[item])
        said, denied = told[rows][..., 0], told[rows][..., 1]
        if lesson.said is not None:
            for number, row in enumerate(rows):
                _weigh_said(says, said[number], torch.tensor(lesson.said[item, points[row].number]))
        else:
            if not marked.all():
                says.add(said[:, ~marked].amax(1), 0.0, 0.5)
            if marked.any():
                weigh_marked(says, said[:, marked], verdict)
        weigh_against(against, denied, verdict, marked)
    return says.value() + AGAINST * against.value()


def _weigh_said(says: "Mean", of_point: Any, said: Any) -> None:
    """A point is said where it was marked as said in full, and nowhere else."""
    if said.any():
        says.add(torch.logsumexp(2 * of_point[said], 0) / 2, 1.0, 0.6)
    if not said.all():
        says.add(of_point[~said].amax(), 0.0, 0.4)


def weigh_against(against: "Mean", denied: Any, verdict: str, marked: Any) -> None:
    """An item is gone against where people marked words of a wrong one, and nowhere else.

    `denied`: its points, or its whole truth, by sentences.
    """
    if not marked.all():
        against.add(denied[:, ~marked].amax(), 0.0, 0.3)
    if marked.any():
        against.add(denied[:, marked].amax(), float(verdict == "wrong"), 1.0)


def weigh_marked(says: "Mean", said: Any, verdict: str) -> None:
    """Of a captured item each point is said where people marked it, of a half one some are, of a missing one none.

    `said`: points by the sentences in which they marked words.
    """
    best = torch.logsumexp(2 * said, 1) / 2
    if verdict == "captured":
        says.add(best, 1.0, 1.0)
    elif verdict == "partial" and len(best) == 1:
        says.add(best, _HALF, 1.0)
    elif verdict == "partial":
        says.add(best.amax(), 0.85, 0.5)
        says.add(best.amin(), 0.05, 1.0)
    elif verdict in ("unknown_stated", "missing"):
        says.add(best, 0.0, 0.5)


class Mean:
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
