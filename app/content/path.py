"""The path: what is required of whom by when, and the certificate at its end."""

from typing import Literal

from pydantic import Field, model_validator

from app.content.shape import Shape


class PathStep(Shape):
    """A module (read, check passed) or a scenario (passed), due `due_days` after the person joined."""

    module: str | None = None
    scenario: str | None = None
    due_days: int = Field(ge=0)

    @model_validator(mode="after")
    def _one_of_both(self) -> "PathStep":
        if (self.module is None) == (self.scenario is None):
            raise ValueError("a step names either a module or a scenario")
        return self

    @property
    def kind(self) -> Literal["module", "scenario"]:
        return "module" if self.module is not None else "scenario"

    @property
    def slug(self) -> str:
        return self.module or self.scenario or ""


class CertificateTerms(Shape):
    """What the certificate is called and for how many days it stands."""

    title: str
    valid_days: int = Field(default=365, ge=1)


class LearningPath(Shape):
    """The steps in order, for people with one of the roles in `roles`."""

    title: str
    roles: tuple[str, ...] = ("agent",)
    steps: tuple[PathStep, ...] = Field(min_length=1)
    certificate: CertificateTerms
    hash: str = ""
