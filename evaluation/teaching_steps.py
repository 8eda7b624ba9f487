"""The steps by which a net is taught, round after round: one a lesson, ever smaller; needs torch."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import torch
from torch import nn

WARM_UP, LEAST_RATE = 0.05, 0.02
LARGEST_STEP, DECAY = 1.0, 0.01

Lesson = TypeVar("Lesson")


class Steps:
    """So many steps for a net whose pretrained part learns slower than its `head` (told by the numbers' names)."""

    def __init__(
        self, net: Any, is_head: Callable[[str], bool], steps: int, body_rate: float, head_rate: float
    ) -> None:
        body = [p for name, p in net.named_parameters() if p.requires_grad and not is_head(name)]
        head = [p for name, p in net.named_parameters() if is_head(name)]
        rates = [{"params": body, "lr": body_rate}, {"params": head, "lr": head_rate}]
        self._net, self._step = net, torch.optim.AdamW(rates, weight_decay=DECAY)
        self._pace = torch.optim.lr_scheduler.LambdaLR(
            self._step, lambda done: min(1.0, (done + 1) / (WARM_UP * steps)) * max(LEAST_RATE, 1 - done / steps)
        )

    def learn(self, loss: Any) -> float:
        """One step against this loss; the loss as a number."""
        self._step.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._net.parameters(), LARGEST_STEP)
        self._step.step()
        self._pace.step()
        return float(loss.item())

    def through(
        self,
        rounds: Sequence[Sequence[Lesson]],
        loss_of: Callable[[int, Lesson], Any],
        name: str,
        tell: Callable[[str], object],
    ) -> None:
        """Teaches the net every lesson of each round by its loss, which is asked of its place in the round as well and
        is None where nothing can be learned."""
        self._net.train()
        for number, lessons in enumerate(rounds, start=1):
            losses = (loss_of(at, lesson) for at, lesson in enumerate(lessons))
            lost = [self.learn(loss) for loss in losses if loss is not None]
            tell(f"{name}, round {number} of {len(rounds)}, {len(lost)} lessons: loss {sum(lost) / len(lost):.3f}\n")
        self._net.eval()
