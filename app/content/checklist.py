"""The handover checklist: the one list everything is scored against."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from app.content.shape import Shape

Kind = Literal["name", "statement", "time", "count", "choice", "change", "identifier", "contact"]
Group = Literal["what", "when", "where", "so_what", "who"]


class Wording(Shape):
    """A way of writing an item, and why it is good or poor."""

    text: str
    why: str = ""


class ChecklistItem(Shape):
    """One thing a handover must tell the Major Incident team.

    `weight` is 1 to 5; `minutes` is what its absence adds to the projected first phase;
    `labels` are headings people write it under; `ask_also` are further ways to ask for it.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    labels: tuple[str, ...] = ()
    kind: Kind
    ask: str
    ask_also: tuple[str, ...] = ()
    weight: int = Field(ge=1, le=5)
    critical: bool = False
    minutes: float = Field(ge=0, le=60)
    group: Group = "what"
    why: str = ""
    good: Wording | None = None
    poor: Wording | None = None


class Checklist(Shape):
    """All items in the order they are shown; `hash` identifies this version of the file."""

    items: tuple[ChecklistItem, ...] = Field(min_length=1)
    hash: str = ""

    @model_validator(mode="after")
    def _ids_differ(self) -> "Checklist":
        ids = [item.id for item in self.items]
        twice = {item for item in ids if ids.count(item) > 1}
        if twice:
            raise ValueError(f"these ids stand twice: {', '.join(sorted(twice))}")
        return self

    def __getitem__(self, item_id: str) -> ChecklistItem:
        return next(item for item in self.items if item.id == item_id)

    def __contains__(self, item_id: object) -> bool:
        return any(item.id == item_id for item in self.items)

    def ids(self) -> Iterator[str]:
        """The item ids in the checklist's order."""
        return (item.id for item in self.items)
