"""Teaches a net that knows points the whole truths of values as well, and what is left open; needs torch.

Whether a sentence says "Getting worse; 40 at first, 412 now" is learned from the verdicts on the items that are told by
values, and that something is not known from where people marked that. What the net made of points before it shall make
of them still: as it was it is its own teacher there.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from math import ceil
from typing import Any

import torch
from torch.nn import functional

from evaluation.sense_lessons import (
    Line,
    LinesLesson,
    NoteLesson,
    SenseLesson,
    SenseLessons,
    TaughtPoint,
    left_open,
)
from evaluation.sense_net import SenseNet, is_learnt_anew
from evaluation.sense_pupil import changed_texts, distance
from evaluation.sense_texts import numbers, under, written_anyhow
from evaluation.sense_trainer import AGAINST, UNDER_HEADING, Mean, weigh_marked
from evaluation.teaching_steps import Steps

ROUNDS, BODY_RATE, HEAD_RATE = 2.5, 9e-5, 6e-4
# Of which items it is taught that they are left open; the others hardly ever are.
MAY_BE_OPEN = (
    "change", "team", "users", "error", "impact", "trend", "told", "started", "workaround", "sites", "deadline",
)  # fmt: skip
OF_ANOTHER, OPEN_OF_ANOTHER, OPEN_UNASKED = 0.3, 0.1, 0.5  # shares of what else is asked
_AS_BEFORE, _CHANGED_AS_BEFORE, _OPEN = 2.0, 3.0, 0.3
_VERDICTS = {"captured": 1.0, "partial": 0.3}


def teach(
    net: SenseNet,
    lessons: SenseLessons,
    known: Mapping[str, int],
    chance: random.Random,
    tell: Callable[[str], object],
) -> None:
    """Teaches a net that has learned points all lessons some rounds long."""
    before = deepcopy(net).eval()
    rounds = [lessons.round(chance) for _ in range(ceil(ROUNDS))]
    rounds[-1] = rounds[-1][: round((ROUNDS - len(rounds) + 1) * len(rounds[-1]))]
    steps = Steps(net, is_learnt_anew, sum(map(len, rounds)), BODY_RATE, HEAD_RATE)

    def loss_at(_: int, lesson: SenseLesson) -> Any:
        loss, changed = _loss(net, before, lesson, known, chance), changed_texts(lesson, chance)
        return loss if loss is None or changed is None else loss + _as_before(net, before, *changed, known)

    steps.through(rounds, loss_at, "values", tell)


def _loss(net: SenseNet, before: SenseNet, lesson: SenseLesson, known: Mapping[str, int], chance: random.Random) -> Any:
    if isinstance(lesson, LinesLesson):
        return _of_lines(net, before, lesson, known, chance)
    return _of_note(net, before, lesson, known, chance)


def _as_before(
    net: SenseNet, before: SenseNet, points: Sequence[str], sentences: Sequence[str], known: Mapping[str, int]
) -> Any:
    """How far the net is from what it made of these changed texts before."""
    given = numbers(points, known), numbers(sentences, known)
    with torch.no_grad():
        told = before(*given)[..., 0]
    return _CHANGED_AS_BEFORE * distance(net(*given)[..., 0], told)


class _Asked:
    """What some sentences are laid beside: points, whole truths and what is left open, in this order."""

    def __init__(
        self,
        points: Sequence[TaughtPoint],
        wholes: Sequence[TaughtPoint],
        still_open: Sequence[TaughtPoint],
        chance: random.Random,
    ) -> None:
        self.points, self.wholes, self.still_open = points, wholes, still_open
        self.texts = [written_anyhow(each, chance) for each in (*points, *wholes, *still_open)]

    def told(
        self, net: SenseNet, before: SenseNet, sentences: Sequence[str], known: Mapping[str, int]
    ) -> tuple[Any, Any, Any]:
        """What the net tells of whole truths and of what is left open, and how far it is, of points, from before."""
        asked, given, size = numbers(self.texts, known), numbers(sentences, known), len(self.points)
        told, apart = net(asked, given), torch.zeros(())
        if self.points:
            with torch.no_grad():
                was = before(asked[:size], given)[..., 0]
            apart = _AS_BEFORE * distance(told[:size, :, 0], was)
        return told[size : size + len(self.wholes)], told[size + len(self.wholes) :], apart


def _of_lines(
    net: SenseNet, before: SenseNet, lesson: LinesLesson, known: Mapping[str, int], chance: random.Random
) -> Any:
    """The loss of some lines: each says the whole truth of its item, a part of it, or goes against it."""
    lines, items = lesson.lines, {line.item for line in lesson.lines}
    points = [p for p in lesson.points if p.item in items or chance.random() < OF_ANOTHER]
    wholes = [p for p in lesson.wholes if p.item in items or chance.random() < OF_ANOTHER]
    still_open = [left_open(i) for i in MAY_BE_OPEN if i in items or chance.random() < OPEN_OF_ANOTHER]
    texts = [under(line.text, line.item if chance.random() < UNDER_HEADING else None) for line in lines]
    of_wholes, of_open, loss = _Asked(points, wholes, still_open, chance).told(net, before, texts, known)
    if wholes:
        wanted = torch.tensor([[_wanted(each, line) for line in lines] for each in wholes])
        says, weight, against, weight_against = wanted.unbind(-1)
        loss = loss + (_entropy(of_wholes[..., 0], says) * weight).sum() / weight.sum()
        loss = loss + AGAINST * (_entropy(of_wholes[..., 1], against) * weight_against).sum() / weight_against.sum()
    if still_open:
        wanted = torch.tensor([[float(_leaves_open(each, line)) for line in lines] for each in still_open])
        loss = loss + _OPEN * _entropy(of_open[..., 0], wanted).mean()
    return loss


def _wanted(whole: TaughtPoint, line: Line) -> tuple[float, float, float, float]:
    """How surely a line says a whole truth and how much that weighs, and the same of going against it."""
    if line.item != whole.item:
        return 0.0, 0.15, 0.0, 0.05
    return _VERDICTS.get(line.verdict, 0.0), 1.0, 0.9 * (line.verdict == "wrong"), 1.0


def _leaves_open(asked: TaughtPoint, line: Line) -> bool:
    return line.item == asked.item and line.verdict == "unknown_stated"


def _of_note(
    net: SenseNet, before: SenseNet, lesson: NoteLesson, known: Mapping[str, int], chance: random.Random
) -> Any:
    """The loss of a handover: a whole truth is said where people marked it, and so is what they took for left open."""
    if not lesson.sentences:
        return None
    labels = lesson.labels
    points = [p for p in lesson.points if p.item in labels]
    wholes = [p for p in lesson.wholes if p.item in labels]
    may_be_open = [item for item in MAY_BE_OPEN if item in labels]
    still_open = [left_open(i) for i in may_be_open if _is_open(lesson, i) or chance.random() < OPEN_UNASKED]
    texts = [under(text, section) for text, section in lesson.sentences]
    of_wholes, of_open, loss = _Asked(points, wholes, still_open, chance).told(net, before, texts, known)
    says, against = Mean(), Mean()
    for at, whole in enumerate(wholes):
        _weigh_whole(says, against, of_wholes[at : at + 1], labels[whole.item], torch.tensor(lesson.marked[whole.item]))
    for at, each in enumerate(still_open):
        marked = torch.tensor(lesson.marked[each.item])
        _weigh_open(says, of_open[at : at + 1, :, 0], _is_open(lesson, each.item), marked)
    return loss + says.value() + AGAINST * against.value()


def _is_open(lesson: NoteLesson, item: str) -> bool:
    """Whether a handover says of an item that it is not known."""
    verdict = lesson.labels[item]
    return verdict == "unknown_stated" or (verdict == "captured" and item in lesson.open_truths)


def _weigh_whole(says: Mean, against: Mean, told: Any, verdict: str, marked: Any) -> None:
    """A whole truth is said, half said or gone against where people marked it, and nowhere else."""
    if not marked.all():
        says.add(told[:, ~marked, 0].amax(1), 0.0, 0.5)
        against.add(told[:, ~marked, 1].amax(), 0.0, 0.3)
    if not marked.any():
        return
    if verdict == "wrong":
        says.add(told[:, marked, 0].amax(1), 0.0, 0.7)
    else:
        weigh_marked(says, told[:, marked, 0], verdict)
    against.add(told[:, marked, 1].amax(), float(verdict == "wrong"), 1.0)


def _weigh_open(says: Mean, told: Any, is_open: bool, marked: Any) -> None:
    """That something is not known is said where people marked it, and nowhere else."""
    if is_open and marked.any():
        says.add(torch.logsumexp(2 * told[:, marked], 1) / 2, 1.0, 1.0)
    if not is_open:
        says.add(told.amax(1), 0.0, 0.4)
    elif not marked.all():
        says.add(told[:, ~marked].amax(1), 0.0, 0.3)


def _entropy(told: Any, target: Any) -> Any:
    return functional.binary_cross_entropy_with_logits(told, target, reduction="none")
