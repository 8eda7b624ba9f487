"""The script of a video, `content/videos/<slug>/script.yml`: what is said, and what arrives in the picture with it."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from app.content.shape import Shape

Tone = Literal["plain", "good", "poor"]
Sign = Literal["captured", "partial", "unknown_stated", "wrong", "missing"]


def _spelled_out(line: Any) -> Any:
    """A line that is only its words, as the mapping it stands for."""
    return {"shows": line} if isinstance(line, str) else line


class Speech(Shape):
    """Words of somebody in a conversation; the desk's stand on the right."""

    who: str
    words: str
    desk: bool = False


class Ticket(Shape):
    """A ticket as it lies in a queue."""

    number: str
    words: str
    at: str = ""


class Figure(Shape):
    """A number to be seen from the back of the room, and what it is."""

    value: str
    meaning: str


class Note(Shape):
    """A written note, such as a handover, line for line as written."""

    words: str
    title: str = ""
    tone: Tone = "plain"


class Point(Shape):
    """One short sentence of a list; `sign` is a verdict's shape before it."""

    words: str
    sign: Sign | None = None


class Stretch(Shape):
    """Minutes on one of the scene's lanes, counted from 1, one after the other."""

    lane: int = Field(ge=1)
    minutes: float = Field(gt=0)
    label: str
    tone: Tone = "plain"


class Part(Shape):
    """One thing that arrives in the picture: exactly one kind, on the right half when `beside`."""

    speech: Speech | None = None
    ticket: Ticket | None = None
    figure: Figure | None = None
    note: Note | None = None
    point: Point | None = None
    stretch: Stretch | None = None
    row: tuple[str, ...] = ()
    beside: bool = False

    @property
    def kind(self) -> str:
        """Which kind it is."""
        return next(name for name in type(self).model_fields if name != "beside" and getattr(self, name))

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if len(self.model_fields_set - {"beside"}) != 1:
            raise ValueError("a part is one of: speech, ticket, figure, note, point, stretch, row")
        return self


class Action(Shape):
    """One thing done in the running product while a line is spoken; names are those seen on the page.

    `look` rings part of the page (a CSS selector) for as long as the line lasts.
    """

    open: str = ""
    press: str = ""
    choose: str = ""
    write: str = ""
    into: str = ""
    look: str = ""
    wait: str = ""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        given = self.model_fields_set - {"into"}
        if len(given) != 1 or ("into" in self.model_fields_set) != ("write" in given):
            raise ValueError("an action is one of: open, press, choose, look, wait, or write with into")
        return self


class Line(Shape):
    """What is said in one breath and what arrives with it.

    `shows` is what captions and transcript say, `says` what the voice is given where spelling misleads it. `marks` are
    words of the picture that light up; `clock` are the minutes a running clock goes from and to; `pause` is the silence
    after it, in seconds.
    """

    shows: str = Field(min_length=1)
    says: str = ""
    brings: tuple[Part, ...] = ()
    marks: tuple[str, ...] = ()
    clock: tuple[float, float] | None = None
    does: tuple[Action, ...] = ()
    pause: float = Field(default=0.5, ge=0, le=6)


SpokenLine = Annotated[Line, BeforeValidator(_spelled_out)]


class Scene(Shape):
    """One picture that builds up, or one stretch of a recording of the running product (its lines have `does`)."""

    headline: str
    lines: tuple[SpokenLine, ...] = Field(min_length=1)
    columns: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    begins: tuple[Part, ...] = ()
    source: str = ""

    @property
    def is_recorded(self) -> bool:
        """Whether it shows the running product."""
        return any(line.does for line in self.lines)

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        parts = [part for line in self.lines for part in line.brings] + list(self.begins)
        for part in parts:
            if part.row and len(part.row) != len(self.columns):
                raise ValueError(f"a row has {len(part.row)} cells, the scene {len(self.columns)} columns")
            if part.stretch and part.stretch.lane > len(self.lanes):
                raise ValueError(f"a stretch is on lane {part.stretch.lane}, the scene has {len(self.lanes)}")
        return self


class Recording(Shape):
    """Who is signed in on a recording, and the moment it plays at."""

    as_: str = Field(alias="as")
    moment: str


class Script(Shape):
    """A whole script. `module` is the slug of the module the video belongs to."""

    title: str
    summary: str
    module: str
    recording: Recording | None = None
    scenes: tuple[Scene, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _recordings_say_who(self) -> Self:
        if any(scene.is_recorded for scene in self.scenes) and self.recording is None:
            raise ValueError("a scene is recorded, so say under 'recording' as whom and when")
        return self

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line in the order spoken."""
        return tuple(line for scene in self.scenes for line in scene.lines)
