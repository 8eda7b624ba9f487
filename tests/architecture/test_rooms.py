"""What holds for every room, route, template and setting: each test lists them all."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import config
from app.web.guards import ANYONE, SIGNED_IN, Role, allowed_to

ROOT = Path(__file__).resolve().parents[2]
PURE = ("app.content.library", "app.language", "app.handover.marking", "app.simulation.asking", "app.simulation.room")
TEMPLATES = sorted((ROOT / "app").glob("*/templates/**/*.html"))  # of pages; paper has templates of its own
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^{}]*\{)|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(")  # no #id of a rule
SHEETS = sorted(file for file in (ROOT / "app/web/static/css").glob("*.css") if file.name != "tokens.css")


def test_every_route_says_who_may_call_it(app):
    silent = [rule.rule for rule in app.url_map.iter_rules() if not allowed_to(app.view_functions[rule.endpoint])]
    assert silent == []


def test_routes_name_only_roles_that_exist(app):
    known = {ANYONE, SIGNED_IN, *Role}
    for endpoint, view in app.view_functions.items():
        assert allowed_to(view) <= known, endpoint


def test_nobody_gets_in_without_signing_in_but_where_anyone_may(app, visit):
    client = visit(None)
    for rule in app.url_map.iter_rules():
        if ANYONE in allowed_to(app.view_functions[rule.endpoint]):
            continue
        filled = re.sub(r"<int:\w+>", "1", rule.rule)
        filled = re.sub(r"<\w+>", "x", filled)
        method = "POST" if "POST" in rule.methods and "GET" not in rule.methods else "GET"
        answer = client.open(filled, method=method)
        assert answer.status_code == 303, f"{method} {rule.rule} answered {answer.status_code}"
        assert answer.location.startswith("/sign-in"), rule.rule


def test_a_number_that_no_column_can_hold_is_not_found_at_any_address(app, visit):
    client = visit(None)
    numbered = [rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule]
    assert len(numbered) > 40
    for rule in numbered:
        for number in (2**31, 10**20):
            filled = re.sub(r"<\w+>", "x", re.sub(r"<int:\w+>", str(number), rule.rule))
            method = "POST" if "GET" not in rule.methods else "GET"
            assert client.open(filled, method=method).status_code == 404, f"{method} {filled}"


def test_pure_rooms_load_neither_web_nor_database():
    heavy = ("flask", "werkzeug", "jinja2", "sqlalchemy", "weasyprint")
    code = f"import sys, {', '.join(PURE)}; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "app")))
def test_templates_hold_no_inline_script_or_style(template):
    text = template.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(r"\sstyle=|<style", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert not re.search(r"\shx-", text), "write data-hx-"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "app")))
def test_whole_pages_have_a_title(template):
    text = template.read_text()
    if '{% extends "web/base.html" %}' in text:
        assert "{% block title %}" in text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_only_the_tokens_name_a_colour(sheet):
    assert COLOUR.findall(sheet.read_text()) == []


def test_macros_live_with_the_components():
    for template in TEMPLATES:
        if "{% macro" in template.read_text():
            assert template.parent.name == "components", template


def row_of(setting):
    """The row of the documented table that says what this setting is."""
    kind = {str: "text", int: "number", bool: "yes or no", Path: "folder"}[setting.kind]
    default = setting.default
    if isinstance(default, bool):
        shown = "yes" if default else "no"
    elif isinstance(default, Path):
        shown = f"`{default.relative_to(ROOT)}/`"
    else:
        shown = "empty" if default == "" else f"`{default}`"
    return f"| `{setting.variable}` | {kind} | {shown} | {setting.meaning} |"


def test_every_setting_is_documented_with_its_kind_and_default_and_nothing_else_is():
    page = (ROOT / "docs" / "settings.md").read_text()
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [row_of(setting) for setting in config.SETTINGS]


def test_settings_table_and_settings_object_agree():
    assert [setting.name for setting in config.SETTINGS] == list(config.Settings.__dataclass_fields__)


def test_no_file_speaks_of_a_registry_host_or_a_path_of_this_machine():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    forbidden = re.compile(r"files\.pythonhosted\.org|registry\.npmjs\.org|pypi\.org/simple|/[r]oot/")
    for name in tracked:
        file = ROOT / name
        if file == Path(__file__) or not file.is_file() or file.suffix in {".npz", ".png", ".woff2"}:
            continue
        assert not forbidden.search(file.read_text(errors="replace")), name
