"""Puts pictures and voice together with ffmpeg: H.264 and AAC in an MP4 that plays before it is all there."""

import re
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from media.drawing import Frame
from media.narration import Samples

LOUDNESS = -16.5
_SOUND_RATE = 44_100
_SHOWN_ANEW = 1.0  # seconds
_MEASURED = re.compile(r"Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS")
_SILENCE = -70.0  # what ebur128 calls a track without a sound


class CannotFilm(Exception):
    """ffmpeg is missing or failed; says what to do."""


def voice_track(pieces: Sequence[tuple[float, Samples]], seconds: float, rate: int) -> Samples:
    """The whole sound: silence, with each piece at its second."""
    track = np.zeros(int(seconds * rate) + 1, dtype=np.int16)
    for start, samples in pieces:
        first = int(start * rate)
        track[first : first + len(samples)] = samples[: len(track) - first]
    return track


def make_film(frames: Sequence[Frame], sound: Samples, rate: int, film: Path) -> None:
    """Writes the film. The voice is brought to the loudness of all films. Raises CannotFilm."""
    with tempfile.TemporaryDirectory(prefix="baton-film-") as name:
        folder = Path(name)
        _write_frames(frames, folder)
        with wave.open(str(folder / "voice.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(sound.tobytes())
        levels = _levels(folder / "voice.wav")
        _ffmpeg(
            *("-f", "concat", "-safe", "0", "-i", str(folder / "frames.txt"), "-i", str(folder / "voice.wav")),
            *("-vf", "format=yuv420p", "-fps_mode", "vfr", "-enc_time_base", "1:1000"),
            *("-c:v", "libx264", "-preset", "faster", "-crf", "27", "-tune", "animation"),
            *("-force_key_frames", "expr:gte(t,n_forced*20)", "-af", f"{levels},aresample={_SOUND_RATE}"),
            *("-c:a", "aac", "-b:a", "48k", "-ac", "1"),
            *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"),
            *("-threads", "1", "-movflags", "+faststart", "-shortest", str(folder / "video.mp4")),
        )
        shutil.move(folder / "video.mp4", film)


def _write_frames(frames: Sequence[Frame], folder: Path) -> None:
    """The pictures, and the list that says how long each stands; ffmpeg wants the last one twice.

    One that stands long is shown anew every second, so that a player which is told to go there finds it at once. There
    is no more to encode: a film of slides has some three hundred pictures, not fifteen a second.
    """
    listed = ["ffconcat version 1.0"]
    for number, frame in enumerate(frames):
        (folder / f"{number:05}.png").write_bytes(frame.picture)
        times = max(1, round(frame.seconds / _SHOWN_ANEW))
        listed += [f"file {number:05}.png", f"duration {frame.seconds / times:.5f}"] * times
    listed.append(f"file {len(frames) - 1:05}.png")
    (folder / "frames.txt").write_text("\n".join(listed))


def _levels(sound: Path) -> str:
    """The filter that brings this sound to LOUDNESS: measured first, then made evenly louder, its peaks held."""
    told = _ffmpeg("-i", str(sound), "-af", "ebur128=framelog=verbose", "-f", "null", "-")
    found = _MEASURED.search(told)
    if found is None or float(found[1]) <= _SILENCE:
        raise CannotFilm("The voice track is silent.")
    return f"volume={LOUDNESS - float(found[1]):.2f}dB,alimiter=limit=0.66:level=disabled"


def _ffmpeg(*options: str) -> str:
    """Runs ffmpeg; answers what it said."""
    program = shutil.which("ffmpeg")
    if program is None:
        raise CannotFilm("ffmpeg is missing; `setup/system.sh media` says how to install it.")
    command = [program, "-hide_banner", "-nostdin", "-y", *options]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise CannotFilm(f"ffmpeg failed: {done.stderr.strip()[-600:]}")
    return done.stderr
