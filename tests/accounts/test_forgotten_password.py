"""A forgotten password: one answer for all, a mail for whom it concerns, and a server that may be down."""

import logging
import re
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_string, policy

import pytest
from flask import Flask

from app.accounts.models import OneTimeLink
from tests.accounts.conftest import PASSWORD, Visit, database, sign_in
from tests.conftest import Cast


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails over SMTP and keeps them."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mails: list[str] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.mails.append(b"".join(lines).decode())  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def mail_server(app: Flask) -> Iterator[MailServer]:
    """A real mail server, which the app is told of."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        use_mail(app, server.address)
        yield server
        server.shutdown()
        thread.join()


def use_mail(app: Flask, address: str) -> None:
    held = app.extensions["baton.settings"]
    app.extensions["baton.settings"] = replace(
        held, mail_server=address, mail_starttls=False, public_url="https://baton.example.org/"
    )


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not done() and time.monotonic() < until:
        time.sleep(0.01)
    assert done()


def no_mail_under_way() -> bool:
    return not any("_mail_link" in thread.name for thread in threading.enumerate())


def test_the_mail_holds_a_link_that_lets_one_choose(app: Flask, visit: Visit, asha: int, mail_server) -> None:
    answer = visit(None).post("/forgotten", data={"email": "Asha@example.org"})
    assert answer.status_code == 200
    wait_for(lambda: bool(mail_server.mails))
    mail = message_from_string(mail_server.mails[0], policy=policy.default)
    assert mail["To"] == "asha@example.org"
    assert mail["From"] == "baton@localhost"
    found = re.search(r"https://baton\.example\.org(/link/\S+)", mail.get_content())
    assert found
    choice = {"chosen": "a better horse battery", "again": "a better horse battery"}
    assert visit(None).post(found.group(1), data=choice).status_code == 303
    assert sign_in(visit(None), "asha@example.org", "a better horse battery") == 303


def test_the_address_in_the_mail_is_not_taken_from_the_request(visit: Visit, asha: int, mail_server) -> None:
    visit(None).post("/forgotten", data={"email": "asha@example.org"}, headers={"Host": "evil.example"})
    wait_for(lambda: bool(mail_server.mails))
    assert "evil.example" not in mail_server.mails[0]


def test_the_answer_is_the_same_for_an_address_nobody_has(app: Flask, visit: Visit, asha: int, mail_server) -> None:
    known = visit(None).post("/forgotten", data={"email": "asha@example.org"})
    unknown = visit(None).post("/forgotten", data={"email": "none@example.org"})
    assert known.status_code == unknown.status_code == 200

    def without_address_and_token(text: str) -> str:
        return re.sub(r"(asha|none)@example\.org|CSRFToken\":\"[^\"]+|value=\"[^\"]+\"", "", text)

    assert without_address_and_token(known.text) == without_address_and_token(unknown.text)
    wait_for(lambda: bool(mail_server.mails) and no_mail_under_way())
    assert len(mail_server.mails) == 1
    with database(app) as session:
        assert session.query(OneTimeLink).count() == 1


def test_asking_leaves_the_password_and_open_links_as_they_are(visit: Visit, asha: int, mail_server) -> None:
    visit(None).post("/forgotten", data={"email": "asha@example.org"})
    wait_for(lambda: bool(mail_server.mails))
    assert sign_in(visit(None), "asha@example.org", PASSWORD) == 303


def test_asking_too_often_is_slowed_down_whether_or_not_the_address_is_known(
    visit: Visit, asha: int, mail_server
) -> None:
    for email in ("asha@example.org", "none@example.org"):
        client = visit(None)
        asked = [client.post("/forgotten", data={"email": email}) for _ in range(4)]
        assert [answer.status_code for answer in asked] == [200, 200, 200, 429]
        assert int(asked[-1].headers["Retry-After"]) > 0
        assert "Too many tries." in asked[-1].text
    wait_for(lambda: len(mail_server.mails) == 3 and no_mail_under_way())


def test_a_mail_server_that_is_down_breaks_nothing_and_is_logged(
    app: Flask, visit: Visit, asha: int, caplog: pytest.LogCaptureFixture
) -> None:
    use_mail(app, "127.0.0.1:1")
    with caplog.at_level(logging.ERROR, logger="baton.mail"):
        assert visit(None).post("/forgotten", data={"email": "asha@example.org"}).status_code == 200
        wait_for(lambda: bool(caplog.records) and no_mail_under_way())
    assert "A mail to asha@example.org could not be sent" in caplog.text
    assert "/link/" not in caplog.text


def test_without_a_mail_server_the_page_says_whom_to_ask(app: Flask, visit: Visit, asha: int) -> None:
    assert "Ask your administrator." in visit(None).get("/forgotten").text
    answer = visit(None).post("/forgotten", data={"email": "asha@example.org"})
    assert answer.status_code == 200
    assert "Ask your administrator." in answer.text
    with database(app) as session:
        assert session.query(OneTimeLink).count() == 0


def test_something_that_is_no_address_is_refused(app: Flask, visit: Visit, mail_server) -> None:
    answer = visit(None).post("/forgotten", data={"email": "asha"})
    assert answer.status_code == 422
    assert "Write a whole e-mail address" in answer.text


def test_an_administrator_adds_a_person_and_the_link_is_mailed(visit: Visit, cast: Cast, mail_server) -> None:
    client = visit(cast.ada)
    form = {"name": "Ida Berg", "email": "ida@example.org", "joined": "2026-11-20", "roles": ["trainer"], "team": ""}
    answer = client.post("/people/new", data=form, follow_redirects=True)
    assert "It was mailed to ida@example.org, too." in answer.text
    mail = message_from_string(mail_server.mails[0], policy=policy.default)
    assert mail["Subject"] == "Your way into Baton at Northfold Group"
    assert "https://baton.example.org/link/" in mail.get_content()
