"""The organisation, its teams and people, and how people get in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base
from app.web.guards import Role

_ROLES = ", ".join(f"'{role}'" for role in Role)

managed_team = Table(
    "managed_team",
    Base.metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("team_id", ForeignKey("team.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Organisation(Base):
    """The one organisation of this installation; `is_sample` marks the sample one."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    time_zone: Mapped[str] = mapped_column(String(60), default="Europe/London")
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Team(Base):
    """A service desk team."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)


class Person(UserMixin, Base):  # type: ignore[misc]  # flask-login has no types
    """Somebody who may sign in. `email` is kept in lower case; no password until they chose one.

    `session_version` is part of every session: raising it signs the person out everywhere. `extra_time` is in per
    cent: how much more time they are given in every call and check, as agreed with them.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_team", "team_id"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint("extra_time BETWEEN 0 AND 300", name="extra_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    joined_on: Mapped[date]
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]
    session_version: Mapped[int] = mapped_column(default=1)
    extra_time: Mapped[int] = mapped_column(default=0, server_default="0")

    team: Mapped[Team | None] = relationship(lazy="raise")
    roles_held: Mapped[list["RoleHeld"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    manages: Mapped[list[Team]] = relationship(secondary=managed_team, lazy="raise")

    def get_id(self) -> str:
        """What a session holds of this person: stale as soon as `session_version` is raised."""
        return session_id(self.id, self.session_version)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(held.role) for held in self.roles_held)

    @property
    def first_name(self) -> str:
        return first_name(self.name)


def session_id(person_id: int, session_version: int) -> str:
    """What a session holds of a person."""
    return f"{person_id}.{session_version}"


def first_name(name: str) -> str:
    """What a person is called by."""
    return name.split(" ")[0]


class KnownPerson(Protocol):
    """A person as pages know them: the row itself, or whoever is signed in."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def joined_on(self) -> date: ...
    @property
    def roles(self) -> frozenset[Role]: ...


@dataclass(frozen=True, eq=False)
class SignedIn(UserMixin):  # type: ignore[misc]
    """Whoever is signed in, as read at the beginning of a request: they stay so whatever it writes meanwhile."""

    id: int
    name: str
    email: str
    team_id: int | None
    joined_on: date
    session_version: int
    extra_time: int
    roles: frozenset[Role]

    def get_id(self) -> str:
        """What their session holds."""
        return session_id(self.id, self.session_version)

    @property
    def first_name(self) -> str:
        return first_name(self.name)


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """The organisation as pages of somebody signed in know it."""

    name: str
    time_zone: str
    is_sample: bool


class RoleHeld(Base):
    """A role of a person; a person may hold several."""

    __tablename__ = "role_held"
    __table_args__ = (CheckConstraint(f"role IN ({_ROLES})", name="role"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(30), primary_key=True)


class OneTimeLink(Base):
    """A link that lets one person choose a password once; only the digest of its secret is kept."""

    __tablename__ = "one_time_link"
    __table_args__ = (CheckConstraint("purpose IN ('welcome', 'new_password')", name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInFailure(Base):
    """A refused sign-in, counted to slow guessing down: by the address written, and by where it came from."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index("ix_sign_in_failure_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime]
