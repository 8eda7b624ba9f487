"""Numbers in addresses: only those that the database can hold."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class HeldNumber(IntegerConverter):
    """An `<int:...>` of an address: at most nine digits, for which every integer column has room.

    A longer one is the number of nothing, so there is nothing at its address. The pattern says so, and not a largest
    value: past the pattern Werkzeug would answer that the address does not work that way.
    """

    regex = r"\d{1,9}"


def init_app(app: Flask) -> None:
    """Reads the numbers of every address that is added from now on."""
    app.url_map.converters["int"] = HeldNumber
