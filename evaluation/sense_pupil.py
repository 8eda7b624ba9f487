"""Teaches the net that is shipped by what several nets, taught apart, make of sentences together; needs torch.

Two nets of its own kind and one that reads point and sentence together are right more often than any of them; the
pupil learns their numbers, not labels alone, of sentences as they stand and of sentences cut, thinned and joined, of
which nobody wrote labels (Hinton et al., arXiv:1503.02531; Jiao et al., arXiv:1909.10351).
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from evaluation.pair_net import PairNet
from evaluation.pair_trainer import asked
from evaluation.sense_lessons import LinesLesson, SenseLesson, SenseLessons
from evaluation.sense_net import SenseNet, is_learnt_anew
from evaluation.sense_texts import numbers, under, written_anyhow
from evaluation.sense_trainer import UNDER_HEADING, loss_of
from evaluation.teaching_steps import Steps

ROUNDS, BODY_RATE, HEAD_RATE = 2, 1.2e-4, 1e-3
AS_IT_STANDS, CUT, THINNED = 0.35, 0.6, 0.8  # below which a sentence stays, is cut, loses words; else it is joined
OTHER_POINTS, LABELLED = 0.3, 3  # share of other items' points; every how many lessons by its labels as well
# The pair net is asked of these many doubtful pairs of a lesson and of some others; its word weighs a little more.
DOUBTFUL, OTHERS, UNSURE, HARDLY, PAIR_WEIGHT = 40, 12, 0.03, 0.004, 1.3
_TEACHING, _LABELS, _APART, _FURTHEST, _LEAST, _LIKELY = 2.0, 0.3, 0.04, 4.0, 0.25, 0.02
_JOINED_BEFORE, _JOINED_BEHIND = (", ", " but ", "; "), (" and ", ", ", "; ", " - ")


@dataclass(frozen=True, slots=True)
class Teachers:
    """Nets taught apart, each with the pieces it knows."""

    alike: Sequence[tuple[SenseNet, Mapping[str, int]]]
    pairs: tuple[PairNet, Mapping[str, int]]

    def told(self, points: Sequence[str], sentences: Sequence[str], chance: random.Random) -> Any:
        """How surely each sentence says each point, as all of them have it together: points by sentences."""
        with torch.no_grad():
            each = [net(numbers(points, known), numbers(sentences, known))[..., 0] for net, known in self.alike]
        together = torch.stack(each).mean(0)
        sure = together.sigmoid()
        unsure = (sure > UNSURE) & (sure < 1 - UNSURE)
        doubtful = unsure.nonzero().tolist()
        others = (~unsure & (sure > HARDLY)).nonzero().tolist()
        chance.shuffle(doubtful)
        chance.shuffle(others)
        pairs = [*doubtful[:DOUBTFUL], *others[:OTHERS]]
        if pairs:
            net, known = self.pairs
            told = asked(net, [points[row] for row, _ in pairs], [sentences[at] for _, at in pairs], known)
            weight = len(each) + PAIR_WEIGHT
            for (row, at), one in zip(pairs, told, strict=True):
                together[row, at] = (len(each) * together[row, at] + PAIR_WEIGHT * one) / weight
        return together


def teach(
    net: SenseNet,
    teachers: Teachers,
    lessons: SenseLessons,
    known: Mapping[str, int],
    chance: random.Random,
    tell: Callable[[str], object],
) -> None:
    """Teaches a net, which may have learned before, what its teachers make of the texts of all lessons."""
    rounds = [lessons.round(chance) for _ in range(ROUNDS)]
    steps = Steps(net, is_learnt_anew, sum(map(len, rounds)), BODY_RATE, HEAD_RATE)

    def loss_at(at: int, lesson: SenseLesson) -> Any:
        texts = changed_texts(lesson, chance)
        if texts is None:
            return None
        loss = _TEACHING * _apart_from(net, teachers, *texts, known, chance)
        labels = loss_of(net, lesson, known, chance) if at % LABELLED == 0 else None
        return loss if labels is None else loss + _LABELS * labels

    steps.through(rounds, loss_at, "pupil", tell)


def _apart_from(
    net: SenseNet,
    teachers: Teachers,
    points: Sequence[str],
    sentences: Sequence[str],
    known: Mapping[str, int],
    chance: random.Random,
) -> Any:
    """How far the net is from what the teachers tell."""
    told = teachers.told(points, sentences, chance)
    return distance(net(numbers(points, known), numbers(sentences, known))[..., 0], told)


def distance(mine: Any, told: Any) -> Any:
    """How far what a net tells is from what it should; what is hardly said at all weighs less."""
    sure = told.sigmoid()
    weight = _LEAST + (1 - _LEAST) * (sure > _LIKELY).float()
    entropy = functional.binary_cross_entropy_with_logits(mine, sure, reduction="none")
    apart = (mine - told).clamp(-_FURTHEST, _FURTHEST) ** 2
    return ((entropy + _APART / 2 * apart) * weight).sum() / weight.sum()


def changed_texts(lesson: SenseLesson, chance: random.Random) -> tuple[list[str], list[str]] | None:
    """The points and sentences of a lesson, some of these changed; None where there is nothing to lay side by side."""
    if isinstance(lesson, LinesLesson):
        items = {line.item for line in lesson.lines}
        points = [p for p in lesson.points if p.item in items or chance.random() < OTHER_POINTS]
        said = [(line.text, line.item if chance.random() < UNDER_HEADING else None) for line in lesson.lines]
    else:
        points, said = [p for p in lesson.points if p.item in lesson.labels], list(lesson.sentences)
    if not points or not said:
        return None
    texts = [text for text, _ in said]
    changed = [under(anyhow(text, texts, chance), section) for text, section in said]
    return [written_anyhow(point, chance) for point in points], changed


def anyhow(text: str, others: Sequence[str], chance: random.Random) -> str:
    """A text as it stands, a part of it, the text with fewer words, or joined with one of the others."""
    way, words = chance.random(), text.split()
    if way < AS_IT_STANDS or len(words) < 4:
        return text
    if way < CUT:
        size = max(2, int(len(words) * chance.uniform(0.35, 0.85)))
        start = chance.randint(0, len(words) - size)
        return " ".join(words[start : start + size])
    if way < THINNED:
        return " ".join(word for word in words if chance.random() > 0.15) or text
    other = chance.choice(others)
    if chance.random() < 0.5:
        return f"{text}{chance.choice(_JOINED_BEHIND)}{other}"
    return f"{other}{chance.choice(_JOINED_BEFORE)}{text}"
