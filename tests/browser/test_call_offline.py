"""A call whose line drops: nothing typed, asked or handed over is lost or doubled, and the page says where it is."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from app.database import db, transaction
from app.practice.models import Attempt
from tests.browser.a_call import Server, at_a_call, sign_in, tab_to

SOON = 20_000
SAVED = re.compile(r"^Saved at \d\d:\d\d:\d\d$")
NOT_SENT = re.compile(r"^Not sent since \d\d:\d\d:\d\d, trying again$")
pytestmark = pytest.mark.xdist_group("calls")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("served"), empty_database)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running: Server) -> Server:
    """The running server, on which nobody has an open call."""
    close_open_calls(running)
    return running


def close_open_calls(server: Server) -> None:
    with server.app.app_context():
        with transaction() as session:
            for attempt in session.query(Attempt).filter_by(state="open"):
                attempt.state, attempt.ended_at, attempt.finished_at = "closed", attempt.seen_at, attempt.seen_at
        db.session.remove()


def watch_states(page: Page) -> None:
    """Collects every state the page shows, in order."""
    page.evaluate(
        """() => {
          window.states = [];
          const region = document.querySelector("#saved");
          const note = () => {
            const name = region.className.replace("saved", "").trim();
            if (name && window.states.at(-1) !== name) window.states.push(name);
          };
          new MutationObserver(note).observe(region, {childList: true, attributes: true});
        }"""
    )


def ask(page: Page, question: str) -> None:
    page.locator("#ask-text").fill(question)
    page.keyboard.press("Enter")


def type_before_the_scripts(page: Page, address: str, text: str) -> None:
    """Types into the handover while the script that keeps it is still on its way."""
    late: list[Route] = []
    page.route("**/js/notes.js*", lambda route: late.append(route))
    page.goto(address, wait_until="commit")
    page.locator("#handover-text").fill(text)
    while not late:
        page.wait_for_timeout(20)
    late[0].continue_()


def test_an_assessed_call_by_keyboard_with_the_line_cut_in_the_middle(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        watch_states(page)
        expect(page.get_by_role("button", name="Pause")).to_have_count(0)
        tab_to(page, "#ask-text")
        page.keyboard.type("since when?")
        page.keyboard.press("Enter")
        expect(page.locator(".lines")).to_contain_text("since when?", timeout=SOON)
        assert page.evaluate("document.activeElement.id") == "ask-text"
        tab_to(page, "#handover-text")
        page.keyboard.type("Tills charge old prices. ")
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        assert caller.draft() == "Tills charge old prices. "

        caller.context.set_offline(True)
        page.keyboard.type("All of Wales and West. ")
        expect(page.locator("#saved")).to_have_text(NOT_SENT, timeout=SOON)
        tab_to(page, "#ask-text", "Shift+Tab")
        for question in ("how many tills?", "who else is affected?"):
            page.keyboard.type(question)
            page.keyboard.press("Enter")
        expect(page.locator("#unsent li p")).to_have_text(["how many tills?", "who else is affected?"], timeout=SOON)
        expect(page.locator("#unsent li").last).to_contain_text("Not sent yet, asked at", timeout=SOON)
        assert page.evaluate("document.activeElement.id") == "ask-text"
        tab_to(page, "#handover-text")
        page.keyboard.press("Control+End")
        page.keyboard.type("Call Rhian.")
        assert caller.asked() == ["since when?"]
        time.sleep(3)  # less may be the way to a busy server, no wait

        caller.context.set_offline(False)
        expect(page.locator("#unsent li")).to_have_count(0, timeout=SOON)
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        assert caller.asked() == ["since when?", "how many tills?", "who else is affected?"]
        assert caller.draft() == "Tills charge old prices. All of Wales and West. Call Rhian."
        waits = [body.get("waited", 0) for body in caller.steps("asked")]
        assert waits[0] < 3 <= min(waits[1:])
        expect(page.locator(".lines")).to_contain_text("who else is affected?")
        states = page.evaluate("window.states")
        assert states[states.index("is-waiting") - 2 :][:3] == ["is-saved", "is-here", "is-waiting"]
        assert (states[0], states[-1]) == ("is-here", "is-saved")

        tab_to(page, "input[name=decision]")
        page.keyboard.press("Space")
        tab_to(page, "#hand-over")
        page.keyboard.press("Enter")
        page.wait_for_url("**/after", timeout=SOON)
        (handed_over,) = caller.steps("handed_over")
        assert handed_over["text"] == "Tills charge old prices. All of Wales and West. Call Rhian."


def test_a_reload_without_a_line_keeps_words_and_questions(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        caller.context.set_offline(True)
        page.locator("#handover-text").press_sequentially("Typed without a line")
        ask(page, "since when?")
        expect(page.locator("#unsent li")).to_have_count(1, timeout=SOON)
        with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
            page.reload()
        caller.context.set_offline(False)
        page.goto(f"/practice/attempts/{caller.attempt}")
        expect(page.locator("#handover-text")).to_have_value("Typed without a line")
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        expect(page.locator(".lines")).to_contain_text("since when?", timeout=SOON)
        assert caller.asked() == ["since when?"]
        assert caller.draft() == "Typed without a line"


def test_a_handover_without_a_line_waits_and_is_handed_over_once(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        page.locator("#handover-text").fill("Frontline tills in Wales and West charge old prices since 07:30.")
        page.get_by_label("Raise as a major incident").check()
        caller.context.set_offline(True)
        page.get_by_role("button", name="Hand over").click()
        expect(page.locator("#waiting-handover")).to_be_visible(timeout=SOON)
        expect(page.locator("#saved")).to_have_text(NOT_SENT, timeout=SOON)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my words").click()
        text = Path(download.value.path()).read_text()
        assert "Frontline tills in Wales and West" in text
        assert "Decision: Raise as a major incident" in text
        time.sleep(3)  # less may be the way to a busy server, no wait
        caller.context.set_offline(False)
        page.wait_for_url("**/after", timeout=SOON)
        (handed_over,) = caller.steps("handed_over")
        assert handed_over["waited"]


def test_an_answer_that_never_came_back_is_not_done_twice(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        lost = []

        def lose_the_answer(route: object) -> None:
            if len(lost) < 3:
                lost.append(route.fetch().status)  # type: ignore[attr-defined]
                route.abort()  # type: ignore[attr-defined]
            else:
                route.continue_()  # type: ignore[attr-defined]

        page.route("**/ask", lose_the_answer)
        page.route("**/draft", lose_the_answer)
        ask(page, "since when?")
        page.locator("#handover-text").press_sequentially("Tills down", delay=20)
        expect(page.locator("#unsent li")).to_have_count(0, timeout=SOON)
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        assert set(lost) == {200}
        assert caller.asked() == ["since when?"]
        assert caller.draft() == "Tills down"
        expect(page.locator("#newer")).to_be_empty()


def test_two_tabs_send_in_order_and_both_see_it(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page, other = caller.page, caller.context.new_page()
        other.goto(page.url)
        caller.context.set_offline(True)
        ask(page, "since when?")
        ask(other, "how many tills?")
        for tab in (page, other):
            expect(tab.locator("#unsent li")).to_have_count(2, timeout=SOON)
        caller.context.set_offline(False)
        for tab in (page, other):
            expect(tab.locator("#unsent li")).to_have_count(0, timeout=SOON)
            expect(tab.locator(".lines")).to_contain_text("how many tills?", timeout=SOON)
        assert caller.asked() == ["since when?", "how many tills?"]


def test_words_of_two_tabs_are_both_kept_until_one_is_chosen(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page, other = caller.page, caller.context.new_page()
        other.goto(page.url)
        page.locator("#handover-text").fill("from the first")
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        other.locator("#handover-text").fill("from the second")
        expect(other.locator("#newer")).to_contain_text("Another tab saved newer words", timeout=SOON)
        other.get_by_role("button", name="Keep mine").click()
        expect(other.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        assert caller.draft() == "from the second"


def test_signed_out_and_in_again_elsewhere_the_room_goes_on(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        caller.context.clear_cookies()
        page.locator("#handover-text").fill("typed while signed out")
        ask(page, "since when?")
        expect(page.locator("#saved")).to_contain_text("you are signed out", timeout=SOON)
        sign_in(server, caller.context, person_id=2)
        expect(page.locator("#saved")).to_contain_text("somebody else is signed in", timeout=SOON)
        assert caller.asked() == []
        sign_in(server, caller.context)
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        expect(page.locator("#unsent li")).to_have_count(0, timeout=SOON)
        assert (caller.asked(), caller.draft()) == (["since when?"], "typed while signed out")


def test_words_that_were_never_sent_are_shown_when_the_call_is_over(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        server.kill()  # a page that is left saves once more, which `set_offline` does not always hold back
        page.locator("#handover-text").fill("typed and never sent")
        ask(page, "since when?")
        expect(page.locator("#unsent li")).to_have_count(1)
        address = page.url
        page.goto("about:blank")
        close_open_calls(server)
        server.start()
        page.goto(address)
        expect(page.locator("#left-here .typed")).to_have_text("typed and never sent since when?")
        page.get_by_role("button", name="Let it go").click()
        expect(page.locator("#left-here")).to_be_hidden()
        page.reload()
        expect(page.locator("#left-here")).to_be_hidden()


def test_words_typed_after_a_saving_that_failed_are_sent_after_a_reload(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        caller.context.set_offline(True)
        page.locator("#handover-text").fill("Sent in vain")
        expect(page.locator("#saved")).to_have_text(NOT_SENT, timeout=SOON)
        page.locator("#handover-text").press_sequentially(" and typed since")
        address = page.url
        page.goto("about:blank")
        caller.context.set_offline(False)
        page.goto(address)
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        assert caller.draft() == "Sent in vain and typed since"


def test_words_typed_into_the_form_are_back_where_they_can_be_seen(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium, level="guided") as caller:
        page = caller.page
        page.locator("#handover-text").fill("Tills charge old prices.")
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        server.kill()  # a page that is left saves once more, which `set_offline` does not always hold back
        page.get_by_role("button", name="Use the form instead").click()
        item = page.locator("#as-form textarea").first
        item.fill("The shelf-edge labels")
        ask(page, "since when?")
        expect(page.locator("#unsent li")).to_have_count(1, timeout=SOON)
        address = page.url
        page.goto("about:blank")
        server.start()
        page.goto(address)
        expect(item).to_have_value("The shelf-edge labels")
        expect(item).to_be_visible()
        expect(page.locator("#handover-text")).to_be_hidden()
        expect(page.get_by_text("What stands in the text and in the form is handed over together.")).to_be_visible()
        page.get_by_role("button", name="Use one text instead").click()
        expect(page.locator("#handover-text")).to_have_value("Tills charge old prices.")
        expect(page.locator("#handover-text")).to_be_visible()
        expect(page.get_by_text("Your words in the form are kept")).to_be_visible()


def test_words_of_the_form_are_told_to_be_kept_beside_an_empty_text(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium, level="guided") as caller:
        page = caller.page
        kept = page.get_by_text("Your words in the form are kept")
        page.get_by_role("button", name="Use the form instead").click()
        page.get_by_role("button", name="Use one text instead").click()
        expect(kept).to_be_hidden()
        page.get_by_role("button", name="Use the form instead").click()
        page.locator("#as-form textarea").first.fill("The shelf-edge labels")
        expect(kept).to_be_hidden()
        page.get_by_role("button", name="Use one text instead").click()
        expect(page.locator("#handover-text")).to_have_value("")
        expect(kept).to_be_visible()
        page.get_by_role("button", name="Use the form instead").click()
        expect(page.locator("#as-form textarea").first).to_have_value("The shelf-edge labels")
        expect(page.locator("#both")).to_be_hidden()


def test_words_typed_before_the_scripts_are_there_are_kept_behind_those_of_before(
    server: Server, chromium: Browser
) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        server.kill()  # a page that is left saves once more, which `set_offline` does not always hold back
        page.locator("#handover-text").fill("Typed without a line")
        ask(page, "since when?")
        expect(page.locator("#unsent li")).to_have_count(1, timeout=SOON)
        address = page.url
        page.goto("about:blank")
        server.start()
        type_before_the_scripts(page, address, "Typed on a slow line")
        expect(page.locator("#handover-text")).to_have_value("Typed without a line\nTyped on a slow line")
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        assert caller.draft() == "Typed without a line\nTyped on a slow line"


def test_words_typed_before_the_scripts_are_there_are_saved(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        type_before_the_scripts(page, page.url, "Typed on a slow line")
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        assert caller.draft() == "Typed on a slow line"


def test_a_killed_server_loses_nothing_and_its_time_is_given_back(server: Server, chromium: Browser) -> None:
    with at_a_call(server, chromium) as caller:
        page = caller.page
        page.locator("#handover-text").fill("before")
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        server.kill()
        killed = time.monotonic()
        ask(page, "since when?")
        page.locator("#handover-text").press_sequentially(" and while it was away")
        expect(page.locator("#saved")).to_have_text(NOT_SENT, timeout=SOON)
        time.sleep(max(0, 21 - (time.monotonic() - killed)))
        server.start()
        expect(page.locator("#unsent li")).to_have_count(0, timeout=SOON)
        expect(page.locator("#saved")).to_have_text(SAVED, timeout=SOON)
        away = time.monotonic() - killed
        assert caller.asked() == ["since when?"]
        assert caller.draft() == "before and while it was away"
        (stood,) = caller.steps("paused")
        assert stood["by"] == "outage"
        assert 15 < float(str(stood["seconds"])) <= away + 6
