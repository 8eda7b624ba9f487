"""The base of every content object: frozen, strict, and closed to keys nobody declared."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A content object. Unknown keys are refused so that a typing mistake is named, not swallowed."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
