"""`python -m media.hearing`: has a speech recogniser listen to the videos, and tells what it heard otherwise."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from app.content.captions import Cue, read_captions
from app.content.video import CAPTIONS, MEDIA
from media.heard import Understood, hold

ROOT = Path(__file__).resolve().parents[1]
_EAR = Path(__file__).with_name("ear.py")
_LONGEST = 28.0  # seconds of a stretch; the listener's window is half a minute
_MARGIN = 0.2  # seconds before the first word of a stretch and after its last


class CannotHear(Exception):
    """The ear's environment is missing or failed, or a video is not there; says what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Listens to all videos or those named and says how much was understood. Answers 1 when it could not."""
    parser = argparse.ArgumentParser(prog="python -m media.hearing", description=__doc__)
    parser.add_argument("slugs", nargs="*", help="videos to listen to; without any, all")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the content folder")
    parser.add_argument("--ear", type=Path, required=True, help="the Python of the voice's environment")
    given = parser.parse_args(arguments)
    folders = [given.content / "videos" / slug for slug in given.slugs] or [
        film.parent for film in sorted((given.content / "videos").glob(f"*/{MEDIA}"))
    ]
    try:
        for folder in folders:
            print(told(folder.name, listen(folder, given.ear)), flush=True)
    except CannotHear as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def listen(folder: Path, python: Path) -> Understood:
    """The video of this folder, heard by the ear in the environment of `python`. Raises CannotHear."""
    if not python.exists():
        raise CannotHear("The ear is not installed; `make hear` installs it.")
    film, captions = folder / MEDIA, folder / CAPTIONS
    if not (film.is_file() and captions.is_file()):
        raise CannotHear(f"{folder.name}: there is no film with captions; `make videos` builds them.")
    cues = read_captions(captions.read_text(encoding="utf-8"))
    asked = json.dumps({"film": str(film), "stretches": stretches(cues)})
    done = subprocess.run([python, _EAR], input=asked, text=True, capture_output=True)  # noqa: S603
    if done.returncode:
        raise CannotHear(f"{folder.name}: the ear failed: {done.stderr.strip()[-400:]}")
    return hold(cues, json.loads(done.stdout))


def stretches(cues: Sequence[Cue]) -> list[tuple[float, float]]:
    """The film in pieces of whole lines that the listener can take in at once, from second to second."""
    made: list[tuple[float, float]] = []
    for _, line in groupby(cues, key=lambda cue: cue.line):
        spoken = list(line)
        start, end = max(0.0, spoken[0].start - _MARGIN), spoken[-1].end + _MARGIN
        if made and end - made[-1][0] <= _LONGEST:
            start = made.pop()[0]
        made.append((start, end))
    return made


def told(name: str, understood: Understood) -> str:
    """What is printed of a video: the share, then a line for each stretch that was heard otherwise."""
    lines = [f"{name}: {understood.share:.1%} of {understood.words} words heard as written"]
    for stretch in understood.otherwise:
        minutes, seconds = divmod(stretch.at, 60)
        heard = " / ".join(dict.fromkeys(text or "nothing" for text in stretch.heard))
        lines.append(
            f"  {int(minutes)}:{seconds:04.1f}  {stretch.before} [{stretch.said}] {stretch.after}  heard: {heard}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
