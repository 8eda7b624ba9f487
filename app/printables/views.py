"""The addresses of documents, each as a PDF on A4 or Letter."""

from io import BytesIO

from flask import Blueprint, Flask, abort, render_template, request, send_file
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.queries import organisation
from app.clock import now
from app.extensions import library, settings
from app.practice.queries import debrief_page
from app.printables.booklet.page import booklet
from app.printables.certificate.page import certificate_sheet
from app.printables.checklist.page import checklist_sheet
from app.printables.debrief.page import SHAPES, WORDS, debrief_sheets
from app.printables.queries import certificate_for
from app.printables.render import PAPERS, Document, Paper, kept, render, trouble
from app.web.formats import local
from app.web.guards import SIGNED_IN, allow

bp = Blueprint("printables", __name__, template_folder=".")


def init_app(app: Flask) -> None:
    """Connects the room; templates of every room can ask `pdf_trouble()` why there are no PDFs."""
    app.register_blueprint(bp)
    app.jinja_env.globals["pdf_trouble"] = trouble


@bp.get("/checklist.pdf")
@allow(SIGNED_IN)
def checklist_pdf() -> Response:
    """The checklist on one sheet."""
    sheet = checklist_sheet(library().checklist, _organisation(), local(now()).date())
    return _pdf("checklist", "Handover checklist", sheet=sheet)


@bp.get("/certificates/<serial>.pdf")
@allow(SIGNED_IN)
def certificate_pdf(serial: str) -> Response:
    """A certificate, for its holder, managers of their team and administrators."""
    certificate = certificate_for(current_user, serial, local(now()).date())
    if certificate is None:
        abort(404)
    sheet = certificate_sheet(certificate, settings().address)
    return _pdf("certificate", f"Certificate {certificate.serial} {certificate.name}", sheet=sheet)


@bp.get("/practice/attempts/<int:attempt_id>/debrief.pdf")
@allow(SIGNED_IN)
def debrief_pdf(attempt_id: int) -> Response:
    """The debrief of an attempt, for whoever may read it on the screen."""
    page = debrief_page(attempt_id, current_user, library())
    if page is None:
        abort(404)
    sheets = debrief_sheets(page, library().checklist, _organisation(), local(now()).date())
    return _pdf("debrief", f"Debrief {page.title} {page.person}", sheets=sheets, shapes=SHAPES, names=WORDS)


@bp.get("/pack.pdf")
@allow(SIGNED_IN)
def pack_pdf() -> Response:
    """The whole pack as a booklet; made once for everybody, and kept until its content changes."""
    paper = _paper()
    if trouble():
        abort(503, trouble())
    book = booklet(library(), _organisation(), settings().address)
    file = kept(render_template("booklet/document.html", book=book), "booklet", paper, settings().exports_dir)
    return _download(file.read_bytes(), "Major Incident pack")


def _organisation() -> str:
    issuer = organisation()
    return issuer.name if issuer else ""


def _pdf(document: Document, name: str, **page: object) -> Response:
    """The document as a download; 503 with what to install where PDFs cannot be made."""
    paper = _paper()
    if trouble():
        abort(503, trouble())
    pdf = render(render_template(f"{document}/document.html", **page), document, paper)
    return _download(pdf, name)


def _download(pdf: bytes, name: str) -> Response:
    response = send_file(BytesIO(pdf), "application/pdf", as_attachment=True, download_name=f"{name}.pdf", etag=False)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _paper() -> Paper:
    wanted = request.args.get("paper", "a4")
    if wanted not in PAPERS:
        abort(400, "Paper can be a4 or letter.")
    return wanted
