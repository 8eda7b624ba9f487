"""Teaches the net that reads a point and a sentence together, by the lessons of the sense of sentences; needs torch."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch
from torch.nn import functional

from evaluation.pair_net import Pair, PairNet, is_learnt_anew
from evaluation.sense_lessons import LinesLesson, NoteLesson, SenseLesson, SenseLessons
from evaluation.sense_texts import behind, numbers, under, written_anyhow
from evaluation.sense_trainer import UNDER_HEADING, Mean, wanted, weigh_marked
from evaluation.teaching_steps import Steps

ROUNDS, BODY_RATE, HEAD_RATE = 2, 1.5e-4, 1e-3
AT_ONCE, LINES_AT_ONCE = 96, 8  # pairs of a step, at least; lines of a situation
SITUATIONS_SHARE = 0.5  # of the handovers about situations of their own in each round
# How much it weighs what is said of points of other items, of sentences unmarked, and what goes against a point.
OF_ANOTHER, UNMARKED, AGAINST, AGAINST_UNMARKED = 0.4, 0.5, 0.5, 0.3
_OTHER_ITEMS, _TWO_UNMARKED, _DENIES = 0.4, 0.3, 0.7


class _Batch:
    """Pairs that are read in one step: some with what each should tell, some of which one of several should."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self.each: list[tuple[int, float, float, float, float]] = []
        self.sets: list[tuple[str, list[list[int]]]] = []

    def add(self, point: list[int], sentence: list[int]) -> int:
        """Where a pair stands in this batch."""
        self.pairs.append((point, sentence))
        return len(self.pairs) - 1


def teach(
    net: PairNet,
    lessons: SenseLessons,
    known: Mapping[str, int],
    chance: random.Random,
    tell: Callable[[str], object],
) -> None:
    """Teaches a net all lessons some rounds long."""
    rounds = [list(_batches(lessons, known, chance)) for _ in range(ROUNDS)]
    steps = Steps(net, is_learnt_anew, sum(map(len, rounds)), BODY_RATE, HEAD_RATE)
    steps.through(rounds, lambda _, batch: _loss(net, batch), "pairs", tell)


def _batches(lessons: SenseLessons, known: Mapping[str, int], chance: random.Random) -> Iterator[_Batch]:
    """One round: every line, every handover of a scenario and some of those about situations, in a random order."""
    mixed: list[SenseLesson] = [n for n in lessons.notes if n.said is None or chance.random() < SITUATIONS_SHARE]
    for whole in lessons.lines:
        lines = chance.sample(whole.lines, len(whole.lines))
        starts = range(0, len(lines), LINES_AT_ONCE)
        mixed += [LinesLesson(whole.points, tuple(lines[at : at + LINES_AT_ONCE])) for at in starts]
    chance.shuffle(mixed)
    batch = _Batch()
    for lesson in mixed:
        if isinstance(lesson, LinesLesson):
            _add_lines(batch, lesson, known, chance)
        else:
            _add_note(batch, lesson, known, chance)
        if len(batch.pairs) >= AT_ONCE:
            yield batch
            batch = _Batch()


def _add_lines(batch: _Batch, lesson: LinesLesson, known: Mapping[str, int], chance: random.Random) -> None:
    """Each line beside the points of its item, now and then beside one of another."""
    for line in lesson.lines:
        text = behind(under(line.text, line.item if chance.random() < UNDER_HEADING else None), known)
        own = [point for point in lesson.points if point.item == line.item]
        others = [point for point in lesson.points if point.item != line.item]
        beside = chance.sample(others, 1) if others and chance.random() < _OTHER_ITEMS else []
        for point in (*own, *beside):
            says, weight, against, weight_against = wanted(point, line)
            weight = weight if point.item == line.item else OF_ANOTHER
            (spelt,) = numbers([written_anyhow(point, chance)], known)
            batch.each.append((batch.add(spelt, text), says, weight, against, AGAINST * weight_against))


def _add_note(batch: _Batch, lesson: NoteLesson, known: Mapping[str, int], chance: random.Random) -> None:
    """The points of each item beside the sentences in which people marked it, and beside one or two others."""
    sentences = [behind(under(text, section), known) for text, section in lesson.sentences]
    points = [point for point in lesson.points if point.item in lesson.labels]
    spelt = numbers([written_anyhow(point, chance) for point in points], known)
    for item, verdict in lesson.labels.items():
        rows = [row for row, point in enumerate(points) if point.item == item]
        marked = [at for at, is_marked in enumerate(lesson.marked[item]) if is_marked]
        unmarked = [at for at, is_marked in enumerate(lesson.marked[item]) if not is_marked]
        for row in rows:
            several = 1 + (chance.random() < _TWO_UNMARKED)
            for at in chance.sample(unmarked, min(several, len(unmarked))):
                where = batch.add(spelt[row], sentences[at])
                batch.each.append((where, 0.0, UNMARKED, 0.0, AGAINST * AGAINST_UNMARKED))
        if lesson.said is not None:
            denies = _DENIES * (verdict == "wrong")
            for row in rows:
                said = lesson.said[item, points[row].number]
                for at in marked:
                    where = batch.add(spelt[row], sentences[at])
                    batch.each.append((where, float(said[at]), 1.0, denies, AGAINST * AGAINST_UNMARKED))
        elif rows and marked:
            batch.sets.append((verdict, [[batch.add(spelt[row], sentences[at]) for at in marked] for row in rows]))


def _loss(net: PairNet, batch: _Batch) -> Any:
    told = net(batch.pairs)
    lost, weight = torch.zeros(()), 0.0
    if batch.each:
        rows = torch.tensor([row for row, *_ in batch.each])
        says, weighs, against, weighs_against = torch.tensor([each for _, *each in batch.each]).T
        lost = lost + (_entropy(told[rows, 0], says) * weighs).sum()
        lost = lost + (_entropy(told[rows, 1], against) * weighs_against).sum()
        weight += float(weighs.sum())
    mean = Mean()
    for verdict, places in batch.sets:
        pairs = told[torch.tensor(places)]
        weigh_marked(mean, pairs[..., 0], verdict)
        denied = pairs[..., 1].amax()
        lost = lost + AGAINST_UNMARKED * _entropy(denied, torch.tensor(float(verdict == "wrong")))
    return (lost + mean.total) / max(weight + mean.weight, 1.0)


def _entropy(told: Any, target: Any) -> Any:
    return functional.binary_cross_entropy_with_logits(told, target, reduction="none")


def asked(net: PairNet, points: Sequence[str], sentences: Sequence[str], known: Mapping[str, int]) -> list[float]:
    """What the net, taught, makes of each point beside the sentence at the same place: how surely it is said."""
    with torch.no_grad():
        pairs = [(point, behind(text, known)) for point, text in zip(numbers(points, known), sentences, strict=True)]
        return [float(told) for told in net(pairs)[:, 0]]
