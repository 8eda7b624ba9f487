"""While films are still to be made the product starts all the same, and what is kept of them stays as it is."""

import shutil
from pathlib import Path

import pytest

import config
from app.content.library import read_library
from app.content.problems import ContentError, Problem
from app.content.video import MEDIA, SCRIPT, parse_video
from media import videos
from media.stand_ins import startable

_FOLDER = config.ROOT / "content" / "videos" / "one-call-told-twice"
_MODULES = {folder.name for folder in (config.ROOT / "content" / "modules").iterdir()}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of one video."""
    shutil.copytree(_FOLDER, tmp_path / "content" / "videos" / _FOLDER.name)
    return tmp_path / "content"


def faults(content: Path) -> list[Problem]:
    """What is wrong with its video."""
    return parse_video(content / "videos" / _FOLDER.name, "videos", _MODULES)[1]


def test_content_whose_films_are_made_is_used_as_it_is(content: Path) -> None:
    with startable(content) as used:
        assert used == content


def test_a_script_alone_is_content_the_product_starts_from(content: Path) -> None:
    folder = content / "videos" / _FOLDER.name
    for file in folder.iterdir():
        if file.name != SCRIPT:
            file.unlink()
    assert len(faults(content)) == 3
    with startable(content) as used:
        assert faults(used) == []
    assert [file.name for file in folder.iterdir()] == [SCRIPT]


def test_a_script_whose_words_changed_is_content_the_product_starts_from(content: Path) -> None:
    folder = content / "videos" / _FOLDER.name
    script = (folder / SCRIPT).read_text(encoding="utf-8")
    video, _ = parse_video(_FOLDER, "videos", _MODULES)
    assert video is not None
    said = video.script.lines[0].shows
    assert said in script
    (folder / SCRIPT).write_text(script.replace(said, f"Well. {said}"), encoding="utf-8")
    assert faults(content) != []
    with startable(content) as used:
        assert faults(used) == []
    assert faults(content) != []
    assert (folder / MEDIA).read_bytes() == (_FOLDER / MEDIA).read_bytes()


def test_a_mistake_in_a_script_is_told_and_nothing_stands_in_for_it(content: Path) -> None:
    (content / "videos" / _FOLDER.name / SCRIPT).write_text("title: A title alone\n", encoding="utf-8")
    with startable(content) as used:
        assert used == content


def test_the_whole_content_can_be_read_with_a_stand_in(tmp_path: Path) -> None:
    content = shutil.copytree(config.ROOT / "content", tmp_path / "content")
    (content / "videos" / _FOLDER.name / MEDIA).unlink()
    with startable(content) as used:
        assert read_library(used)[1] == []


def test_other_mistakes_in_the_content_are_told_when_a_video_is_built(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_given: object, **_chosen: object) -> str:
        raise ContentError([Problem("path.yml", 3, "there is no module 'basic'.", "Use one of: basics.")])

    monkeypatch.setattr(videos, "_build_if_changed", refused)
    assert videos.build([Path("one-call-told-twice")], None, Path("python"), always=True) == 1
    said = capsys.readouterr().err
    assert said == "one-call-told-twice: path.yml:3: there is no module 'basic'. Use one of: basics.\n"
