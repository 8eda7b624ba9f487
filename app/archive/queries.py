"""Content as it was, by hash; parsed once a process."""

from functools import lru_cache

from app.archive.models import ArchivedText
from app.content.checklist import Checklist
from app.content.library import Library, module_of_text, parse_checklist, parse_paths, parse_scenario
from app.content.module import Module
from app.content.path import LearningPaths
from app.content.scenario import Scenario
from app.database import db


class NotKept(LookupError):
    """The archive has no text with this hash."""


def scenario(library: Library, slug: str, content_hash: str) -> Scenario:
    """The scenario in this version; no statement when it is the current one."""
    current = library.scenarios.get(slug)
    return current if current is not None and current.hash == content_hash else _scenario(_text(content_hash))


def checklist(library: Library, content_hash: str) -> Checklist:
    """The checklist in this version; no statement when it is the current one."""
    return library.checklist if library.checklist.hash == content_hash else _checklist(_text(content_hash))


def module(library: Library, slug: str, content_hash: str) -> Module:
    """The module in this version; no statement when it is the current one."""
    current = library.modules.get(slug)
    return current if current is not None and current.hash == content_hash else _module(slug, _text(content_hash))


def paths(library: Library, content_hash: str) -> LearningPaths:
    """The paths in this version, such as a certificate names; no statement when it is the current one."""
    return library.paths if library.paths.hash == content_hash else _paths(_text(content_hash))


def _text(content_hash: str) -> str:
    kept = db.session.get(ArchivedText, content_hash)
    if kept is None:
        raise NotKept(content_hash)
    return kept.text


@lru_cache(maxsize=64)
def _scenario(text: str) -> Scenario:
    parsed, _ = parse_scenario(text, "archive", None)
    if parsed is None:
        raise NotKept("an archived scenario can no longer be read")
    return parsed


@lru_cache(maxsize=16)
def _checklist(text: str) -> Checklist:
    parsed, _ = parse_checklist(text, "archive")
    if parsed is None:
        raise NotKept("an archived checklist can no longer be read")
    return parsed


@lru_cache(maxsize=16)
def _paths(text: str) -> LearningPaths:
    parsed, _ = parse_paths(text, "archive")
    if parsed is None:
        raise NotKept("archived paths can no longer be read")
    return parsed


@lru_cache(maxsize=64)
def _module(slug: str, text: str) -> Module:
    parsed, _ = module_of_text(slug, text)
    if parsed is None:
        raise NotKept("an archived module can no longer be read")
    return parsed
