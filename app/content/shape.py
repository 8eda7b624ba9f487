"""The base of every content object: frozen, strict, and closed to keys nobody declared."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A content object. Unknown keys are refused so that a typing mistake is named, not swallowed."""

    # Built at first need: within a larger one a shape is built with that, and not once more by itself.
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", str_strip_whitespace=True)
