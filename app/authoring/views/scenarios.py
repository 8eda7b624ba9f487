"""Pages for those who write scenarios: the list with what the check says, and a preview with the marker beside it."""

from dataclasses import replace
from typing import Any

from flask import abort, current_app, render_template, request
from werkzeug.datastructures import MultiDict

from app.authoring.conversing import Said
from app.authoring.forms import MOST_SAID, AskForm, MarkForm
from app.authoring.queries import scenarios as queries
from app.authoring.shelf import OnDisk, Shelf
from app.authoring.views.blueprint import AUTHORS, bp, running
from app.extensions import settings
from app.web.guards import allow

Answer = str | tuple[str, int]


@bp.get("/authoring/scenarios")
@allow(*AUTHORS)
def scenarios() -> str:
    """All scenarios, as their files are now."""
    return render_template("authoring/scenarios.html", page=queries.scenarios_page(_shelf(), _running_scenarios()))


@bp.get("/authoring/scenarios/<slug>")
@allow(*AUTHORS)
def preview(slug: str) -> Answer:
    """One scenario laid out, to be asked and written for; `example` puts one of its own handovers into the box.

    With `check` it is checked first; for a part of a page, what the check found is all.
    """
    page = _page(slug)
    if request.args.get("check") and request.headers.get("HX-Request"):
        return render_template("authoring/findings.html", findings=_shelf().findings(page.slug))
    if isinstance(page, OnDisk):
        return render_template("authoring/unreadable.html", page=page)
    if request.args.get("check"):
        page = replace(page, findings=_shelf().findings(slug))
    return _preview(page, mark_form=MarkForm(_example(page)))


@bp.post("/authoring/scenarios/<slug>/ask")
@allow(*AUTHORS)
def ask(slug: str) -> Answer:
    """What somebody answers at a second of the call, after what was said before, and how each question was read."""
    page = _laid_out(slug)
    form = AskForm.of(page.scenario)
    good = form.validate()
    if form.to.data not in {person.id for person in page.scenario.people}:
        form.to.errors = ["There is nobody of this name in the scenario."]
        good = False
    said = form.earlier()
    if good:
        said = (*said, Said(form.to.data, form.second.data, form.text.data))[-MOST_SAID:]
    talk, code = queries.conversation(page, said), 200 if good else 422
    if good:
        form.text.data = ""
    if request.headers.get("HX-Request"):
        return render_template("authoring/asking.html", page=page, ask_form=form, talk=talk), code
    return _preview(page, ask_form=form, talk=talk), code


@bp.post("/authoring/scenarios/<slug>/mark")
@allow(*AUTHORS)
def mark(slug: str) -> Answer:
    """What the marker makes of a handover."""
    page = _laid_out(slug)
    form = MarkForm()
    good = form.validate()
    seen = queries.marked(page, form.handover(), form.second.data) if good else None
    code = 200 if good else 422
    if request.headers.get("HX-Request"):
        return render_template("authoring/marked.html", page=page, mark_form=form, marked=seen), code
    return _preview(page, mark_form=form, marked=seen), code


def _preview(page: queries.PreviewPage, **more: Any) -> str:
    """The page; a form that was not sent stands as it begins."""
    forms = {
        "ask_form": AskForm.of(page.scenario, formdata=None) if "ask_form" not in more else more["ask_form"],
        "mark_form": MarkForm(formdata=None) if "mark_form" not in more else more["mark_form"],
    }
    return render_template("authoring/preview.html", page=page, **{"talk": (), "marked": None} | more | forms)


def _example(page: queries.PreviewPage) -> MultiDict[str, str] | None:
    """The example named by its number, as what would be typed."""
    number = request.args.get("example", type=int)
    if number is None or not 1 <= number <= len(page.scenario.examples):
        return None
    example = page.scenario.examples[number - 1]
    labelled = [f"{page.labels[item]}: {text}" for item, text in example.fields.items()]
    return MultiDict(
        {
            "text": "\n".join([example.text, *labelled]).strip(),
            "decision": example.decision or "",
            "second": str(round(example.elapsed_seconds or 0)),
        }
    )


def _shelf() -> Shelf:
    held: Shelf = current_app.extensions.setdefault("baton.shelf", Shelf(settings().content_dir))
    return held


def _running_scenarios() -> dict[str, Any]:
    started_with = running()
    return dict(started_with.scenarios) if started_with else {}


def _page(slug: str) -> queries.PreviewPage | OnDisk:
    """The page of this scenario; what is on the disk when it cannot be laid out; 404 when there is no such file."""
    on_disk = _shelf().read(slug, _running_scenarios())
    if on_disk is None:
        abort(404)
    started_with = running()
    checklist = on_disk.checklist or (started_with.checklist if started_with else None)
    page = queries.preview_page(_shelf(), on_disk, checklist) if checklist else None
    return page or on_disk


def _laid_out(slug: str) -> queries.PreviewPage:
    """The page of this scenario; 409 while no version of its file can be read."""
    page = _page(slug)
    if not isinstance(page, queries.PreviewPage):
        abort(409, "This scenario's file cannot be read. Mend it first; the problems stand on its page.")
    return page
