"""The three levels a call can be taken at: what each shows, how fast its clock runs, and whether it counts."""

from dataclasses import dataclass
from typing import Literal, get_args

LevelName = Literal["guided", "supported", "assessed"]
LEVEL_NAMES: tuple[LevelName, ...] = get_args(LevelName)


@dataclass(frozen=True, slots=True)
class Level:
    """`pace` is how long a simulated second takes, in per cent of a second, before anybody's extra time.

    `checklist`: the items are shown and the handover may be made in a form of them; `suggests`: a next question is
    suggested; `pauses`: the clock stops when asked to, and while the person is away; `counts`: a pass counts on the
    path.
    """

    name: LevelName
    label: str
    sentence: str
    pace: int
    checklist: bool
    suggests: bool
    pauses: bool
    counts: bool


LEVELS: dict[str, Level] = {
    level.name: level
    for level in (
        Level(
            "guided",
            "Guided",
            "The checklist is at hand, as a list to open under your words or as a form to fill in, and a next question "
            "is suggested. The clock runs at half speed, and you can pause.",
            pace=200,
            checklist=True,
            suggests=True,
            pauses=True,
            counts=False,
        ),
        Level(
            "supported",
            "Supported",
            "The checklist is at hand, as a list to open under your words or as a form to fill in. The clock runs as "
            "in life, and you can pause.",
            pace=100,
            checklist=True,
            suggests=False,
            pauses=True,
            counts=False,
        ),
        Level(
            "assessed",
            "Assessed",
            "As at the desk: no checklist, no suggestions, and the clock does not stop. A pass counts.",
            pace=100,
            checklist=False,
            suggests=False,
            pauses=False,
            counts=True,
        ),
    )
}

COUNTING = tuple(level.name for level in LEVELS.values() if level.counts)
_USUAL_CLOCKS = ("The clock runs at half speed", "The clock runs as in life")


def sentence_for(level: Level, extra_time: int) -> str:
    """What the level is like for a person with so much extra time, in per cent."""
    if not extra_time:
        return level.sentence
    minutes, seconds = divmod(round(60 * pace_for(level, extra_time) / 100), 60)
    takes = f"{minutes} min {seconds} s" if seconds else f"{minutes} min"
    clock = f"With your extra time a minute of the call takes {takes}"
    for usual in _USUAL_CLOCKS:
        if usual in level.sentence:
            return level.sentence.replace(usual, clock)
    return f"{level.sentence} {clock}."


def taken_at(level: str, pace: int, *, tells_extra_time: bool) -> str:
    """The level a call was taken at and, where it may be told, the extra time: "Assessed, 25 % extra time"."""
    extra = pace * 100 // LEVELS[level].pace - 100
    return f"{LEVELS[level].label}, {extra} % extra time" if extra and tells_extra_time else LEVELS[level].label


def pace_for(level: Level, extra_time: int) -> int:
    """The pace of a call at this level for a person with so much extra time, in per cent."""
    return level.pace * (100 + extra_time) // 100
