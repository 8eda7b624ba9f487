"""The paths: what is required of each role by when, in which order and how often, and the certificate at the end."""

from collections.abc import Collection
from typing import Literal

from pydantic import Field, model_validator

from app.content.shape import Shape

RoleName = Literal["agent", "trainer", "major_incident_manager", "manager", "administrator"]
StepKind = Literal["module", "scenario", "video"]

FIRST_PATH = "service-desk"  # a path without an id, and the one path of files from before there were several


class PathStep(Shape):
    """A module (read, check passed), a scenario (passed) or a video (seen), `due_days` after the person joined.

    It opens once the steps in `after` are done, and is due again `renew_days` after it was last done.
    """

    module: str | None = None
    scenario: str | None = None
    video: str | None = None
    due_days: int = Field(ge=0)
    after: tuple[str, ...] = ()
    renew_days: int | None = Field(default=None, ge=7)

    @model_validator(mode="after")
    def _one_thing(self) -> "PathStep":
        if [self.module, self.scenario, self.video].count(None) != 2:
            raise ValueError("a step names either a module, a scenario or a video")
        return self

    @property
    def kind(self) -> StepKind:
        if self.video is not None:
            return "video"
        return "module" if self.module is not None else "scenario"

    @property
    def slug(self) -> str:
        return self.module or self.scenario or self.video or ""


class CertificateTerms(Shape):
    """What the certificate is called and for how many days it stands."""

    title: str
    valid_days: int = Field(default=365, ge=1)


class LearningPath(Shape):
    """The steps in order, for people with one of the roles in `roles`; the certificate they earn, if any.

    Certificates keep the `id`: a path that is renamed but keeps it is the same path.
    """

    id: str = Field(default=FIRST_PATH, pattern=r"^[a-z][a-z0-9-]*$", max_length=100)
    title: str
    roles: tuple[RoleName, ...] = Field(default=("agent",), min_length=1)
    steps: tuple[PathStep, ...] = Field(min_length=1)
    certificate: CertificateTerms | None = None

    @model_validator(mode="after")
    def _certificate_rests_on_something(self) -> "LearningPath":
        if self.certificate and all(step.kind == "video" for step in self.steps):
            raise ValueError("a certificate needs a module or a scenario; nobody earns one by watching")
        return self


class LearningPaths(Shape):
    """The whole of `path.yml`: one path or several, each for its roles."""

    paths: tuple[LearningPath, ...] = Field(min_length=1)
    hash: str = ""

    def of(self, roles: Collection[str]) -> tuple[LearningPath, ...]:
        """The paths required of somebody with these roles, in order."""
        return tuple(path for path in self.paths if not set(path.roles).isdisjoint(roles))

    @property
    def steps(self) -> tuple[PathStep, ...]:
        """The steps of all paths in order, each thing once, as the first path to name it has it."""
        first: dict[tuple[str, str], PathStep] = {}
        for path in self.paths:
            for step in path.steps:
                first.setdefault((step.kind, step.slug), step)
        return tuple(first.values())
