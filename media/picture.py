"""What a picture of the product shows, as `content/guides/pictures.yml` says it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class _Said(BaseModel):
    """Closed to keys nobody declared, so that a slip of the keyboard is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Said):
    """One thing done on the page; exactly one key is given. Names are those seen, from their beginning."""

    open: str | None = None
    press: str | None = None
    fill: Mapping[str, str] | None = None
    choose: Mapping[str, str] | None = None
    key: str | None = None
    wait: int | None = Field(default=None, ge=1, le=1800)
    see: str | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("a step is one of: open, press, fill, choose, key, wait, see")
        return self


class Picture(_Said):
    """A picture: who is signed in, the address, the steps from there, and the part of the page that is kept.

    With `after`, the name of a picture before it, it goes on from where that one was taken, as the same person.
    `of` are selectors; the picture is the smallest rectangle round all of them, `padding` pixels wider, at most `most`
    pixels high. With none it is the window. `mark` names what gets a ring round it. `paper` instead of `at` is the
    address of a PDF, whose first page is drawn.
    """

    name: str = Field(pattern=_NAME)
    after: str = ""
    as_: str = Field(default="", alias="as")
    at: str = ""
    paper: str = ""
    steps: tuple[Step, ...] = ()
    of: tuple[str, ...] = ()
    mark: tuple[str, ...] = ()
    padding: int = Field(default=16, ge=0, le=64)
    most: int = Field(default=900, ge=80, le=2000)
    width: int = Field(default=1100, ge=320, le=1600)
    height: int = Field(default=800, ge=320, le=1600)

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if sum(map(bool, (self.at, self.after, self.paper))) != 1:
            raise ValueError("a picture is of a page (at), of a PDF (paper) or goes on from another (after)")
        if bool(self.as_) == bool(self.after):
            raise ValueError("a picture says who is signed in (as), unless it goes on from another (after)")
        return self


class Album(_Said):
    """The whole file: the moment the sample organisation is of, and the pictures."""

    moment: datetime
    pictures: tuple[Picture, ...]

    @model_validator(mode="after")
    def _has_no_name_twice(self) -> Self:
        names = [picture.name for picture in self.pictures]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two pictures have the name {', '.join(twice)}")
        for number, picture in enumerate(self.pictures):
            if picture.after and picture.after not in names[:number]:
                raise ValueError(f"{picture.name} goes on from {picture.after}, and no picture before it has that name")
        return self

    def whole(self, picture: Picture) -> Picture:
        """The picture with everything that is done before it, from signing in."""
        if not picture.after:
            return picture
        before = self.whole(next(one for one in self.pictures if one.name == picture.after))
        steps = (*before.steps, *picture.steps)
        return picture.model_copy(update={"after": "", "as_": before.as_, "at": before.at, "steps": steps})


def read_album(file: Path) -> Album:
    """What stands in the file. Raises pydantic's ValidationError with every mistake in it."""
    said: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    return TypeAdapter(Album).validate_python(said)
