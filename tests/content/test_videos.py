"""Videos as content: what parses, and what is named with file and line when it does not."""

import re
import struct
from pathlib import Path

import pytest

from app.content.captions import CaptionError, Cue, made_of, read_captions, write_captions
from app.content.reading import as_shape, read_document
from app.content.script import Action, Figure, Line, Note, Part, Point, Scene, Script, Speech, Stretch, Ticket
from app.content.video import LARGEST, parse_video, seconds_of
from tests.content.tiny_video import SCRIPT, film_of, write_video


def whats(problems):
    return [str(problem) for problem in problems]


def test_a_whole_video_has_its_length_its_files_and_a_transcript_with_times(tmp_path: Path) -> None:
    folder = write_video(tmp_path, "tills")
    video, problems = parse_video(folder, "videos/tills", {"first"})
    assert problems == []
    assert video is not None
    assert (video.title, video.module, video.duration, video.minutes) == ("Tills", "first", 9.0, 1)
    assert (video.media, video.poster) == ("videos/tills/video.mp4", "videos/tills/poster.webp")
    assert [chapter.headline for chapter in video.transcript] == ["Two tills", "And a third"]
    spoken = [(passage.start, passage.end, passage.words) for passage in video.transcript[0].passages]
    assert spoken == [(1.0, 2.5, "Two tills are down."), (3.0, 5.0, "Since 07:25. Nobody rang.")]


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("captions.vtt", "videos/tills/captions.vtt:1: the video has no captions. Run `make videos`."),
        ("video.mp4", "videos/tills/video.mp4:1: the film is missing. Run `make videos`."),
        ("poster.webp", "videos/tills/poster.webp:1: the picture shown before it plays is missing. Run `make videos`."),
        ("script.yml", "videos/tills/script.yml:1: the video has no script. Add videos/tills/script.yml."),
    ],
)
def test_a_file_that_is_missing_is_named_with_its_mend(tmp_path: Path, gone: str, told: str) -> None:
    folder = write_video(tmp_path, "tills")
    (folder / gone).unlink()
    assert told in whats(parse_video(folder, "videos/tills", {"first"})[1])


def test_captions_that_no_longer_say_what_the_script_says_are_named_at_the_scripts_line(tmp_path: Path) -> None:
    folder = write_video(tmp_path, "tills")
    (folder / "script.yml").write_text(SCRIPT.replace("Two tills are down.", "Three tills are down."))
    (problem,) = parse_video(folder, "videos/tills", {"first"})[1]
    assert (problem.file, problem.line) == ("videos/tills/script.yml", 7)
    assert problem.what == "the captions say 'Two tills are down.' here."
    assert problem.mend == "Run `make videos`."


def test_a_line_added_to_the_script_is_missing_in_the_captions(tmp_path: Path) -> None:
    folder = write_video(tmp_path, "tills")
    (folder / "script.yml").write_text(SCRIPT + "  - And one more.\n")
    assert "the captions lack this line." in whats(parse_video(folder, "videos/tills", {"first"})[1])[0]


def test_a_line_taken_out_of_the_script_is_too_much_in_the_captions(tmp_path: Path) -> None:
    folder = write_video(tmp_path, "tills")
    (folder / "script.yml").write_text(SCRIPT.replace("  - Ring Ann.\n", ""))
    assert "the captions hold lines the script has not." in whats(parse_video(folder, "videos/tills", {"first"})[1])[0]


def test_a_film_that_is_too_large_or_none_or_not_as_long_as_its_captions_is_named(tmp_path: Path) -> None:
    folder = write_video(tmp_path, "tills")
    (folder / "video.mp4").write_bytes(film_of(9.0) + bytes(LARGEST))
    assert "the film is 3.0 MB; 3 are allowed." in whats(parse_video(folder, "videos/tills", {"first"})[1])[0]
    (folder / "video.mp4").write_bytes(film_of(60.0))
    assert (
        "the captions end at 8.0 s, the film at 60.0 s." in whats(parse_video(folder, "videos/tills", {"first"})[1])[0]
    )
    (folder / "video.mp4").write_bytes(b"no film")
    assert "this is not an MP4 film." in whats(parse_video(folder, "videos/tills", {"first"})[1])[0]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("module: first", "module: none-such", "script.yml:3: there is no module 'none-such'."),
        ("words: Till 1", "wrods: Till 1", "script.yml:8: 'scenes.0.lines.0.Line.brings.0.point.wrods'"),
        ("row: [Till, down]", "row: [Till]", "a row has 1 cells, the scene 2 columns"),
        ("- Ring Ann.", "- {shows: Ring Ann., does: [{press: Ask}]}", "a scene is recorded, so say under 'recording'"),
        ("- Ring Ann.", "- {shows: Ring Ann., does: [{press: Ask, open: /}]}", "an action is one of"),
        ("- Ring Ann.", "- {shows: Ring Ann., brings: [{point: {words: a}, row: [b, c]}]}", "a part is one of"),
    ],
)
def test_a_mistake_in_a_script_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = write_video(tmp_path, "tills")
    assert old in SCRIPT
    (folder / "script.yml").write_text(SCRIPT.replace(old, new))
    assert told.replace("Line.", "") in "\n".join(whats(parse_video(folder, "videos/tills", {"first"})[1]))


def test_captions_come_back_as_they_were_written() -> None:
    cues = (Cue(0, 1.0, 2.5, "One"), Cue(1, 3661.25, 3670.0, "Words too long for one line of captions, so two of them"))
    text = write_captions(cues, "abc123")
    assert "01:01:01.250 --> 01:01:10.000\nWords too long for one line\nof captions, so two of them\n" in text
    assert read_captions(text) == cues
    assert made_of(text) == "abc123"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("no captions", 1),
        ("WEBVTT\n\n0\n00:01 --> 00:02\nHello\n", 4),
        ("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n", 3),
        ("WEBVTT\n\n0\n00:00:01.000 --> 00:00:03.000\nHello\n\n1\n00:00:02.000 --> 00:00:04.000\nYou\n", 8),
    ],
)
def test_captions_that_cannot_be_read_say_where(text: str, line: int) -> None:
    with pytest.raises(CaptionError) as caught:
        read_captions(text)
    assert caught.value.line == line


def test_the_length_is_read_from_both_kinds_of_movie_header(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(film_of(12.5))
    assert seconds_of(film) == 12.5
    long_head = b"\x01" + bytes(3) + bytes(16) + struct.pack(">IQ", 1000, 7250) + bytes(80)
    box = struct.pack(">I4s", len(long_head) + 8, b"mvhd") + long_head
    film.write_bytes(struct.pack(">I4s", len(box) + 8, b"moov") + box)
    assert seconds_of(film) == 7.25


def test_the_video_of_the_authoring_guide_parses_and_every_key_is_explained_there() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text()
    chapter = guide[guide.index("## A video") : guide.index("## A scenario")]
    text = chapter.split("```yaml\n")[1].split("```")[0]
    document = read_document(text, "script.yml")
    script = as_shape(document, Script)
    assert document.problems == []
    assert script is not None
    assert [part.kind for line in script.lines for part in line.brings] == ["speech", "figure", "row"]
    for shape in (Script, Scene, Line, Part, Action, Speech, Ticket, Note, Figure, Point, Stretch):
        unexplained = {key for key in shape.model_fields if not re.search(rf"`{key}\b", chapter)}
        assert unexplained == set(), shape.__name__


def test_a_line_may_be_its_words_alone() -> None:
    script = Script.model_validate(
        {"title": "T", "summary": "S", "module": "m", "scenes": [{"headline": "H", "lines": ["Hello."]}]}
    )
    assert [line.shows for line in script.lines] == ["Hello."]
