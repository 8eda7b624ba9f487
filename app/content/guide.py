"""A how-to guide: one task of the trade or of Baton, step by step."""

from pydantic import Field

from app.content.prose import Prose
from app.content.shape import Shape
from app.content.typography import Printed


class GuideHead(Shape):
    """The front matter of a guide; `readers` (written `for`) are the roles it is for."""

    title: str
    summary: str
    minutes: int = Field(ge=1, le=15)
    readers: tuple[str, ...] = Field(min_length=1, alias="for")


class Guide(Shape):
    """One guide, its text rendered to safe HTML."""

    slug: str
    title: Printed
    summary: Printed
    minutes: int
    readers: tuple[str, ...]
    prose: Prose
