"""Every page, as everybody who has it, in light and dark, wide and narrow: no axe finding, no sideways scrolling."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from app.web.guards import Role
from tests.browser.conftest import DESKTOP, PHONE, Site, keep_picture

VISITORS = {
    Role.AGENT: "Asha Verma",
    Role.TRAINER: "Tess Holloway",
    Role.MAJOR_INCIDENT_MANAGER: "Max Oyelaran",
    Role.MANAGER: "Mina Castellanos",
    Role.ADMINISTRATOR: "Ada Brightwell",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
TARGETS = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
# A link that was used, a page only a broken form shows, parts of pages and what is no page at all.
NOT_WALKED = {
    "static", "onboarding.media", "practice.token", "web.health",
    "accounts.use_link", "accounts.sign_in", "accounts.forgotten",
}  # fmt: skip


def walk(page: Page, site: Site, beginnings: list[str], seen: set[str]) -> Iterator[str]:
    """One address an endpoint that is not in `seen` yet, by following the links of every page."""
    waiting = list(beginnings)
    for path in waiting:
        endpoint = endpoint_of(site, path)
        if endpoint is None or endpoint in seen:
            continue
        seen.add(endpoint)
        if path.endswith((".pdf", ".csv", ".jsonl")) or endpoint == "onboarding.media":
            continue
        page.goto(path)
        yield path
        for href in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            parts = urlsplit(href)
            if href.startswith(site.address) and parts.path not in waiting:
                waiting.append(parts.path)


def endpoint_of(site: Site, path: str) -> str | None:
    """The endpoint an address belongs to; None when a page links to nothing."""
    try:
        return site.app.url_map.bind("127.0.0.1").match(path)[0]
    except HTTPException:
        return None


def findings(page: Page, options: dict[str, object]) -> list[str]:
    """What axe and the width of the page object to."""
    found = [
        f"{violation['id']}: {violation['help']} at {violation['nodes'][0]['target']}"
        for violation in Axe().run(page, options=options).response["violations"]
    ]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"scrolls sideways by {over} px"] if over > 0 else [])


def beginnings(page: Page, role: Role) -> list[str]:
    """Where a walk begins: the first page; for an agent also a question of a check, a call under way and the minutes
    after one, for a Major Incident Manager a rating under way."""
    if role is Role.MAJOR_INCIDENT_MANAGER:
        page.goto("/calibration/ratings")
        return ["/", str(page.get_by_role("link", name="Go on").first.get_attribute("href"))]
    if role is Role.TRAINER:
        return ["/", "/practice/questions"]
    if role is not Role.AGENT:
        return ["/"]
    page.goto("/pack/the-first-15-minutes")
    page.locator("form[action$='/check'] button").click()
    question = urlsplit(page.url).path
    page.goto("/practice/prices")
    page.locator("form[action$='/start'] button, a[href*='/practice/attempts/']").first.click()
    call = urlsplit(page.url).path
    return ["/", "/pack/what-a-major-incident-is", "/search", question, call, handed_over(page)]


def handed_over(page: Page) -> str:
    """The minutes after a handover that was just made."""
    page.goto("/practice/builds")
    page.get_by_role("button", name="Take the call assessed").click()
    page.evaluate("location.hash = 'handover'")  # on a phone one part of the room shows at a time
    page.locator("#handover-text").fill("Builds fail in Manchester and Porto. More to follow.")
    page.get_by_label("Not a major incident").check()
    page.get_by_role("button", name="Hand over").click()
    page.wait_for_url("**/after")
    return urlsplit(page.url).path


@pytest.fixture(scope="module")
def walked(site):
    """The endpoints each walk came to, by role; a worker has only those it made itself."""
    return {}


@pytest.mark.xdist_group("walk")
@pytest.mark.parametrize("role", Role)
def test_pages_have_no_findings(page_of, site, walked, role):
    wrong, seen = {}, set()
    with page_of(VISITORS[role]) as page:
        for path in walk(page, site, beginnings(page, role), seen):
            keep_picture(page, f"light/{role}", path)
            if found := findings(page, EVERYTHING):
                wrong[re.sub(r"\d+", "N", path)] = found
    walked[role] = seen
    assert wrong == {}


@pytest.mark.xdist_group("walk")
@pytest.mark.parametrize(
    ("scheme", "size", "options"), [("dark", DESKTOP, COLOURS), ("light", PHONE, TARGETS)], ids=["dark", "phone"]
)
def test_pages_hold_in_the_dark_and_on_a_phone(page_of, site, scheme, size, options):
    wrong, seen = {}, set()
    for role, name in VISITORS.items():
        seen -= {"web.today", "calibration.rating"}
        with page_of(name, size=size, scheme=scheme) as page:
            for path in walk(page, site, beginnings(page, role), seen):
                keep_picture(page, f"{scheme}-{size[0]}/{role}", path)
                if found := findings(page, options):
                    wrong[f"{role} {path}"] = found
    assert wrong == {}


@pytest.mark.xdist_group("walk")
def test_somebody_came_to_every_page(page_of, site, walked):
    for role in set(Role) - walked.keys():
        with page_of(VISITORS[role]) as page:
            walked[role] = set()
            for _ in walk(page, site, beginnings(page, role), walked[role]):
                pass
    pages = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in rule.methods}
    assert pages - set().union(*walked.values()) - NOT_WALKED == set()


@pytest.mark.xdist_group("walk")
@pytest.mark.parametrize("path", ["/sign-in", "/forgotten", "/certificates/BTN-0000-0000", "/link/unknown", "/nowhere"])
def test_pages_without_signing_in_have_no_findings(page_of, path):
    with page_of(None) as page:
        page.goto(path)
        assert findings(page, EVERYTHING) == []
