"""`make screenshots`: takes the pictures of the how-to guides anew, and says which of them changed."""

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import numpy as np
import yaml
from PIL import Image
from playwright.sync_api import sync_playwright
from pydantic import ValidationError

import config
from media.camera import Camera, CannotTake, open_browser
from media.picture import Album, read_album
from media.site import running

FOLDER = config.ROOT / "content" / "guides" / "pictures"
ALBUM = FOLDER.with_suffix(".yml")
LARGEST = 120_000  # bytes a picture
_QUALITIES = (82, 74, 66, 58, 50)
_NOTICEABLE = 64  # of 255, in any colour
_FEW = 80  # pixels: fewer than a changed letter has

Standing = Literal["new", "changed", "same"]


def main(given: list[str] | None = None) -> int:
    """Takes the pictures named, or all of them; answers 1 when one could not be taken or, with --check, is stale."""
    said = _arguments().parse_args(given)
    try:
        album = read_album(ALBUM)
    except (ValidationError, yaml.YAMLError) as error:
        print(error)
        return 1
    wanted = set(said.names or [picture.name for picture in album.pictures])
    unknown = wanted - {picture.name for picture in album.pictures}
    if unknown:
        print(f"{ALBUM.name} has no picture {', '.join(sorted(unknown))}.")
        return 1
    with _stand_ins(album):
        standings, failed = _take_all(album, wanted, write=not said.check)
    if not said.names:
        _tell_left_over(album, remove=not said.check)
    changed = [name for name, standing in standings.items() if standing != "same"]
    print(f"{len(standings)} taken, {len(changed)} {'stale' if said.check else 'changed'}, {failed} failed.")
    return int(failed > 0 or (said.check and bool(changed)))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", help="pictures to take; all of them when none is named")
    parser.add_argument("--check", action="store_true", help="write nothing, and end with 1 when a picture is stale")
    return parser


@contextmanager
def _stand_ins(album: Album) -> Iterator[None]:
    """Lets the product start, which refuses a guide with a picture that is not there: an empty one stands in for it."""
    FOLDER.mkdir(exist_ok=True)
    missing = [file for one in album.pictures if not (file := FOLDER / f"{one.name}.webp").exists()]
    for file in missing:
        file.write_bytes(b"")
    try:
        yield
    finally:
        for file in missing:
            if not file.stat().st_size:
                file.unlink()


def _take_all(album: Album, wanted: set[str], *, write: bool) -> tuple[dict[str, Standing], int]:
    standings: dict[str, Standing] = {}
    failed = 0
    with running(album.moment) as site, sync_playwright() as playwright, open_browser(playwright) as browser:
        camera = Camera(site, browser)
        for picture in album.pictures:
            if picture.name not in wanted:
                continue
            try:
                shot = camera.take(album.whole(picture))
                standings[picture.name] = keep(shot, FOLDER / f"{picture.name}.webp", write=write)
            except CannotTake as error:
                print(f"failed   {error}")
                failed += 1
                continue
            print(f"{standings[picture.name]:8} {picture.name}", flush=True)
    return standings, failed


def keep(shot: Image.Image, file: Path, *, write: bool) -> Standing:
    """Writes the picture where it differs visibly from the one on disk, and answers how it stood.

    Raises CannotTake for one too large to be kept.
    """
    small = _as_webp(shot)
    if len(small) > LARGEST:
        raise CannotTake(
            f"{file.stem}: {len(small) // 1000} kB, and {LARGEST // 1000} is the most; show less of the page"
        )
    standing: Standing = "new"
    if file.exists() and file.stat().st_size:
        with Image.open(file) as before, Image.open(io.BytesIO(small)) as after:
            standing = "changed" if differs(before, after) else "same"
    if write and standing != "same":
        file.write_bytes(small)
    return standing


def differs(before: Image.Image, after: Image.Image) -> bool:
    """Whether somebody would see another picture: another size, or as many pixels apart as a letter has."""
    if before.size != after.size:
        return True
    apart = np.asarray(before.convert("RGB"), dtype=np.int16) - np.asarray(after.convert("RGB"), dtype=np.int16)
    return int((np.abs(apart).max(axis=2) > _NOTICEABLE).sum()) > _FEW


def _as_webp(shot: Image.Image) -> bytes:
    """The picture as WebP, at the best quality that is small enough."""
    for quality in _QUALITIES:
        held = io.BytesIO()
        shot.save(held, "WEBP", quality=quality, method=6)
        if held.tell() <= LARGEST:
            break
    return held.getvalue()


def _tell_left_over(album: Album, *, remove: bool) -> None:
    """Names pictures on disk that are no longer asked for, and removes them."""
    names = {picture.name for picture in album.pictures}
    for file in sorted(FOLDER.glob("*.webp")):
        if file.stem not in names:
            print(f"{'removed' if remove else 'no longer asked for':8} {file.stem}")
            if remove:
                file.unlink()


if __name__ == "__main__":
    sys.exit(main())
