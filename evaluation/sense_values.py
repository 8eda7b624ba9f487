"""Teaches a net that knows points whole truths too, what goes against either, and what is left open; needs torch.

Whether a sentence says "Getting worse; 40 at first, 412 now" is learned from the verdicts on the items that are told by
values, and that something is not known from where people marked that. What the net made of points before it shall make
of them still: as it was it is its own teacher there. What only sounds like a truth, and what is turned against it by
one word or in the same breath, is learned from lines that were written so (`labelled/near.jsonl`, `mixed.jsonl`).
"""

import random
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from math import ceil
from typing import Any

import torch
from torch.nn import functional

from app.handover.sensed import MAY_BE_OPEN
from evaluation.joined_lines import Sentence, sentences
from evaluation.sense_lessons import (
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
from evaluation.sense_trainer import AGAINST, OF_ANOTHER, UNDER_HEADING, Mean, wanted, weigh_against, weigh_marked
from evaluation.teaching_steps import Steps

ROUNDS, BODY_RATE, HEAD_RATE = 2.5, 9e-5, 6e-4
ALSO_ASKED, OPEN_ALSO_ASKED, OPEN_UNASKED = 0.3, 0.1, 0.5  # shares of what else is asked
NEAR_A_ROUND, MIXED_A_ROUND = 2, 5  # how often near and mixed lines come in a round
_AS_BEFORE, _CHANGED_AS_BEFORE, _OPEN = 2.0, 3.0, 0.3
_LABELS, _AGAINST_LINES, _GONE_AGAINST, _SURELY = 0.3, 0.7, 1.5, 0.95
_ALONE, _MIXED_ALONE = 0.5, 0.8  # shares of the sentences made of lines that are of one line
_AGAINST_ANOTHER = 0.1  # weight of what a line of another item goes against
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
    rounds = [lessons.round(chance, NEAR_A_ROUND, MIXED_A_ROUND) for _ in range(ceil(ROUNDS))]
    rounds[-1] = rounds[-1][: round((ROUNDS - len(rounds) + 1) * len(rounds[-1]))]
    steps = Steps(net, is_learnt_anew, sum(map(len, rounds)), BODY_RATE, HEAD_RATE)

    def loss_at(_: int, lesson: SenseLesson) -> Any:
        loss = _loss(net, before, lesson, known, chance)
        changed = None if isinstance(lesson, LinesLesson) and lesson.near else changed_texts(lesson, chance)
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


@dataclass(frozen=True, slots=True)
class _Told:
    """What the net tells of points, whole truths and what is left open, and how surely points were said before."""

    points: Any
    wholes: Any
    still_open: Any
    before: Any

    def apart(self) -> Any:
        """How far what it tells of points is from before."""
        return _AS_BEFORE * distance(self.points[..., 0], self.before)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What some sentences are laid beside."""

    points: Sequence[TaughtPoint]
    wholes: Sequence[TaughtPoint]
    still_open: Sequence[TaughtPoint]

    def told(
        self,
        net: SenseNet,
        before: SenseNet,
        sentences: Sequence[str],
        known: Mapping[str, int],
        chance: random.Random,
    ) -> _Told:
        """What the net makes of them, and what it made of them before."""
        texts = [written_anyhow(each, chance) for each in (*self.points, *self.wholes, *self.still_open)]
        asked, given, size = numbers(texts, known), numbers(sentences, known), len(self.points)
        told = net(asked, given)
        with torch.no_grad():
            was = before(asked[:size], given)[..., 0] if size else torch.zeros(0)
        points, wholes, still_open = told.split([size, len(self.wholes), len(self.still_open)])
        return _Told(points, wholes, still_open, was)


def _of_lines(
    net: SenseNet, before: SenseNet, lesson: LinesLesson, known: Mapping[str, int], chance: random.Random
) -> Any:
    """The loss of some lines, alone and joined: each says all of its item, a part of it, or goes against it."""
    alone, items = _MIXED_ALONE if lesson.mixed else _ALONE, {line.item for line in lesson.lines}
    spoken = sentences(lesson.lines, alone, chance)
    asked = _Asked(
        [p for p in lesson.points if p.item in items or chance.random() < ALSO_ASKED],
        [p for p in lesson.wholes if p.item in items or chance.random() < ALSO_ASKED],
        [left_open(i) for i in MAY_BE_OPEN if i in items or chance.random() < OPEN_ALSO_ASKED],
    )
    told = asked.told(net, before, [_headed(sentence, chance) for sentence in spoken], known, chance)
    loss = torch.zeros(())
    if asked.points:
        loss = loss + _of_points(told, asked.points, spoken, lesson)
    if asked.wholes:
        targets = torch.tensor([[_wanted(each, sentence) for sentence in spoken] for each in asked.wholes])
        says, weight, against, weight_against = targets.unbind(-1)
        loss = loss + _mean(_entropy(told.wholes[..., 0], says), weight)
        loss = loss + _AGAINST_LINES * _mean(_entropy(told.wholes[..., 1], against), weight_against)
    if asked.still_open:
        leaves = torch.tensor([[_leaves_open(each, sentence) for sentence in spoken] for each in asked.still_open])
        loss = loss + _OPEN * _entropy(told.still_open[..., 0], leaves.float()).mean()
    return loss


def _headed(sentence: Sentence, chance: random.Random) -> str:
    """A sentence as it stands, or now and then below the heading of what it is about."""
    is_headed = len(sentence.lines) == 1 and chance.random() < UNDER_HEADING
    return under(sentence.text, sentence.lines[0].item if is_headed else None)


def _of_points(told: _Told, points: Sequence[TaughtPoint], spoken: Sequence[Sentence], lesson: LinesLesson) -> Any:
    """Sentences say points as they did before, and as they are labelled; of near lines nothing was to be trusted."""
    targets = torch.tensor([[_wanted_of(point, sentence) for sentence in spoken] for point in points])
    labelled = _mean(_entropy(told.points[..., 0], targets[..., 0]), targets[..., 1])
    loss = labelled if lesson.near else told.apart() + _LABELS * labelled
    return loss + _AGAINST_LINES * _against_some(told.points[..., 1], points, spoken, lesson.mixed)


def _wanted_of(point: TaughtPoint, sentence: Sentence) -> tuple[float, float, float, float]:
    return wanted(point, sentence.about(point.item) or sentence.lines[0])


def _against_some(told: Any, points: Sequence[TaughtPoint], spoken: Sequence[Sentence], mixed: bool) -> Any:
    """A line that is wrong goes against the surest point of its item, unless it is a mixed one, and any other line
    against none."""
    lines = [[sentence.about(point.item) for sentence in spoken] for point in points]
    own = torch.tensor([[line is not None for line in row] for row in lines])
    wrong = torch.tensor([[line is not None and line.verdict == "wrong" for line in row] for row in lines])
    of_others = torch.where(own, 1.0, _AGAINST_ANOTHER) * ~wrong
    loss, weight = (_entropy(told, torch.zeros_like(told)) * of_others).sum(), float(of_others.sum())
    for item in () if mixed else {point.item for point in points}:
        rows = [row for row, point in enumerate(points) if point.item == item]
        surest = told[rows][:, wrong[rows[0]]].amax(0)
        loss = loss + _GONE_AGAINST * _entropy(surest, torch.full_like(surest, _SURELY)).sum()
        weight += _GONE_AGAINST * len(surest)
    return loss / max(weight, 1.0)


def _mean(losses: Any, weights: Any) -> Any:
    return (losses * weights).sum() / weights.sum()


def _wanted(whole: TaughtPoint, sentence: Sentence) -> tuple[float, float, float, float]:
    """How surely a sentence says a whole truth and how much that weighs, and the same of going against it."""
    line = sentence.about(whole.item)
    if line is None:
        return 0.0, OF_ANOTHER, 0.0, _AGAINST_ANOTHER
    return _VERDICTS.get(line.verdict, 0.0), 1.0, 0.9 * (line.verdict == "wrong"), 1.0


def _leaves_open(asked: TaughtPoint, sentence: Sentence) -> bool:
    line = sentence.about(asked.item)
    return line is not None and line.verdict == "unknown_stated"


def _of_note(
    net: SenseNet, before: SenseNet, lesson: NoteLesson, known: Mapping[str, int], chance: random.Random
) -> Any:
    """The loss of a handover: a whole truth is said where people marked it, and so is what they took for left open."""
    if not lesson.sentences:
        return None
    labels = lesson.labels
    may_be_open = [item for item in MAY_BE_OPEN if item in labels]
    asked = _Asked(
        [p for p in lesson.points if p.item in labels],
        [p for p in lesson.wholes if p.item in labels],
        [left_open(item) for item in may_be_open if _is_open(lesson, item) or chance.random() < OPEN_UNASKED],
    )
    told = asked.told(net, before, [under(text, section) for text, section in lesson.sentences], known, chance)
    says, against = Mean(), Mean()
    for at, whole in enumerate(asked.wholes):
        _weigh_whole(
            says, against, told.wholes[at : at + 1], labels[whole.item], torch.tensor(lesson.marked[whole.item])
        )
    for item, verdict in labels.items():
        rows = [row for row, point in enumerate(asked.points) if point.item == item]
        if rows:
            weigh_against(against, told.points[rows][..., 1], verdict, torch.tensor(lesson.marked[item]))
    for at, each in enumerate(asked.still_open):
        marked = torch.tensor(lesson.marked[each.item])
        _weigh_open(says, told.still_open[at : at + 1, :, 0], _is_open(lesson, each.item), marked)
    loss = says.value() + AGAINST * against.value()
    return loss + told.apart() if asked.points else loss


def _is_open(lesson: NoteLesson, item: str) -> bool:
    """Whether a handover says of an item that it is not known."""
    verdict = lesson.labels[item]
    return verdict == "unknown_stated" or (verdict == "captured" and item in lesson.open_truths)


def _weigh_whole(says: Mean, against: Mean, told: Any, verdict: str, marked: Any) -> None:
    """A whole truth is said, half said or gone against where people marked it, and nowhere else."""
    weigh_against(against, told[..., 1], verdict, marked)
    if not marked.all():
        says.add(told[:, ~marked, 0].amax(1), 0.0, 0.5)
    if marked.any() and verdict == "wrong":
        says.add(told[:, marked, 0].amax(1), 0.0, 0.7)
    elif marked.any():
        weigh_marked(says, told[:, marked, 0], verdict)


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
