"""Quotes, dots and dashes as print has them: what Markdown does to prose, done to a text that is no Markdown."""

import re
from typing import Annotated

from pydantic import AfterValidator

_DASHES = (("---", "—"), ("--", "–"), ("...", "…"))
# A quote opens at the beginning, after a space, a bracket, a dash or another quote that opens; else it closes.
_OPENS = r"(?:^|(?<=[\s(\[{“‘–—/-]))"
_DECADE = re.compile(r"'(?=\d\ds\b)")
_OPENING_PAIR = re.compile(_OPENS + r"(\"'|'\")(?=\w)")
_OPENING = (re.compile(_OPENS + r'"(?=\S)'), re.compile(_OPENS + r"'(?=\S)"))


def typographic(text: str) -> str:
    """The text with quotation marks, apostrophes, dashes and ellipses as a reader of a book knows them."""
    for typed, printed in _DASHES:
        text = text.replace(typed, printed)
    text = _OPENING_PAIR.sub(lambda pair: "“‘" if pair[1][0] == '"' else "‘“", _DECADE.sub("’", text))
    double, single = _OPENING
    return single.sub("‘", double.sub("“", text)).replace('"', "”").replace("'", "’")


# A text that is only ever shown: set once, when it is read.
Printed = Annotated[str, AfterValidator(typographic)]
