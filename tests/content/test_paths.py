"""path.yml: one path or several; mistakes named with their line; texts from before there were several still read."""

from pathlib import Path

from app.content.library import parse_paths, read_library
from tests.content.tiny_video import write_video
from tests.progress.tiny_content import write_tiny_content

OLD = """\
title: Ready to hand over
steps:
- {module: first, due_days: 7}
certificate: {title: Major incident handover, valid_days: 365}
"""
HEAD = "paths:\n- title: Ready\n  steps:\n"


def problems_of(tmp_path: Path, text: str) -> list[str]:
    write_tiny_content(tmp_path / "content")
    (tmp_path / "content" / "path.yml").write_text(text)
    return [str(problem) for problem in read_library(tmp_path / "content")[1]]


def test_a_text_of_one_path_is_read_as_the_first_of_several() -> None:
    paths, problems = parse_paths(OLD)
    assert problems == []
    assert paths is not None
    (only,) = paths.paths
    assert (only.id, only.roles, only.steps[0].slug) == ("service-desk", ("agent",), "first")
    assert len(paths.hash) == 16


def test_each_role_finds_its_paths_and_each_step_stands_once() -> None:
    text = HEAD + "  - {module: first, due_days: 7}\n- id: other\n  title: Other\n  roles: [agent, trainer]\n  steps:\n"
    text += "  - {module: first, due_days: 3}\n  - {scenario: tills, due_days: 9, after: [first], renew_days: 90}\n"
    paths, problems = parse_paths(text)
    assert problems == []
    assert paths is not None
    assert [path.id for path in paths.of({"agent"})] == ["service-desk", "other"]
    assert [path.id for path in paths.of({"trainer"})] == ["other"]
    assert paths.of({"manager"}) == ()
    assert [(step.slug, step.due_days) for step in paths.steps] == [("first", 7), ("tills", 9)]


def test_mistakes_in_steps_are_named_with_their_line(tmp_path: Path) -> None:
    text = HEAD + "  - {module: nowhere, due_days: 1}\n  - {module: first, due_days: 7, after: [third]}\n"
    text += "  - {module: first, due_days: 9}\n  - {scenario: tills, due_days: 3, after: [first]}\n"
    assert problems_of(tmp_path, text) == [
        "path.yml:4: there is no module 'nowhere'. Use one of: first, second, third.",
        "path.yml:5: 'first' comes after 'third', which is no step of this path. Name a step of the same path.",
        "path.yml:6: 'first' stands twice on the path. Keep one.",
        "path.yml:7: 'tills' is due before 'first', which it comes after. Give it the later day.",
    ]


def test_steps_that_wait_for_each_other_are_named_even_over_two_paths(tmp_path: Path) -> None:
    steps = "  - {{module: {0}, due_days: 1, after: [{1}]}}\n  - {{module: {1}, due_days: 1}}\n"
    text = HEAD + steps.format("first", "second")
    text += "- id: other\n  title: Other\n  roles: [trainer]\n  steps:\n" + steps.format("second", "first")
    (problem,) = problems_of(tmp_path, text)
    assert problem.startswith("path.yml:1: steps wait for each other: ")
    assert problem.endswith("Take one 'after' away.")


def test_two_paths_cannot_share_an_id_and_a_role_must_exist(tmp_path: Path) -> None:
    path = "- title: Ready\n  steps:\n  - {module: first, due_days: 1}\n"
    assert problems_of(tmp_path, f"paths:\n{path}{path}") == [
        "path.yml:5: the id 'service-desk' belongs to a path above. Give each path an id of its own."
    ]


def test_a_role_nobody_has_is_refused() -> None:
    head = HEAD.replace("title: Ready", "title: Ready\n  roles: [boss]")
    paths, problems = parse_paths(f"{head}  - {{module: a, due_days: 1}}\n")
    assert paths is None
    assert problems[0].line == 3


def test_a_video_is_a_step_when_there_is_one_of_this_name(tmp_path: Path) -> None:
    text = HEAD + "  - {video: tills-film, due_days: 3}\n  - {scenario: tills, due_days: 7, after: [tills-film]}\n"
    assert problems_of(tmp_path, text) == [
        "path.yml:4: there is no video 'tills-film'. Use one of: none yet.",
    ]
    write_video(tmp_path / "content", "tills-film")
    library, problems = read_library(tmp_path / "content")
    assert problems == []
    assert library is not None
    assert [(step.kind, step.slug) for step in library.paths.steps] == [("video", "tills-film"), ("scenario", "tills")]
    assert {("video", "tills-film"), ("module", "first"), ("scenario", "tills")} <= library.step_keys()


def test_no_certificate_is_earned_by_watching_alone() -> None:
    text = HEAD + "  - {video: tills, due_days: 3}\n  certificate: {title: Watcher}\n"
    paths, problems = parse_paths(text)
    assert paths is None
    assert "nobody earns one by watching" in str(problems[0])
