"""The clock of a call goes on whatever part of the page is swapped."""

from playwright.sync_api import Page

# A function, not a string of code: the site's policy lets nothing evaluate one while it waits.
FOUR_SECONDS_IN = "() => document.querySelector('#clock-face').textContent >= '00:04'"


def seconds(page: Page) -> int:
    minutes, rest = page.locator("#clock-face").inner_text().split(":")
    return int(minutes) * 60 + int(rest)


def test_looking_something_up_does_not_set_the_clock_back(page_of):
    with page_of("Asha Verma") as page:
        page.goto("/practice/pallets")
        page.get_by_role("button", name="Take the call assessed").click()
        page.wait_for_url("**/attempts/*")
        page.wait_for_function(FOUR_SECONDS_IN)
        before = seconds(page)
        page.get_by_role("button", name="Monitoring").click()
        page.locator("#tools .rows").wait_for()
        page.wait_for_timeout(300)
        assert seconds(page) >= before
