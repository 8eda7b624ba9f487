"""A film of two pictures and a tone, made by the real ffmpeg."""

import io
import re
import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

from app.content.video import seconds_of
from media.drawing import HEIGHT, WIDTH, Frame
from media.film import CannotFilm, make_film
from tests import machine

RATE = 22_050


@pytest.fixture(autouse=True)
def ffmpeg():
    """What builds videos; counted aloud where it is missing, and never skipped in CI."""
    machine.need("ffmpeg", shutil.which("ffmpeg") is not None, "ffmpeg")


def picture(colour):
    made = io.BytesIO()
    Image.new("RGB", (WIDTH, HEIGHT), colour).save(made, "PNG")
    return made.getvalue()


def tone(seconds, loud):
    return (np.sin(np.arange(int(seconds * RATE)) * 0.06) * loud).astype(np.int16)


def said_of(film, *options):
    command = ["ffmpeg", "-hide_banner", "-nostdin", "-i", str(film), *options, "-f", "null", "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def test_a_film_is_as_long_as_its_pictures_and_as_loud_as_all_others(tmp_path):
    film = tmp_path / "film.mp4"
    make_film([Frame(picture("white"), 2.5), Frame(picture("teal"), 1.5)], tone(4.0, loud=900), RATE, film)
    assert seconds_of(film) == pytest.approx(4.0, abs=0.15)
    told = said_of(film, "-af", "ebur128=framelog=verbose")
    assert float(re.search(r"I:\s+(-[\d.]+) LUFS", told)[1]) == pytest.approx(-17, abs=1)
    assert re.search(r"Video: h264 .*1280x720", told)
    assert re.search(r"Audio: aac", told)


def test_a_film_plays_before_it_is_all_there_and_tells_nothing_of_where_it_was_made(tmp_path):
    film = tmp_path / "film.mp4"
    make_film([Frame(picture("white"), 1.0)], tone(1.0, loud=9000), RATE, film)
    held = film.read_bytes()
    assert held.index(b"moov") < held.index(b"mdat")
    assert str(tmp_path).encode() not in held


def test_a_film_without_a_sound_is_refused(tmp_path):
    with pytest.raises(CannotFilm, match="silent"):
        make_film([Frame(picture("white"), 1.0)], np.zeros(RATE, dtype=np.int16), RATE, tmp_path / "film.mp4")
