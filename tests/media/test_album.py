"""The pictures of the how-to guides: each is asked for, described, kept and used, and a stale one is told."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pydantic import ValidationError

from media.picture import Album, Picture, Step, read_album
from media.screenshots import ALBUM, FOLDER, LARGEST, differs, keep

_SHOWN = re.compile(r"!\[([^\]]*)\]\(pictures/([^)]+)\.webp\)")


def shown() -> dict[str, str]:
    """The pictures named in any guide, with what is said of each for those who do not see it."""
    guides = (file.read_text(encoding="utf-8") for file in sorted(FOLDER.parent.glob("*.md")))
    return {name: words for text in guides for words, name in _SHOWN.findall(text)}


def sheet(words: str, size: tuple[int, int] = (400, 120)) -> Image.Image:
    """A small picture with these words on it."""
    image = Image.new("RGB", size, "#f4f4f0")
    ImageDraw.Draw(image).text((20, 40), words, fill="#14212b", font_size=32)
    return image


def test_every_picture_of_a_guide_is_asked_for_and_kept_and_no_other() -> None:
    asked_for = {picture.name for picture in read_album(ALBUM).pictures}
    kept = {file.stem for file in FOLDER.glob("*")}
    assert set(shown()) == asked_for == kept


def test_every_picture_is_described_and_small_enough() -> None:
    assert {name: words for name, words in shown().items() if len(words) < 30} == {}
    assert {file.name: file.stat().st_size for file in FOLDER.glob("*") if file.stat().st_size > LARGEST} == {}


def test_a_picture_goes_on_from_another_with_everything_done_before_it() -> None:
    first = Picture.model_validate({"name": "a", "as": "Asha Verma", "at": "/practice", "steps": [{"press": "Read"}]})
    second = Picture.model_validate({"name": "b", "after": "a", "steps": [{"wait": 30}], "of": ["main"]})
    album = Album(moment=datetime(2026, 11, 24, 9, 10), pictures=(first, second))
    whole = album.whole(second)
    assert (whole.name, whole.as_, whole.at, whole.of) == ("b", "Asha Verma", "/practice", ("main",))
    assert whole.steps == (Step(press="Read"), Step(wait=30))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": "a", "as": "Asha Verma"}, "of a page"),
        ({"name": "a", "as": "Asha Verma", "at": "/", "paper": "/checklist.pdf"}, "of a page"),
        ({"name": "a", "at": "/"}, "who is signed in"),
        ({"name": "a", "after": "b"}, "no picture before it"),
        ({"name": "A picture", "as": "Asha Verma", "at": "/"}, "name"),
        ({"name": "a", "as": "Asha Verma", "at": "/", "of": ["main"], "shade": "dark"}, "shade"),
        ({"name": "a", "as": "Asha Verma", "at": "/", "steps": [{"press": "Ask", "wait": 3}]}, "a step is one of"),
        ({"name": "a", "as": "Asha Verma", "at": "/", "steps": [{"clicks": "Ask"}]}, "clicks"),
    ],
)
def test_a_slip_in_the_file_of_pictures_is_named(said: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Album.model_validate({"moment": "2026-11-24T09:10", "pictures": [said]})


def test_two_pictures_of_one_name_are_refused() -> None:
    picture = {"name": "a", "as": "Asha Verma", "at": "/"}
    with pytest.raises(ValidationError, match="two pictures have the name a"):
        Album.model_validate({"moment": "2026-11-24T09:10", "pictures": [picture, picture]})


def test_a_picture_is_new_then_the_same_then_changed_by_one_word(tmp_path: Path) -> None:
    file = tmp_path / "a.webp"
    assert keep(sheet("Hand over"), file, write=True) == "new"
    before = file.read_bytes()
    assert keep(sheet("Hand over"), file, write=True) == "same"
    assert keep(sheet("Hand up"), file, write=False) == "changed"
    assert file.read_bytes() == before
    assert keep(sheet("Hand up"), file, write=True) == "changed"
    assert file.read_bytes() != before


def test_another_size_is_another_picture_and_a_shade_is_not() -> None:
    assert differs(sheet("Ask"), sheet("Ask", (401, 120)))
    assert not differs(sheet("Ask"), sheet("Ask").point(lambda value: min(value + 5, 255)))


def section(text: str, heading: str) -> str:
    """What stands below this heading of the authoring guide, up to the next one."""
    return re.split(r"\n#{2,3} ", text.split(f"\n### {heading}\n")[1])[0]


def test_the_authoring_guide_explains_every_key_and_its_example_can_be_read(tmp_path: Path) -> None:
    told = section((FOLDER.parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8"), "Pictures")
    keys = {(field.alias or name) for name, field in Picture.model_fields.items()} | Step.model_fields.keys()
    assert {key for key in keys if f"`{key}`" not in told and f"`{key}: " not in told} == set()
    (example,) = re.findall(r"```yaml\n(.*?)```", told, re.DOTALL)
    file = tmp_path / "pictures.yml"
    file.write_text(example, encoding="utf-8")
    assert [picture.name for picture in read_album(file).pictures] == ["reading-back-room", "reading-back-contact"]
