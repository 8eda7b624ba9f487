"""The camera of the guides' pictures, on the real product."""

from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser

from app.clock import now
from app.extensions import settings
from media.camera import Camera, CannotTake
from media.picture import Picture
from media.screenshots import differs
from media.site import Clock
from media.site import Site as StillSite
from tests.browser.conftest import Site

pytestmark = pytest.mark.xdist_group("walk")


@pytest.fixture
def taken(site: Site, chromium: Browser) -> Iterator[Callable[..., Image.Image]]:
    """`taken(of=["main > header"])`: a picture of the checklist, as Asha sees it."""
    with site.app.app_context():
        folder = settings().instance_dir
    still = StillSite(folder, Clock(now()), site.address)
    still.keep()
    camera = Camera(still, chromium, patience=4000)

    def take_one(**said: object) -> Image.Image:
        asked = {"name": "a", "as": "Asha Verma", "at": "/checklist", "width": 760, **said}
        return camera.take(Picture.model_validate(asked))

    yield take_one
    camera.put_away()


def test_the_same_picture_twice_is_the_same_and_a_ring_changes_it(taken: Callable[..., Image.Image]) -> None:
    plain = taken(of=["main > header"])
    assert plain.width == 2 * 760
    assert not differs(plain, taken(of=["main > header"]))
    assert differs(plain, taken(of=["main > header"], mark=["Print it"]))


def test_what_is_not_on_the_page_is_named(taken: Callable[..., Image.Image]) -> None:
    with pytest.raises(CannotTake, match=r"a: \{'fill': \{'Ticket': 'INC1'\}\} did not work on /checklist"):
        taken(steps=[{"fill": {"Ticket": "INC1"}}])
