"""What can come of an action besides success, for the page to say."""

from dataclasses import dataclass
from typing import Literal

Purpose = Literal["welcome", "new_password"]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """This person may come in."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Too many tries: nothing was looked at, not even a right password."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, as a sentence, and the form's field it belongs to (empty: to none)."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else changed these fields of the form meanwhile, to something else; nothing was changed."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkGone:
    """The link was used, or ended, while its page was open; nothing was changed."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """A one-time link of a person; its secret is kept nowhere else."""

    person_id: int
    token: str
    purpose: Purpose
