"""What the sample's people say of verdicts: disputes open and ruled on, and ratings by two people."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.accounts.models import Person
from app.calibration.models import RatedHandover, Rating
from app.calibration.queries import agreement_page
from app.content.library import Library
from app.database import db
from app.extensions import library
from app.practice.models import CountedScorecard, Dispute
from app.practice.queries import ruling_figures
from app.sample.opinions import opinions

pytestmark = pytest.mark.xdist_group("sample")


@pytest.fixture
def content(sample: Flask) -> Iterator[Library]:
    """The content the sample was loaded with, inside the app's context."""
    with sample.app_context():
        yield library()


def test_disputes_are_open_upheld_and_overruled(content: Library) -> None:
    figures = ruling_figures()
    assert (figures.open, figures.upheld + figures.overruled, figures.unasked) == (2, 3, 0)
    assert figures.overruled >= 1
    assert db.session.query(Dispute).count() == len(opinions().disputes)
    assert db.session.query(CountedScorecard).count() == figures.overruled


def test_enough_was_rated_to_say_something(content: Library) -> None:
    trainer = db.session.query(Person).filter_by(email="tess.holloway@northfold.example").one()
    page = agreement_page(trainer, content)
    assert page.marker.handovers >= 20
    assert page.marker.kappa is not None
    assert page.marker.kappa > 0.6
    assert page.people.handovers >= 3
    assert page.people.too_few
    assert page.differences


def test_ratings_are_of_practice_and_pasted_finished_and_half_done(content: Library) -> None:
    assert db.session.query(Rating).count() == len(opinions().ratings)
    assert db.session.query(Rating).filter(Rating.finished_at.is_(None)).count() == 1
    pasted = db.session.query(RatedHandover).filter(RatedHandover.attempt_id.is_(None)).count()
    assert 0 < pasted < db.session.query(RatedHandover).count()


def test_the_data_names_every_item_once_and_only_items_there_are(content: Library) -> None:
    for one in opinions().ratings:
        named = [*one.captured, *one.partial, *one.unknown_stated, *one.wrong]
        assert len(named) == len(set(named))
        assert {*named, *one.words} <= set(content.scenarios[one.call].items)
    for dispute in opinions().disputes:
        assert dispute.item in content.scenarios[dispute.call].items
