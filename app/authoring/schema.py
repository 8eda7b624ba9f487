"""The JSON schema of a scenario as its author may write it, for editors that check while one types."""

from typing import Any

from app.content.checklist import Checklist
from app.content.scenario import Scenario

_WORDS: dict[str, Any] = {"type": "string"}
_CELL: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}


def scenario_schema(checklist: Checklist | None = None) -> dict[str, Any]:
    """The schema of a scenario's file; with a checklist, its item ids are the only ones."""
    schema = Scenario.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    parts, keys = schema["$defs"], schema["properties"]
    for part in (schema, *parts.values()):
        part["properties"].pop("hash", None)
    parts.pop("Tool")
    keys["tools"] = _tools()
    keys["now"].pop("format")  # local time without a zone, which the format would refuse
    keys["now"]["pattern"] = r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d"
    knows = parts["Person"]["properties"]["knows"]
    knows["additionalProperties"] = {"anyOf": [_WORDS, knows["additionalProperties"]]}
    for truth in ("Truth", "LaterTruth"):
        points = parts[truth]["properties"]["points"]
        points["items"] = {"anyOf": [_WORDS, points["items"]]}
    if checklist is not None:
        _name_items(schema, list(checklist.ids()))
    return schema


def _tools() -> dict[str, Any]:
    """Desk tools as they are written: a list of lines or of rows under each name."""
    row = {"type": "object", "additionalProperties": _CELL}
    rows = {"type": ["array", "null"], "items": {"anyOf": [_CELL, row]}}
    return {"type": "object", "additionalProperties": rows, "description": "The desk tools, each a list of rows."}


def _name_items(schema: dict[str, Any], items: list[str]) -> None:
    """Lets only these ids stand where an item is named."""
    parts, one = schema["$defs"], {"enum": items}
    person, expect, example = (parts[name]["properties"] for name in ("Person", "Expectation", "Example"))
    keyed = (schema["properties"]["items"], schema["properties"]["phrasings"], person["knows"])
    for mapping in (*keyed, expect["items"], example["fields"]):
        mapping["propertyNames"] = one
    parts["Belief"]["properties"]["about"] |= one
    parts["Detail"]["properties"]["tells"] |= {"enum": ["", *items]}
