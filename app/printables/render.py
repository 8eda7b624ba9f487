"""Turns a document's HTML into a tagged PDF with its fonts inside; reads nothing but what the product ships."""

import atexit
import ctypes
import hashlib
import logging
import threading
import uuid
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Paper = Literal["a4", "letter"]
Document = Literal["checklist", "certificate", "debrief", "booklet"]

PAPERS: tuple[Paper, ...] = get_args(Paper)

_HERE = Path(__file__).resolve().parent
_FONTS = _HERE.parent / "web" / "static" / "vendor"
_FONT_ADDRESS = "baton-font:"
_SHEETS = {"a4": "A4", "letter": "letter"}
_LANDSCAPE: frozenset[Document] = frozenset({"certificate"})
_LIBRARIES = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
_OFF = (
    "PDFs are switched off on this machine: the libraries that draw them are missing. "
    "On Debian or Ubuntu, install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0, then start Baton again."
)

# Pango is not made for several threads at once, and a second thread would only wait for the first one's CPU.
_one_at_a_time = threading.Lock()


@cache
def trouble() -> str:
    """Why PDFs cannot be made on this machine and what to install, in two sentences; empty when they can.

    Quick enough for every page that links to a PDF: WeasyPrint itself is loaded only where its libraries do not
    answer to the names they have on Linux.
    """
    try:
        if not all(_loads(name) for name in _LIBRARIES):
            import weasyprint  # noqa: F401 -- loading it is the test
    except (ImportError, OSError) as error:
        logging.getLogger(__name__).info("No PDFs: %s", error)
        return _OFF
    return ""


def kept(html: str, document: Document, paper: Paper, folder: Path) -> Path:
    """The PDF of this document as a file in `folder`: made once, and again only when what it is made of changes.

    For what takes seconds to make and is the same for everybody. What was made of an older text is removed.
    """
    file = folder / f"{document}-{paper}-{_fingerprint(html, document)}.pdf"
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        made = file.with_suffix(f".{uuid.uuid4().hex}")
        made.write_bytes(render(html, document, paper))
        made.replace(file)
        for older in folder.glob(f"{document}-{paper}-*.pdf"):
            if older != file:
                older.unlink(missing_ok=True)
    return file


def _fingerprint(html: str, document: Document) -> str:
    style = "".join(file.read_text(encoding="utf-8") for file in _style_files(document))
    return hashlib.sha256(f"{html}{style}".encode()).hexdigest()[:16]


def _style_files(document: Document) -> tuple[Path, ...]:
    return _HERE / "paper.css", _HERE / document / "style.css"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def render(html: str, document: Document, paper: Paper) -> bytes:
    """The PDF (PDF/UA-1, fonts embedded) of this document on this paper; OSError where there is `trouble()`."""
    from weasyprint import HTML

    with _one_at_a_time:
        style, fonts = _style(document, paper)
        page = HTML(string=html, base_url="about:blank", url_fetcher=_fetcher())
        pdf: bytes = page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)
    return pdf


@cache
def _style(document: Document, paper: Paper) -> tuple[Any, Any]:
    """The style of a document and the fonts it loads: made once a process, for it costs more than a page does."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    direction = " landscape" if document in _LANDSCAPE else ""
    sheet = f"@page {{ size: {_SHEETS[paper]}{direction} }}"
    files = (file.read_text(encoding="utf-8") for file in _style_files(document))
    text = "\n".join([_faces(), sheet, *files])
    return CSS(string=text, font_config=fonts, url_fetcher=_fetcher()), fonts


# WeasyPrint's fonts clean up after themselves, which they cannot once the interpreter is being taken down.
atexit.register(_style.cache_clear)


def _faces() -> str:
    """One family name a subset: WeasyPrint would use only one subset of a family whose faces share a name."""
    faces = []
    for file in sorted(_FONTS.glob("atkinson-hyperlegible-*-normal.woff2")):
        family, _, weight = file.stem.removesuffix("-normal").rpartition("-")
        source = f'url("{_FONT_ADDRESS}{file.name}") format("woff2")'
        faces.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: {source}; }}')
    return "\n".join(faces)


@cache
def _fetcher() -> Any:
    """Answers the product's own fonts and refuses everything else, network and files alike."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    shipped = {f"{_FONT_ADDRESS}{file.name}": file for file in _FONTS.glob("*.woff2")}

    class OwnFontsOnly(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in shipped:
                raise ValueError(f"documents load nothing from outside: {url}")
            return URLFetcherResponse(url, shipped[url].read_bytes(), {"Content-Type": "font/woff2"})

    return OwnFontsOnly()
