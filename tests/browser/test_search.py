"""Looking something up with the keyboard alone, and how the page holds with results and without."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE, keep_picture
from tests.browser.test_every_page import EVERYTHING, findings

SEARCHES = ["incident", "incident&all=yes", "hanodver", "zxqwv+handover", "***", "word+" * 60]


@pytest.mark.xdist_group("walk")
@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE)])
def test_search_has_no_findings_with_results_and_without(page_of, scheme, size):
    wrong = {}
    with page_of("Asha Verma", size=size, scheme=scheme) as page:
        for typed in SEARCHES:
            page.goto(f"/search?q={typed}")
            keep_picture(page, f"{scheme}-{size[0]}/search", typed[:20])
            if found := findings(page, EVERYTHING):
                wrong[typed[:20]] = found
    assert wrong == {}


@pytest.mark.xdist_group("walk")
def test_something_is_looked_up_with_the_keyboard_alone(page_of):
    with page_of("Asha Verma") as page:
        page.goto("/pack")
        page.get_by_role("searchbox").focus()
        page.keyboard.type("minute by minute")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?**")
        page.get_by_role("searchbox").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/pack/the-first-15-minutes#minute-by-minute")
        page.wait_for_function("document.querySelector('#minute-by-minute').getBoundingClientRect().top < 200")


@pytest.mark.xdist_group("walk")
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_search_is_reached_from_any_page_with_the_keyboard_alone(page_of, size):
    with page_of("Asha Verma", size=size) as page:
        page.goto("/checklist")
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == "Search":
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/search")
        page.locator("input[type=search]:focus").wait_for()
        page.keyboard.type("read back")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=read+back")
        assert page.locator(".hits li").count() > 0


@pytest.mark.xdist_group("walk")
def test_a_bar_too_narrow_for_its_links_shows_the_one_of_the_page(page_of):
    with page_of("Ada Brightwell", size=PHONE) as page:
        page.goto("/people")
        lit = page.locator(".bar nav [aria-current]")
        lit.wait_for()
        page.wait_for_function("document.querySelector('.bar nav').scrollLeft > 0")
        box = lit.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
