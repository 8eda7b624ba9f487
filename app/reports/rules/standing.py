"""Where one person stands, from their path and their last handover."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.progress.queries import CertificateFacts, PathPage, StepState

Standing = Literal["ready", "late", "on_the_way", "no_path", "to_join"]


@dataclass(frozen=True, slots=True)
class LastHandover:
    """The newest handover of a person at a level that counts."""

    attempt_id: int
    score: int
    passed: bool


@dataclass(frozen=True, slots=True)
class LateStep:
    """A step that should have been done. `what` says which part of it is missing."""

    what: str
    due_on: date
    days: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a team. Counts go with their totals, waived steps among these; `to_do` are the steps neither done
    nor waived, in order, `renewed_by` those that renew the certificate. `seen` counts videos watched or read. `former`,
    where there is no certificate of their paths: the newest of paths that were theirs. `waived` are the titles of
    waived steps, `renewing`: calls stand as to be passed again."""

    id: int
    name: str
    first_name: str
    joined_on: date
    standing: Standing
    read: int
    checked: int
    modules: int
    passed: int
    calls: int
    seen: int
    videos: int
    certificate: CertificateFacts | None
    former: CertificateFacts | None
    last: LastHandover | None
    waived_modules: int
    waived_calls: int
    waived_videos: int
    waived: tuple[str, ...]
    late: tuple[LateStep, ...]
    to_do: tuple[StepState, ...]
    renewed_by: tuple[StepState, ...]
    renewing: bool

    @property
    def held(self) -> CertificateFacts | None:
        """The certificate to name of this person: of their paths, or else a former one."""
        return self.certificate or self.former

    @property
    def lapses_soon(self) -> bool:
        return self.certificate is not None and self.certificate.state == "lapses_soon"


def person_row(
    person_id: int, name: str, joined_on: date, path: PathPage, last: LastHandover | None, today: date
) -> PersonRow:
    """Where this person stands today."""
    modules = [step for step in path.steps if step.kind == "module"]
    calls = [step for step in path.steps if step.kind == "scenario"]
    videos = [step for step in path.steps if step.kind == "video"]
    return PersonRow(
        id=person_id,
        name=name,
        first_name=name.split(" ")[0],
        joined_on=joined_on,
        standing="to_join" if joined_on > today else standing(path),
        read=sum(step.read_on is not None and step.state != "waived" for step in modules),
        checked=sum(step.check_score is not None and step.state != "waived" for step in modules),
        modules=len(modules),
        passed=sum(step.state == "done" for step in calls),
        calls=len(calls),
        seen=sum(step.state == "done" for step in videos),
        videos=len(videos),
        certificate=path.certificate,
        former=path.former,
        last=last,
        waived_modules=sum(step.state == "waived" for step in modules),
        waived_calls=sum(step.state == "waived" for step in calls),
        waived_videos=sum(step.state == "waived" for step in videos),
        waived=tuple(step.title for step in path.steps if step.state == "waived"),
        late=tuple(
            LateStep(missing_part(step), step.due_on, (today - step.due_on).days)
            for step in path.steps
            if step.state == "late"
        ),
        to_do=path.left,
        renewed_by=path.renewed_by,
        renewing=path.renewing or any(step.last_on and not step.settled for step in calls),
    )


def standing(path: PathPage) -> Standing:
    """Ready: nothing is late, and of each path the certificate stands or every step is done or waived."""
    if not path.total:
        return "no_path"
    if path.late_count:
        return "late"
    return "ready" if path.ready else "on_the_way"


def missing_part(step: StepState) -> str:
    """What is still to do of a step."""
    if step.kind == "scenario":
        return f"the call “{step.title}”"
    if step.kind == "video":
        return f"the video “{step.title}”"
    return f"the knowledge check of “{step.title}”" if step.read_on else f"the module “{step.title}”"
