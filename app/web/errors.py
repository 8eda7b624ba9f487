"""One page for every error: what happened, what was kept, what to do."""

from flask import Flask, current_app, redirect, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response

_WORDS = {
    400: ("That request could not be read.", "Nothing was changed. Go back and try again."),
    401: ("You are signed out.", "What you typed is still on this page. Copy it, then sign in and go on."),
    403: (
        "This page is not yours to open.",
        "Nothing was changed. If you need it, ask your administrator for the role.",
    ),
    404: ("There is nothing at this address.", "It may have moved, or it belongs to somebody else."),
    405: ("This address does not work that way.", "Nothing was changed. Go back and use the page's own buttons."),
    409: ("Somebody, perhaps you in another tab, was faster.", "Reload to see how things stand."),
    413: ("That is too large to take in.", "Nothing was changed. Send less."),
    422: ("Something in the form needs mending.", "What you typed was kept."),
    429: ("Too many tries in a short time.", "Wait a little, then try again."),
    500: (
        "Something broke on our side.",
        "What you had saved is safe. Try again; if it stays, tell your administrator.",
    ),
    503: ("This is not available just now.", "Nothing was changed. Try again in a while."),
}


def init_app(app: Flask) -> None:
    """Registers the error page for everything that can go wrong."""
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(MethodNotAllowed, _not_that_way)
    app.register_error_handler(500, _http)


def _expired(error: CSRFError) -> tuple[str, int]:
    """A part of a page is told where it stands, and what is typed stands there still: going back would lose it."""
    advice = "Nothing was changed. Go back, copy what you typed if you need it, reload the page and send it again."
    if _is_part():
        advice = "What you typed is still on this page. Copy it, reload the page and send it again."
    return _page(400, ("This page was open too long to be trusted.", advice))


def _not_that_way(error: MethodNotAllowed) -> tuple[str, int] | HTTPException | Response:
    """An address that only takes what is sent stands in the browser after a form was refused: who is signed in and
    opens it again is led to the page above it."""
    opened = request.method == "GET" and not _is_part() and current_user.is_authenticated
    above = _page_above(request.path) if opened else ""
    return redirect(request.script_root + above, 303) if above else _http(error)


def _page_above(path: str) -> str:
    """The nearest address above this one that shows a page; empty when there is none but the first page."""
    adapter = current_app.create_url_adapter(request)
    while adapter is not None and (path := path.rpartition("/")[0]):
        try:
            adapter.match(path, method="GET")
        except HTTPException:
            continue
        return path
    return ""


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    happened, advice = _WORDS.get(code, _WORDS[500 if code >= 500 else 400])
    if error.description and error.description != type(error).description:
        happened = error.description
    return _page(code, (happened, advice))


def _page(code: int, words: tuple[str, str]) -> tuple[str, int]:
    template = "web/error_part.html" if _is_part() else "web/error.html"
    return render_template(template, code=code, happened=words[0], advice=words[1]), code


def _is_part() -> bool:
    """Whether the answer goes into a part of a page that stays."""
    return "HX-Request" in request.headers
