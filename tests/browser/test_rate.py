"""A rating is kept as it is given, however quickly, and is there again after the browser was closed."""

import pytest

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
        page.wait_for_load_state("networkidle")
        assert "Kept" in page.locator("#kept").inner_text()
    with page_of("Tess Holloway") as page:
        page.goto(address)
        for item, verdict in given.items():
            assert page.locator(f"input[name='verdict-{item}']:checked").get_attribute("value") == verdict
        assert page.locator("input[name='words-service']").input_value() == "tills"
        assert page.get_by_role("heading", level=1).inner_text() == "Three of 17 items are rated."


def test_the_five_verdicts_can_be_given_with_the_keyboard_alone(page_of):
    with page_of("Tess Holloway") as page:
        page.goto("/calibration/ratings")
        page.get_by_role("button", name="Rate it").nth(1).click()
        page.wait_for_url("**/calibration/ratings/*")
        page.locator("input[name='verdict-service']").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        assert page.locator("input[name='verdict-service']:checked").get_attribute("value") == "partial"
