"""Copies the browser's third-party files from node_modules to where the site serves them, and writes fonts.css."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "app" / "web" / "static" / "vendor"
FAMILIES = {
    "atkinson-hyperlegible-next": ("Atkinson Hyperlegible Next", (400, 600, 700)),
    "atkinson-hyperlegible-mono": ("Atkinson Hyperlegible Mono", (400, 600)),
}
SUBSETS = ("latin-ext", "latin")


def main() -> None:
    """Makes the vendor folder anew."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    shutil.copy(MODULES / "htmx.org" / "dist" / "htmx.min.js", VENDOR / "htmx.min.js")
    faces = [face for package in FAMILIES for face in font_faces(package)]
    (VENDOR / "fonts.css").write_text("\n".join(faces) + "\n")


def font_faces(package: str) -> list[str]:
    """Copies the files of one font package and answers its @font-face rules."""
    family, weights = FAMILIES[package]
    source = MODULES / "@fontsource" / package
    faces = []
    for weight in weights:
        ranges = unicode_ranges((source / f"{weight}.css").read_text(), package, weight)
        for subset in SUBSETS:
            name = f"{package}-{subset}-{weight}-normal.woff2"
            shutil.copy(source / "files" / name, VENDOR / name)
            faces.append(
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-display: swap; '
                f'src: url({name}) format("woff2"); unicode-range: {ranges[subset]}; }}'
            )
    return faces


def unicode_ranges(css: str, package: str, weight: int) -> dict[str, str]:
    """The characters each subset covers, as the package's own stylesheet states them."""
    found = {}
    for subset in SUBSETS:
        pattern = rf"{package}-{subset}-{weight}-normal\.woff2.*?unicode-range:\s*([^;]+);"
        match = re.search(pattern, css, re.DOTALL)
        if match is None:
            raise SystemExit(f"{package} {weight} has no {subset} subset; the font package changed.")
        found[subset] = match.group(1).strip()
    return found


if __name__ == "__main__":
    main()
