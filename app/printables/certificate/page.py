"""What stands on a certificate."""

from dataclasses import dataclass
from typing import Literal

from app.progress.queries import CertificatePage

NameSize = Literal["short", "long", "longest"]


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """The certificate as issued; `address` is where it can be checked, `qr` that address as inline SVG."""

    certificate: CertificatePage
    name_size: NameSize
    address: str
    qr: str


def certificate_sheet(certificate: CertificatePage, site: str) -> CertificateSheet:
    """The sheet of this certificate; `site` is the public address of the installation, without a closing slash."""
    address = f"{site}/certificates/{certificate.serial}"
    return CertificateSheet(certificate, name_size(certificate.name), address, _qr(address, certificate.serial))


def name_size(name: str) -> NameSize:
    """How large a name can be written: up to 24 characters on one line, up to 44 smaller, beyond that on two."""
    return "short" if len(name) <= 24 else "long" if len(name) <= 44 else "longest"


def _qr(address: str, serial: str) -> str:
    import segno

    code = segno.make(address, error="m", micro=False)
    svg: str = code.svg_inline(omitsize=True, border=0, title=f"QR code: the address at which {serial} can be checked")
    return svg
