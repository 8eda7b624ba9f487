"""Reading PDFs as a printer, a screen reader and a validator would."""

import logging
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO

import page
import pikepdf
import pytest
from flask import Flask

from app.database import transaction
from app.printables.render import trouble
from app.progress.models import Certificate
from tests import machine
from tests.conftest import Cast

SERIAL = "BTN-7K3M-9QXD"
A4, LETTER = (595, 842), (612, 792)


class Pdf:
    """A finished document: pages, their size in points, text, and what a validator says."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with pikepdf.open(BytesIO(data)) as opened:
            self.pages = len(opened.pages)
            box = [float(side) for side in opened.pages[0].mediabox]
            self.title = str(opened.docinfo.get("/Title", ""))
        self.size = (round(box[2] - box[0]), round(box[3] - box[1]))

    @property
    def text(self) -> str:
        command = ["pdftotext", "-layout", "-", "-"]
        return subprocess.run(command, input=self.data, capture_output=True, check=True).stdout.decode()

    @property
    def failures(self) -> list[str]:
        """What keeps it from being valid PDF/UA-1."""
        report = page.validate_pdf_bytes(self.data, profile=page.ValidationProfile.PDF_UA_1)
        return [str(failure) for failure in report.failures]

    @property
    def fonts_left_out(self) -> list[str]:
        """Names of fonts that are used and not inside the file."""
        out = []
        with pikepdf.open(BytesIO(self.data)) as opened:
            for thing in opened.objects:
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                    inside = any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                    out += [] if inside else [str(thing.FontName)]
        return out


@pytest.fixture(autouse=True)
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Drawing a document gives its maker nothing to say; skipped where this machine cannot draw any."""
    machine.need("what draws PDFs", not trouble(), "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    yield
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.fixture
def issue(app: Flask, cast: Cast) -> Callable[..., str]:
    """Issues a certificate to Asha, under the name given, and answers its serial."""

    def to(name: str = "Asha Verma") -> str:
        with app.app_context(), transaction() as session:
            session.add(
                Certificate(
                    serial=SERIAL,
                    person_id=cast.asha,
                    name=name,
                    title="Major incident handover",
                    organisation="Northfold Group",
                    path_hash="0123456789abcdef",
                    issued_on=date(2026, 11, 20),
                    valid_until=date(2027, 11, 20),
                    issued_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
                )
            )
        return SERIAL

    return to
