"""The projected first phase as a line of minutes: what a complete handover takes and what each item added."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.content.scenario import Verdict
from app.handover.scorecard import Scorecard
from app.handover.scoring import PHASE_CAP, PHASE_MINUTES

_LEAST = 0.05  # minutes under which an item that came a moment later is no part of the line
_PER_LETTER = 0.75  # per cent of the line's length that one letter of a label takes on a wide screen


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the line: `x` and `width` in per cent of its length; `minutes` as the item added them.

    `sent_after` is how many seconds after the handover the item came, 0 when it stood in it or never came.
    """

    item: str
    label: str
    verdict: Verdict
    minutes: float
    x: float
    width: float
    labelled: bool
    sent_after: float


@dataclass(frozen=True, slots=True)
class Phase:
    """The line. `complete` is the width of the 15 minutes in per cent; `capped` when the model's 60 minutes cut it."""

    minutes: float
    low: float
    high: float
    complete: float
    stretches: tuple[Stretch, ...]
    capped: bool


def phase(card: Scorecard, labels: Mapping[str, str]) -> Phase:
    """The line of this scorecard, the dearest item first."""
    dear = sorted((mark for mark in card.items if mark.minutes_added >= _LEAST), key=lambda mark: -mark.minutes_added)
    added = sum(mark.minutes_added for mark in dear)
    capped = added > PHASE_CAP - PHASE_MINUTES
    shrink = (card.projected_minutes - PHASE_MINUTES) / added if added else 0.0
    complete = 100 * PHASE_MINUTES / card.projected_minutes
    stretches, x = [], complete
    for mark in dear:
        width = 100 * mark.minutes_added * shrink / card.projected_minutes
        label = labels.get(mark.item, mark.item)
        fits = width >= _PER_LETTER * (len(label) + 4)
        stretches.append(
            Stretch(
                mark.item,
                label,
                mark.verdict,
                round(mark.minutes_added, 1) if mark.sent_after else mark.minutes_added,
                round(x, 2),
                round(width, 2),
                fits,
                mark.sent_after,
            )
        )
        x += width
    return Phase(
        card.projected_minutes, card.projected_low, card.projected_high, round(complete, 2), tuple(stretches), capped
    )
