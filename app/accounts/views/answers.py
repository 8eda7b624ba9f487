"""What the pages at the door share: starting a session, and telling how long to wait."""

from flask import Response, g, make_response
from flask import session as browser_session
from flask_login import login_user

from app.accounts import queries


def begin_session(person_id: int) -> None:
    """Starts a session that carries nothing over from the one before."""
    browser_session.clear()
    login_user(queries.person(person_id))
    browser_session.permanent = True


def answer(page: str, status: int = 200, wait_seconds: int = 0) -> Response:
    """The page with its status; one that tells people to wait tells machines, too."""
    response = make_response(page, status)
    if wait_seconds:
        response.headers["Retry-After"] = str(wait_seconds)
    return response


def is_sample() -> bool:
    """Whether this is the sample organisation."""
    return g.organisation is not None and g.organisation.is_sample
