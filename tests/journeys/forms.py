"""The forms of a page as a browser without JavaScript would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Form:
    """Where a form can be sent to (its own address first, then its buttons'), and what it holds as the page stands."""

    addresses: list[str]
    values: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.order: list[Form] = []
        self.open: Form | None = None
        self.area: tuple[Form, str] | None = None
        self.select: tuple[Form, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = self.forms.setdefault(said.get("id", f"form {len(self.order)}"), Form([]))
            self.open.addresses.insert(0, said.get("action", ""))
            self.order.append(self.open)
        form = self.forms.setdefault(said["form"], Form([])) if "form" in said else self.open
        if form is None:
            return
        name, value = said.get("name", ""), said.get("value", "")
        if "formaction" in said:
            form.addresses.append(said["formaction"])
        elif tag == "textarea" and name:
            self.area = (form, name)
            form.values[name] = [""]
        elif tag == "select" and name:
            self.select = (form, name)
        elif tag == "option" and self.select and "selected" in said:
            self.select[0].values.setdefault(self.select[1], []).append(value)
        elif tag == "input" and name and (said.get("type") not in ("radio", "checkbox") or "checked" in said):
            form.values.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.area:
            form, name = self.area
            form.values[name][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None


def forms_of(html: str) -> list[Form]:
    """The forms of a page, in its order."""
    reader = _Reader()
    reader.feed(html)
    return reader.order
