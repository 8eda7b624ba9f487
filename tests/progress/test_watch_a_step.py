"""A video as a step of a path: watched or its transcript read, due, waited for, waived, added, told to managers."""

import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.clock import now
from app.content.path import LearningPaths
from app.database import db, transaction
from app.extensions import library
from app.progress.models import Certificate, Completion
from tests.content.tiny_video import write_video
from tests.progress.test_complete import do

PATHS = LearningPaths.model_validate(
    {
        "paths": [
            {
                "title": "Ready to hand over",
                "steps": [
                    {"video": "film", "due_days": 3},
                    {"scenario": "tills", "due_days": 14, "after": ["film"]},
                ],
                "certificate": {"title": "Major incident handover"},
            }
        ],
        "hash": "0123456789abcdef",
    }
)


@pytest.fixture
def film(app, cast, tmp_path):
    """A path of a video and a call after it; everybody joined today, and a second video is on no path."""
    write_video(tmp_path / "content", "film")
    write_video(tmp_path / "content", "other")
    app.extensions.pop("baton.library", None)
    with app.app_context(), transaction() as session:
        texts = {**library().texts, PATHS.hash: "paths: []"}
        app.extensions["baton.library"] = dataclasses.replace(library(), paths=PATHS, texts=texts)
        for person in session.query(Person):
            person.joined_on = now().date()


@pytest.fixture
def path_of(cast):
    """The address of Asha's path, or of a step of it."""
    return lambda rest="": f"/teams/{cast.leeds}/people/{cast.asha}/path{rest}"


def completions(app):
    with app.app_context():
        rows = db.session.scalars(select(Completion).order_by(Completion.id)).all()
        db.session.remove()
    return [(row.person_id, row.kind, row.slug, row.score) for row in rows]


def watch(client, slug="film", seconds="9"):
    return client.post(f"/videos/{slug}/watching", data={"seconds": seconds})


def test_the_path_shows_a_video_with_its_length_and_leads_to_it(visit, cast, film):
    page = visit(cast.asha).get("/path").text
    assert "Watch: Tills" in page
    assert "Next on your path · 9 s" in page
    assert "Video, 9 s" in page
    assert 'class="path-step" href="/videos/film"' in page
    assert 'href="/videos/film#transcript"' in page
    assert page.count("button go") == 1
    assert "after Tills" in page


def test_watching_to_the_end_does_the_step_and_opens_what_comes_after(app, visit, cast, film):
    asha = visit(cast.asha)
    watch(asha, seconds="8")
    assert completions(app) == []
    watch(asha)
    assert completions(app) == [(cast.asha, "watching", "film", None)]
    page = asha.get("/path").text
    assert "Video, watched" in page
    assert "Take the call: Something about tills" in page


def test_the_version_watched_is_that_of_its_words(app, visit, cast, film):
    watch(visit(cast.asha))
    with app.app_context():
        assert db.session.scalars(select(Completion.content_hash)).one() == library().videos["film"].hash


def test_staying_at_the_end_counts_once_and_watching_again_once_more(app, visit, cast, film):
    asha = visit(cast.asha)
    for seconds in ("8.8", "9", "9", "2", "9"):
        watch(asha, seconds=seconds)
    assert len(completions(app)) == 2


def test_reading_the_transcript_counts_and_is_told_as_read(app, visit, cast, film):
    asha = visit(cast.asha)
    assert "I have read the transcript" in asha.get("/videos/film").text
    answer = asha.post("/videos/film/transcript")
    assert (answer.status_code, answer.location) == (303, "/videos/film")
    asha.post("/videos/film/transcript")
    assert completions(app) == [(cast.asha, "transcript", "film", None)], "pressed twice at once is pressed once"
    assert "Video, transcript read" in asha.get("/path").text
    page = asha.get("/videos/film").text
    assert "✓ Transcript read" in page
    assert "✓ Watched" not in page
    assert "✓ Transcript read" in asha.get("/videos").text


def test_the_transcript_is_confirmed_only_by_people_signed_in_with_the_forms_token_and_only_where_there_is_one(
    app, visit, cast, film
):
    assert visit(None).post("/videos/film/transcript").status_code == 303
    asha = visit(cast.asha)
    assert asha.post("/videos/nothing/transcript").status_code == 404
    app.config["WTF_CSRF_ENABLED"] = True
    assert asha.post("/videos/film/transcript").status_code == 400
    assert completions(app) == []


def test_a_video_counts_towards_the_certificate(app, visit, cast, film):
    with app.app_context():
        do(cast.asha, "scenario", "tills", now(), 90)
        assert db.session.scalars(select(Certificate)).all() == []
    watch(visit(cast.asha))
    with app.app_context():
        assert db.session.scalars(select(Certificate)).one().person_id == cast.asha


def test_a_video_that_was_not_watched_is_late_after_its_day(app, visit, cast, film):
    with app.app_context(), transaction() as session:
        session.get_one(Person, cast.asha).joined_on = now().date() - timedelta(days=4)
    assert "One thing is late." in visit(cast.asha).get("/path").text
    assert "the video “Tills”" in visit(cast.mina).get(f"/teams/{cast.leeds}").text


def test_a_manager_sees_waives_dates_and_adds_videos_as_any_step(app, visit, cast, film, path_of):
    mina = visit(cast.mina)
    page = mina.get(path_of()).text
    assert "Video, 9 s" in page
    assert '<option value="video/other">' in page
    day = (now().date() + timedelta(days=9)).isoformat()
    assert mina.post(path_of("/video/film/day"), data={"due_on": day}).status_code == 303
    assert mina.post(path_of("/video/film/waive"), data={"reason": "Made it himself."}).status_code == 303
    assert mina.post(path_of(), data={"step": "video/other", "due_on": day}).status_code == 303
    page = visit(cast.asha).get("/path").text
    assert "Not asked of you: Made it himself." in page
    assert 'href="/videos/other"' in page
    assert "Videos" in mina.get(f"/teams/{cast.leeds}").text


def test_an_added_video_is_asked_for_once_more(app, visit, cast, film, path_of):
    mina = visit(cast.mina)
    with app.app_context():
        do(cast.asha, "watching", "other", now() - timedelta(days=1))
    day = (now().date() + timedelta(days=9)).isoformat()
    mina.post(path_of(), data={"step": "video/other", "due_on": day})
    assert "Video, to be watched again" in mina.get(path_of()).text
    with app.app_context():
        do(cast.asha, "transcript", "other", now() + timedelta(minutes=1))
    assert "Video, transcript read instead" in mina.get(path_of()).text


def test_what_was_watched_before_versions_were_kept_counts_and_is_not_called_changed(app, visit, cast, film):
    with app.app_context():
        do(cast.asha, "watching", "film", now(), content_hash="")
    page = visit(cast.asha).get("/path").text
    assert "Video, watched" in page
    assert "changed since" not in page


def test_the_path_and_the_video_take_the_same_statements_for_much_and_for_little(
    app, visit, cast, film, count_statements
):
    asha = visit(cast.asha)
    counts = []
    for _ in range(2):
        for address in ("/path", "/videos/film"):
            asha.get(address)
            with count_statements() as made:
                asha.get(address)
            counts.append(len(made))
        for slug in ("film", "other"):
            for seconds in ("9", "1", "9"):
                watch(asha, slug, seconds)
            asha.post(f"/videos/{slug}/transcript")
    assert counts[:2] == counts[2:]


def test_coming_to_the_end_takes_a_fixed_number_of_statements(app, visit, cast, film, count_statements):
    asha, made = visit(cast.asha), []
    watch(asha, "other", "9")
    for _ in range(2):
        watch(asha, seconds="2")
        with count_statements() as statements:
            watch(asha)
        made.append(len(statements))
        for _ in range(5):
            watch(asha, "other", "2")
            watch(asha, "other")
    assert made[0] == made[1]
