"""Every page, as everybody who has it, in light and dark, wide and narrow: no axe finding, no sideways scrolling."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from app.web.guards import Role
from tests.browser.conftest import DESKTOP, PHONE, Site

VISITORS = {
    Role.AGENT: "Asha Verma",
    Role.TRAINER: "Tess Holloway",
    Role.MAJOR_INCIDENT_MANAGER: "Max Oyelaran",
    Role.MANAGER: "Mina Castellanos",
    Role.ADMINISTRATOR: "Ada Brightwell",
}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def reachable(page: Page, site: Site) -> Iterator[str]:
    """One address an endpoint, by following the links of every page, this person's first page first."""
    match = site.app.url_map.bind("127.0.0.1").match
    waiting, endpoints = ["/"], set()
    while waiting:
        path = waiting.pop(0)
        try:
            endpoint, _ = match(path)
        except Exception:  # noqa: S112  a link that leads nowhere is found by its own test
            continue
        if endpoint in endpoints or path.endswith((".pdf", ".csv")) or endpoint == "static":
            continue
        endpoints.add(endpoint)
        page.goto(path)
        yield path
        for href in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            parts = urlsplit(href)
            if href.startswith(site.address) and parts.path not in waiting:
                waiting.append(parts.path)


def findings(page: Page) -> list[str]:
    """What axe and the width of the page object to."""
    found = [
        f"{violation['id']}: {violation['help']} at {violation['nodes'][0]['target']}"
        for violation in Axe().run(page, options=RULES).response["violations"]
    ]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"scrolls sideways by {over} px"] if over > 0 else [])


@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE)])
@pytest.mark.parametrize("role", Role)
def test_pages_have_no_findings(page_of, site, role, scheme, size):
    wrong = {}
    with page_of(VISITORS[role], size=size, scheme=scheme) as page:
        for path in reachable(page, site):
            if found := findings(page):
                wrong[re.sub(r"\d+", "N", path)] = found
    assert wrong == {}


@pytest.mark.parametrize("path", ["/sign-in", "/forgotten", "/certificates/BTN-0000-0000", "/nowhere"])
def test_pages_without_signing_in_have_no_findings(page_of, path):
    with page_of(None) as page:
        page.goto(path)
        assert findings(page) == []
