"""A video in a real browser: it plays, shows captions, follows the transcript, and remembers where one was."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE

VIDEO = "/videos/loud-and-large"
# Functions, not strings of code: the site's policy lets nothing evaluate one while it waits.
READY = "() => document.querySelector('video').readyState >= 1"
TO_ITS_END = """() => {
  const film = document.querySelector('video');
  film.currentTime = film.duration;
  film.dispatchEvent(new Event('ended'));
}"""


@pytest.mark.xdist_group("watch")
def test_it_plays_with_captions_and_goes_to_a_sentence_that_is_clicked(page_of):
    with page_of("Asha Verma", size=DESKTOP) as page:
        page.goto(VIDEO)
        page.wait_for_function(READY)
        assert page.evaluate("document.querySelector('video').duration") > 120
        page.evaluate("document.querySelector('video').muted = true")
        sentence = page.locator(".transcript [data-from]").nth(9)
        sentence.click()
        page.wait_for_function(
            f"() => document.querySelector('video').currentTime > {sentence.get_attribute('data-from')}"
        )
        expect(sentence).to_have_attribute("aria-current", "true")
        shown = "[...document.querySelector('video').textTracks[0].activeCues].map(cue => cue.text).join(' ')"
        page.wait_for_function(f"() => {shown} !== ''")
        said = page.evaluate(shown).replace("\n", " ")
        assert said in " ".join(page.locator(".transcript").inner_text().split())


@pytest.mark.xdist_group("watch")
def test_where_one_stopped_is_remembered_and_gone_on_from(page_of):
    with page_of("Callum Whitaker", size=PHONE) as page:
        page.goto(VIDEO)
        page.wait_for_function(READY)
        page.evaluate("document.querySelector('video').currentTime = 61")
        with page.expect_response("**/watching") as told:
            page.evaluate("document.querySelector('video').dispatchEvent(new Event('pause'))")
        assert told.value.status == 204
        page.goto("/videos")
        expect(page.get_by_role("link", name="Go on at 01:01")).to_be_visible()
        page.goto(VIDEO)
        page.wait_for_function(READY)
        page.evaluate("document.querySelector('video').muted = true")
        page.get_by_role("link", name="Go on at 01:01").click()
        page.wait_for_function("() => document.querySelector('video').currentTime >= 61")


@pytest.mark.xdist_group("watch")
def test_an_end_the_server_did_not_take_is_told_again_until_it_does_and_counts(page_of):
    with page_of("Callum Whitaker") as page:
        page.clock.install()
        page.goto("/videos/one-call-told-twice")
        page.wait_for_function(READY)
        answers = []
        page.route("**/watching", lambda route: (answers.append(503), route.fulfill(status=503)))
        with page.expect_response("**/watching"):
            page.evaluate(TO_ITS_END)
        with page.expect_response("**/watching"):
            page.clock.fast_forward(10_000)
        assert answers == [503, 503]
        page.unroute("**/watching")
        with page.expect_response("**/watching") as told:
            page.clock.fast_forward(10_000)
        assert told.value.status == 204
        page.reload()
        expect(page.get_by_text("✓ Watched")).to_be_visible()


@pytest.mark.xdist_group("watch")
def test_who_was_signed_out_while_watching_is_told_and_led_back_to_where_they_were(page_of):
    with page_of("Callum Whitaker") as page:
        page.goto(VIDEO)
        page.wait_for_function(READY)
        page.context.clear_cookies()
        page.evaluate("document.querySelector('video').currentTime = 75")
        page.evaluate("document.querySelector('video').dispatchEvent(new Event('pause'))")
        expect(page.get_by_role("alert")).to_contain_text("how far you watch is not kept")
        page.get_by_role("link", name="Sign in and go on from here").click()
        page.wait_for_url("**/sign-in?**")
        assert page.locator("input[name=next]").get_attribute("value") == f"{VIDEO}?at=75"


@pytest.mark.xdist_group("watch")
def test_the_keyboard_plays_and_pauses(page_of):
    with page_of("Asha Verma") as page:
        page.goto(VIDEO)
        page.wait_for_function(READY)
        page.evaluate("document.querySelector('video').muted = true")
        page.locator("video").focus()
        page.keyboard.press("Space")
        page.wait_for_function("() => !document.querySelector('video').paused")
        page.keyboard.press("Space")
        page.wait_for_function("() => document.querySelector('video').paused")


@pytest.mark.xdist_group("watch")
def test_without_scripts_it_begins_where_a_time_of_the_transcript_leads(page_of):
    with page_of("Asha Verma") as page:
        address = page.evaluate("location.origin")
        cookies = page.context.cookies()
        plain = page.context.browser.new_context(java_script_enabled=False, base_url=address)
        plain.add_cookies(cookies)
        still = plain.new_page()
        still.goto(VIDEO)
        still.locator(".chapter a").nth(1).click()
        at = int(still.url.partition("at=")[2].partition("#")[0])
        assert still.locator("video source").get_attribute("src").endswith(f"#t={at}")
        plain.close()
