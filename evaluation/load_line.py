"""One person's keep-alive connection to the site, as thin as it can be: what sends must not cost what it measures."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlencode


class Cut(Exception):
    """The line broke before the whole answer came; what was sent may have been done or not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    location: str
    body: str


@dataclass
class Line:
    """A connection with its cookies; it opens by itself and again after it broke."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Answer:
        """Opens a page. Cut when the line breaks."""
        return await self._send("GET", path, b"")

    async def post(self, path: str, form: dict[str, object]) -> Answer:
        """Sends a form as the page's scripts do. Cut when the line breaks."""
        return await self._send("POST", path, urlencode(form).encode())

    def hang_up(self) -> None:
        """Lets the connection go."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    async def _send(self, method: str, path: str, body: bytes) -> Answer:
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection("127.0.0.1", self.port)
            reader, writer = self._streams
            writer.write(self._head(method, path, len(body)) + body)
            await writer.drain()
            return await self._answer(reader)
        except (OSError, EOFError) as broken:
            self.hang_up()
            raise Cut from broken

    def _head(self, method: str, path: str, length: int) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {cookies}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {length}",
        ]
        if method == "POST" and "attempts" in path:
            lines.append("HX-Request: true")
        return "\r\n".join([*lines, "", ""]).encode()

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in filter(None, head[1:]):
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                cookie, _, rest = value.partition("=")
                self.cookies[cookie] = rest.partition(";")[0]
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection", "").lower() == "close":
            self.hang_up()
        return Answer(int(head[0].split(" ", 2)[1]), headers.get("location", ""), body.decode())
