"""Reads YAML so that every mistake can be named with its line: one pass, all problems, plain scalars.

Clock times, dates and numbers with a leading zero stay the text their author wrote (`12:00` is not 720), and a
key written twice is a mistake, not a silent overwrite.
"""

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from app.content.problems import Problem
from app.content.shape import Shape

ShapeType = TypeVar("ShapeType", bound=Shape)
Location = tuple[str | int, ...]

_MENDS = {
    "missing": "Add this key.",
    "extra_forbidden": "Remove it, or correct its spelling.",
    "literal_error": "Choose one of the words listed.",
    "string_pattern_mismatch": "Use lower-case letters, digits and hyphens, beginning with a letter.",
    "string_type": "Write text here; in quotes when it is only digits, or true, false or null.",
    "int_parsing": "Write a whole number here.",
    "int_type": "Write a whole number here.",
    "float_parsing": "Write a number here.",
    "float_type": "Write a number here.",
    "bool_parsing": "Write true or false here.",
    "bool_type": "Write true or false here.",
    "tuple_type": "Write a list here, one entry a line, each after '- '.",
    "mapping_type": "Write keys and values here.",
    "model_type": "Write keys and values here.",
    "datetime_from_date_parsing": "Write it as '2026-03-13T09:04'.",
}
_MEND_YAML = "Check the indentation and quote text that holds ': ' or begins with a special sign."
_MEND_ALIAS = "Write it out in both places."


class _PlainLoader(yaml.CSafeLoader):
    """YAML with only the scalars a person means: true and false, whole numbers, decimals, null and text."""


_PlainLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("tag:yaml.org,2002:bool", r"true|false", "tf"),
    ("tag:yaml.org,2002:null", r"null|~|", ["n", "~", ""]),
    ("tag:yaml.org,2002:int", r"-?(0|[1-9][0-9]*)", "-0123456789"),
    ("tag:yaml.org,2002:float", r"-?(0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
):
    _PlainLoader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), list(first))


class _UsedTwice(yaml.MarkedYAMLError):
    """A list or mapping that an alias (`*name`) uses again: it could contain itself or grow without end."""


@dataclass(slots=True)
class Document:
    """One YAML text as plain data, with the line each key and entry stands on."""

    file: str
    data: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, location: Sequence[str | int]) -> int:
        """The line of the nearest enclosing thing that was written; 1 when nothing was."""
        path = tuple(location)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, location: Sequence[str | int], what: str, mend: str = "") -> Problem:
        """A problem at this place of the document."""
        return Problem(self.file, self.line(location), what, mend)


def read_document(text: str, file: str, first_line: int = 1) -> Document:
    """Reads one YAML text; what cannot be read is in `problems` and leaves `data` None."""
    document = Document(file)
    try:
        loader = _PlainLoader(text)
        try:
            node = loader.get_single_node()
            if node is not None:
                _note_lines(node, (), document, first_line, set())
                document.data = loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = getattr(error, "problem", None) or "this is not YAML"
        mend = _MEND_ALIAS if isinstance(error, _UsedTwice) else _MEND_YAML
        document.problems.append(Problem(file, line, f"{what}.", mend))
    return document


def _note_lines(node: yaml.Node, at: Location, document: Document, first_line: int, visited: set[int]) -> None:
    if isinstance(node, yaml.CollectionNode):
        if id(node) in visited:
            raise _UsedTwice(None, None, "what is written here is used again with '*'", node.start_mark)
        visited.add(id(node))
    document.lines[at] = node.start_mark.line + first_line
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            line = key.start_mark.line + first_line
            if name in seen:
                what = f"the key '{name}' stands twice here."
                document.problems.append(Problem(document.file, line, what, "Keep one of them."))
            seen.add(name)
            _note_lines(value, (*at, name), document, first_line, visited)
            document.lines[(*at, name)] = line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*at, index), document, first_line, visited)


def as_shape(document: Document, shape: type[ShapeType], **more: Any) -> ShapeType | None:
    """The document as a content object, or None with every mistake added to `document.problems`.

    A document whose only mistakes are unknown keys still yields its object, so that a marker or a question can
    be tried on it; the unknown keys stand among the problems all the same.
    """
    if not isinstance(document.data, dict):
        if not document.problems:
            document.problems.append(document.problem((), "the file must hold keys and values."))
        return None
    data = copy.deepcopy(document.data) | more
    made, mistakes = _validated(shape, data)
    document.problems.extend(_problem(document, mistake) for mistake in mistakes)
    if mistakes and all(mistake["type"] == "extra_forbidden" for mistake in mistakes):
        for mistake in mistakes:
            _drop(data, mistake["loc"])
        made, mistakes = _validated(shape, data)
        document.problems.extend(_problem(document, mistake) for mistake in mistakes)
    return made


def _validated(shape: type[ShapeType], data: Any) -> tuple[ShapeType | None, list[Any]]:
    """The content object, or None and the mistakes; a list too short only because its entries failed is none."""
    try:
        return shape.model_validate(data), []
    except ValidationError as error:
        mistakes = error.errors()
    return None, [m for m in mistakes if m["type"] != "too_short" or len(m["input"]) < m["ctx"]["min_length"]]


def _problem(document: Document, mistake: Any) -> Problem:
    kind, place = mistake["type"], mistake["loc"]
    where = ".".join(str(part) for part in place)
    said = mistake["msg"].removeprefix("Value error, ").rstrip(".")
    what = {
        "missing": f"'{where}' is missing.",
        "extra_forbidden": f"'{where}' is not a key this file knows.",
        "too_short": f"'{where}' must hold at least one entry.",
    }.get(kind, f"'{where}': {said}." if where else f"{said}.")
    return document.problem(place, what, _MENDS.get(kind, ""))


def _drop(data: Any, place: Sequence[str | int]) -> None:
    for part in place[:-1]:
        data = data[part]
    data.pop(place[-1], None)
