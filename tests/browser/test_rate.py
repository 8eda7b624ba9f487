"""A rating is kept as it is given, however quickly, and is there again after the browser was closed."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("walk")


def test_what_is_chosen_is_kept_at_once_and_in_order(page_of):
    with page_of("Tess Holloway") as page:
        page.goto("/calibration/ratings")
        page.get_by_role("button", name="Rate it").first.click()
        page.wait_for_url("**/calibration/ratings/*")
        address = page.url
        given = {"service": "captured", "sites": "wrong", "users": "partial"}
        for item, verdict in given.items():
            page.locator(f"input[name='verdict-{item}'][value={verdict}]").check()
        page.locator("input[name='words-service']").fill("tills")
        page.locator("input[name='words-users']").focus()
        expect(page.locator(".htmx-request")).to_have_count(0)
        expect(page.locator("#kept")).to_contain_text("Kept")
    with page_of("Tess Holloway") as page:
        page.goto(address)
        for item, verdict in given.items():
            assert page.locator(f"input[name='verdict-{item}']:checked").get_attribute("value") == verdict
        assert page.locator("input[name='words-service']").input_value() == "tills"
        assert page.get_by_role("heading", level=1).inner_text() == "Three of seventeen items are rated."


def test_what_is_chosen_while_the_last_saving_is_on_its_way_is_kept_too(page_of):
    with page_of("Tess Holloway") as page:
        page.goto("/calibration/ratings")
        page.get_by_role("button", name="Rate it").nth(2).click()
        page.wait_for_url("**/calibration/ratings/*")
        on_their_way = []
        page.route("**/calibration/ratings/*", lambda route: on_their_way.append(route))
        for item in ("service", "sites", "users"):
            page.locator(f"input[name='verdict-{item}'][value=partial]").check()
        page.wait_for_timeout(200)
        assert len(on_their_way) == 1
        page.unroute("**/calibration/ratings/*")
        expect(page.locator(".htmx-request")).to_have_count(0)
        expect(page.locator("#kept")).to_contain_text("Kept")
        page.reload()
        assert page.get_by_role("heading", level=1).inner_text() == "Three of seventeen items are rated."


def test_the_five_verdicts_can_be_given_with_the_keyboard_alone(page_of):
    with page_of("Tess Holloway") as page:
        page.goto("/calibration/ratings")
        page.get_by_role("button", name="Rate it").nth(1).click()
        page.wait_for_url("**/calibration/ratings/*")
        page.locator("input[name='verdict-service']").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        assert page.locator("input[name='verdict-service']:checked").get_attribute("value") == "partial"


def test_what_is_to_be_mended_takes_the_focus_and_leads_to_its_item(page_of):
    with page_of("Max Oyelaran") as page:
        page.goto("/calibration/ratings")
        page.get_by_role("button", name="Rate it").first.click()
        page.wait_for_url("**/calibration/ratings/*")
        page.locator("input[name='verdict-service'][value=captured]").check()
        page.get_by_role("button", name="Finish and see both").click()
        expect(page.locator(".mending")).to_be_focused()
        page.locator(".mending").get_by_role("link", name="Where", exact=True).click()
        expect(page.locator("#verdict-sites")).to_be_focused()
