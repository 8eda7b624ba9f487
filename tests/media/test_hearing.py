"""A film is given to the ear in pieces it can take in, and what it answers is told film by film."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.captions import Cue, write_captions
from media import hearing
from media.hearing import CannotHear, listen, main, stretches, told

CUES = [Cue(0, 1.0, 3.0, "You press send."), Cue(1, 3.5, 6.0, "What happens now?")]
HALF_DEAF = """
import json, sys
asked = json.load(sys.stdin)
with open(asked["film"]) as film:
    heard = film.read()
json.dump([heard, heard.replace("send", "end") * len(asked["stretches"])], sys.stdout)
"""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one video whose film is the text an ear of three lines hears in it."""
    folder = tmp_path / "content" / "videos" / "pressing"
    folder.mkdir(parents=True)
    (folder / "captions.vtt").write_text(write_captions(CUES, "0"))
    (folder / "video.mp4").write_text("You press and. What happens now?")
    ear = tmp_path / "ear.py"
    ear.write_text(HALF_DEAF)
    monkeypatch.setattr(hearing, "_EAR", ear)
    return tmp_path / "content"


def heard(content: Path, *slugs: str) -> int:
    return main(["--content", str(content), "--ear", sys.executable, *slugs])


def test_every_film_is_told_with_its_share_and_each_stretch_heard_otherwise(content, capsys) -> None:
    assert heard(content) == 0
    assert capsys.readouterr().out == (
        "pressing: 83.3% of 6 words heard as written\n  0:02.3  you press [send] what happens  heard: and\n"
    )


def test_a_film_that_is_not_there_is_named(content, capsys) -> None:
    assert heard(content, "none") == 1
    assert "none: there is no film with captions" in capsys.readouterr().err


def test_an_ear_that_fails_says_why(content, monkeypatch, tmp_path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('no model here')")
    monkeypatch.setattr(hearing, "_EAR", broken)
    with pytest.raises(CannotHear, match="pressing: the ear failed: no model here"):
        listen(content / "videos" / "pressing", Path(sys.executable))


def test_without_its_environment_the_ear_says_how_to_get_it(content) -> None:
    with pytest.raises(CannotHear, match="make hear"):
        listen(content / "videos" / "pressing", content / "none" / "python")


def test_what_was_not_heard_at_all_is_told_as_nothing() -> None:
    understood = hearing.hold(CUES, ["You press send.", "now?"])
    assert told("pressing", understood).endswith("[what happens] now  heard: nothing")


spoken_lines = st.lists(
    st.tuples(st.floats(0.2, 40, allow_nan=False), st.floats(0.5, 3, allow_nan=False)), min_size=1, max_size=20
)


@given(spoken_lines)
def test_every_line_lies_whole_in_one_stretch_and_a_stretch_is_short_or_one_line(lines) -> None:
    cues, at = [], 0.0
    for number, (length, pause) in enumerate(lines):
        cues.append(Cue(number, at, at + length, "Words."))
        at += length + pause
    made = stretches(cues)
    for start, end in made:
        inside = [cue for cue in cues if start <= cue.start and cue.end <= end]
        assert inside
        assert end - start <= 28 or len(inside) == 1
    assert all(any(start <= cue.start and cue.end <= end for start, end in made) for cue in cues)
    assert json.loads(json.dumps(made)) == [list(stretch) for stretch in made]
