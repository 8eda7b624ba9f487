"""People at every stage of the path, made as the rooms themselves would have left them."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from app.accounts.models import Person, RoleHeld
from app.archive.models import ArchivedText
from app.database import transaction
from app.extensions import library
from app.practice.models import Attempt, CountedScorecard, Ruling, StoredScorecard
from app.progress.models import Certificate, Completion, PathChange
from app.web.guards import Role
from tests.completions import KINDS
from tests.conftest import NOON, Cast
from tests.reports.a_path import PATHS, WITH_TRAINERS

TODAY = NOON.date()
HASH = "0123456789abcdef"


class Desk:
    """Fills the Leeds desk; days are before the fixed noon of the tests."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app = app
        self.team_id = cast.leeds
        self._serials = 0

    def join(self, name: str, days_ago: int = 5, role: Role = Role.AGENT) -> int:
        """A new person of the desk."""
        with self.app.app_context(), transaction() as session:
            email = f"{name.split(' ')[0].lower()}.{name.split(' ')[-1].lower()}@example.org"
            joined_on = TODAY - timedelta(days=days_ago)
            person = Person(name=name, email=email, team_id=self.team_id, joined_on=joined_on, created_at=NOON)
            person.roles_held = [RoleHeld(role=role)]
            session.add(person)
            session.flush()
            return person.id

    def completed(self, person_id: int, *, steps: int | None = None, days_ago: int = 2, check: bool = True) -> None:
        """The first steps of the path (all when not said), the last module without its check when told so."""
        with self.app.app_context(), transaction() as session:
            at = NOON - timedelta(days=days_ago)
            chosen = library().paths.steps[:steps]
            for number, step in enumerate(chosen, 1):
                kinds = [kind for kind in KINDS[step.kind] if check or number < len(chosen) or kind != "check"]
                for kind in kinds:
                    score = None if kind in ("reading", "watching") else 90
                    row = Completion(
                        person_id=person_id, kind=kind, slug=step.slug, content_hash=HASH, score=score, at=at
                    )
                    session.add(row)

    def certified(self, person_id: int, *, until: date) -> str:
        """A certificate that stands until this day, and the completions behind it."""
        issued = until - timedelta(days=365)
        self.completed(person_id, days_ago=(TODAY - issued).days)
        self._serials += 1
        serial = f"BTN-{2222 + self._serials}-AAAA"
        with self.app.app_context(), transaction() as session:
            session.add(
                Certificate(
                    serial=serial,
                    person_id=person_id,
                    name="Somebody",
                    title="Major incident handover",
                    organisation="Northfold Group",
                    path_hash=HASH,
                    issued_on=issued,
                    valid_until=until,
                    issued_at=datetime(issued.year, issued.month, issued.day, 12, tzinfo=UTC),
                )
            )
        return serial

    def handed_over(
        self, person_id: int, score: int, *, passed: bool, days_ago: int = 1, level: str = "assessed"
    ) -> int:
        """A marked handover of the first scenario on the path."""
        with self.app.app_context(), transaction() as session:
            if session.get(ArchivedText, HASH) is None:
                session.add(ArchivedText(hash=HASH, kind="scenario", slug="prices", text="", kept_at=NOON))
                session.flush()
            at = NOON - timedelta(days=days_ago)
            attempt = Attempt(
                person_id=person_id,
                scenario="prices",
                scenario_hash=HASH,
                checklist_hash=HASH,
                state="handed_over",
                started_at=at,
                seen_at=at,
                ended_at=at,
                level=level,
            )
            session.add(attempt)
            session.flush()
            session.add(
                StoredScorecard(attempt_id=attempt.id, marker="test", score=score, passed=passed, data={}, marked_at=at)
            )
            return attempt.id

    def waived(self, person_id: int, *slugs: str, by: int) -> None:
        """These calls of their path are not asked of them."""
        with self.app.app_context(), transaction() as session:
            for slug in slugs:
                session.add(
                    PathChange(
                        person_id=person_id,
                        kind="scenario",
                        slug=slug,
                        act="waived",
                        reason="Took it live last month.",
                        by_id=by,
                        at=NOON,
                    )
                )

    def added(self, person_id: int, slug: str, by: int) -> None:
        """This module is asked of them beyond their path."""
        with self.app.app_context(), transaction() as session:
            session.add(
                PathChange(
                    person_id=person_id,
                    kind="module",
                    slug=slug,
                    act="added",
                    due_on=TODAY + timedelta(days=9),
                    reason="",
                    by_id=by,
                    at=NOON,
                )
            )

    def ruled(self, attempt_id: int, score: int, *, passed: bool, number: int = 1) -> None:
        """A ruling on that handover, and the score that counts since."""
        with self.app.app_context(), transaction() as session:
            ruling = Ruling(
                attempt_id=attempt_id,
                item="users",
                number=number,
                was="missing" if number % 2 else "captured",
                verdict="captured" if number % 2 else "missing",
                reason="Because.",
                ruled_by=session.query(Person.id).filter_by(email="tess@example.org").scalar(),
                ruled_at=NOON,
            )
            session.add(ruling)
            session.flush()
            session.add(
                CountedScorecard(
                    ruling_id=ruling.id,
                    attempt_id=attempt_id,
                    number=number,
                    score=score,
                    passed=passed,
                    data={},
                    counted_at=NOON,
                )
            )

    def empty(self) -> None:
        """Takes everybody off the desk."""
        with self.app.app_context(), transaction() as session:
            for person in session.query(Person).filter_by(team_id=self.team_id):
                person.team_id = None
            session.flush()


@pytest.fixture(autouse=True)
def short_path(app: Flask) -> None:
    """The short path is what is asked of agents."""
    app.extensions["baton.library"] = dataclasses.replace(app.extensions["baton.library"], paths=PATHS)


@pytest.fixture
def trainers_path(app: Flask) -> None:
    """A path without a certificate is asked of trainers, too."""
    app.extensions["baton.library"] = dataclasses.replace(app.extensions["baton.library"], paths=WITH_TRAINERS)


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Desk:
    """The Leeds desk, with Asha in it and room for more."""
    return Desk(app, cast)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> Callable[[], datetime]:
    """The clock of this room stands at the fixed noon."""

    def fixed() -> datetime:
        return NOON

    monkeypatch.setattr("app.reports.views.now", fixed)
    return fixed
