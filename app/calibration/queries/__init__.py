"""The reads of this room: one function a page, a fixed number of statements each."""

from app.calibration.queries.agreeing import AgreementPage, agreement_page
from app.calibration.queries.choosing import RatingsPage, half_done_of, ratings_page, scenarios_of
from app.calibration.queries.exporting import exported
from app.calibration.queries.finished import FinishedPage, finished_page
from app.calibration.queries.rating import RatingPage, rating_page

__all__ = [
    "AgreementPage",
    "FinishedPage",
    "RatingPage",
    "RatingsPage",
    "agreement_page",
    "exported",
    "finished_page",
    "half_done_of",
    "rating_page",
    "ratings_page",
    "scenarios_of",
]
