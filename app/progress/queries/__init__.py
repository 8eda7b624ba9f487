"""Reads of the ledger: where people stand on their paths, what may be changed of one, and certificates by serial."""

from app.progress.queries.certificates import (
    CertificateFacts,
    CertificatePage,
    certificate,
    certificate_issued,
    certificates_of,
)
from app.progress.queries.changing import PersonsPathPage, StepPage, persons_path, persons_step
from app.progress.queries.ledger import has_completed, holder, serial_is_taken
from app.progress.queries.paths import ModuleRecord, PathCertificate, PathPage, StepState, path_of, paths_of

__all__ = [
    "CertificateFacts",
    "CertificatePage",
    "ModuleRecord",
    "PathCertificate",
    "PathPage",
    "PersonsPathPage",
    "StepPage",
    "StepState",
    "certificate",
    "certificate_issued",
    "certificates_of",
    "has_completed",
    "holder",
    "path_of",
    "paths_of",
    "persons_path",
    "persons_step",
    "serial_is_taken",
]
