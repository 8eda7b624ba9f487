"""The content that comes with the product is whole, and its knowledge checks keep what the pack promises."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from app.content.checklist import Checklist
from app.content.library import Library, load_library, parse_checklist
from app.content.module import Question
from app.content.path import RoleName
from app.web.guards import Role

CONTENT = Path(__file__).parents[2] / "content"
ITEMS = [
    "service",
    "symptom",
    "error",
    "started",
    "users",
    "sites",
    "not_affected",
    "impact",
    "deadline",
    "trend",
    "workaround",
    "change",
    "tried",
    "tickets",
    "contact",
    "team",
    "told",
]
MODULES = sorted(folder.name for folder in (CONTENT / "modules").iterdir())


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(CONTENT)


@pytest.fixture(scope="module")
def checklist(library: Library) -> Checklist:
    return library.checklist


def questions(library: Library) -> list[Question]:
    return [question for module in library.modules.values() for question in module.check.questions]


def test_the_shipped_content_has_no_problems(library: Library) -> None:
    assert set(MODULES) <= set(library.modules)
    assert {step.slug for step in library.paths.steps} <= {*library.modules, *library.scenarios, *library.videos}


def test_the_path_mixes_reading_and_practice_in_the_order_they_fall_due(library: Library) -> None:
    for path in library.paths.paths:
        days = [step.due_days for step in path.steps]
        assert days == sorted(days), path.id
    (agents,) = library.paths.of({"agent"})
    assert {step.kind for step in agents.steps} == {"module", "scenario", "video"}


def test_every_role_but_the_administrators_has_a_path_and_agents_call_once_in_three_months(library: Library) -> None:
    for role in Role:
        assert bool(library.paths.of({role})) == (role is not Role.ADMINISTRATOR), role
    (agents,) = library.paths.of({"agent"})
    assert min(step.renew_days or 999 for step in agents.steps if step.kind == "scenario") <= 92
    assert agents.certificate is not None
    assert agents.certificate.valid_days == 365


def test_roles_are_called_as_the_site_calls_them() -> None:
    assert set(get_args(RoleName)) == set(Role)


def test_the_checklist_has_its_seventeen_items_in_their_order(checklist: Checklist) -> None:
    assert list(checklist.ids()) == ITEMS


def test_the_criticals_alone_can_never_pass(checklist: Checklist) -> None:
    critical = [item for item in checklist.items if item.critical]
    assert len(critical) == 7
    assert sum(item.weight for item in critical) == 32
    assert sum(item.weight for item in checklist.items) == 59


def test_the_minutes_agree_with_the_marks_they_were_chosen_for(checklist: Checklist) -> None:
    criticals_alone = 15 + sum(item.minutes for item in checklist.items if not item.critical)
    four_missing = 15 + sum(checklist[item].minutes for item in ("service", "symptom", "impact", "contact"))
    criticals_missing = 15 + sum(item.minutes for item in checklist.items if item.critical)
    assert (criticals_alone, four_missing, criticals_missing) == (30, 45, 60)


def test_every_item_can_be_asked_for_explained_and_shown(checklist: Checklist) -> None:
    for item in checklist.items:
        assert 4 <= len(item.ask_also) <= 8, item.id
        assert item.ask.endswith("?") or "?" in item.ask, item.id
        assert item.why, item.id
        assert item.good, item.id
        assert item.good.why, item.id
        assert item.poor, item.id
        assert item.poor.why, item.id
        assert item.label.casefold() in item.labels, item.id
        assert len(set(item.labels)) == len(item.labels), item.id


@pytest.mark.parametrize("slug", MODULES)
def test_a_module_has_a_worked_example_a_reflection_a_summary_and_its_sources(library: Library, slug: str) -> None:
    html = library.modules[slug].prose.html
    for part in ("admonition good", "admonition poor", "admonition try", "admonition note", "footnote-ref", "<table>"):
        assert part in html, part
    assert 3 <= len(library.modules[slug].objectives) <= 5


@pytest.mark.parametrize("slug", MODULES)
def test_a_check_is_deep_and_uses_every_kind_of_question(library: Library, slug: str) -> None:
    check = library.modules[slug].check
    assert len(check.questions) >= 12
    assert (check.draw, check.pass_mark) == (6, 80)
    assert {question.kind for question in check.questions} == {"single", "multiple", "ordering", "missing"}


def test_every_answer_says_something_back(library: Library) -> None:
    silent = [(q.id, option.text) for q in questions(library) for option in q.options if not option.feedback]
    assert silent == []


def test_a_missing_question_shows_a_handover_of_real_length(library: Library, checklist: Checklist) -> None:
    for question in (q for q in questions(library) if q.kind == "missing"):
        assert 45 <= len(question.handover.split()) <= 110, question.id
        assert 4 <= len(question.options) <= 6, question.id
        assert 1 <= sum(option.right for option in question.options) <= 3, question.id
        assert all(option.text in checklist for option in question.options), question.id


def test_the_right_answer_cannot_be_told_by_its_place_or_length(library: Library) -> None:
    singles = [q for q in questions(library) if q.kind == "single"]
    right = [next(i for i, option in enumerate(q.options) if option.right) for q in singles]
    longest = [q for q, i in zip(singles, right, strict=True) if len(q.options[i].text) == max_length(q)]
    assert max(Counter(right).values()) <= len(singles) / 2
    assert len(longest) <= len(singles) / 2


def max_length(question: Question) -> int:
    return max(len(option.text) for option in question.options)


def test_two_items_may_not_share_a_heading(checklist: Checklist) -> None:
    owners = Counter(label.casefold() for item in checklist.items for label in item.labels)
    assert [label for label, count in owners.items() if count > 1] == []
    text = (CONTENT / "checklist.yml").read_text()
    _, problems = parse_checklist(text.replace("labels: [error shown,", "labels: [error shown, Symptom,"))
    assert [problem.what for problem in problems] == ["the heading 'Symptom' belongs to 'symptom' already."]
