"""The videos: the list, the page with its player, where somebody is, and the files they are made of."""

from datetime import timedelta

import pytest

from app.clock import now
from app.database import db
from app.extensions import library
from app.onboarding.actions import keep_second
from app.onboarding.models import Watching
from app.onboarding.queries.videos import videos_of
from tests.content.tiny_video import film_of, write_video


@pytest.fixture
def films(app, tmp_path):
    """Two videos in the content: one of the first module on the path, one of the second."""
    write_video(tmp_path / "content", "tills")
    write_video(tmp_path / "content", "another", module="second")
    app.extensions.pop("baton.library", None)


def watchings(app):
    with app.app_context():
        rows = db.session.query(Watching).order_by(Watching.video).all()
        db.session.remove()
        return rows


def test_without_videos_the_list_says_where_they_come_from(visit, cast):
    assert "There are no videos yet." in visit(cast.asha).get("/videos").text


def test_the_list_tells_title_and_length_in_the_order_of_the_path(films, visit, cast):
    page = visit(cast.asha).get("/videos").text
    assert "Two videos of a few minutes each." in page
    assert page.index("/videos/tills") < page.index("/videos/another")
    assert "9 s" in page
    assert "The voice in all of them is synthetic." in page


def test_the_page_has_a_player_with_captions_a_poster_and_the_transcript(films, visit, cast):
    page = visit(cast.asha).get("/videos/tills").text
    assert '<video class="film" id="film-tills" controls preload="metadata"' in page
    assert 'poster="/media/videos/tills/poster.webp"' in page
    assert '<source src="/media/videos/tills/video.mp4" type="video/mp4">' in page
    assert (
        '<track kind="captions" srclang="en-GB" label="English" src="/media/videos/tills/captions.vtt" default>' in page
    )
    assert '<span data-from="3.0" data-to="5.0">Since 07:25. Nobody rang.</span>' in page
    assert "The voice is synthetic." in page
    assert "The first module" in page


def test_without_scripts_a_time_of_the_transcript_leads_to_the_film_from_there(films, visit, cast):
    client = visit(cast.asha)
    assert 'href="/videos/tills?at=5#watch"' in client.get("/videos/tills").text
    assert 'src="/media/videos/tills/video.mp4#t=5"' in client.get("/videos/tills?at=5").text
    for nonsense in ("soon", "-3", "0", "99999"):
        assert 'video.mp4" type' in client.get(f"/videos/tills?at={nonsense}").text


def test_where_somebody_is_is_kept_and_offered_again(app, films, visit, cast):
    client = visit(cast.asha)
    assert client.post("/videos/tills/watching", data={"seconds": "4.4"}).status_code == 204
    client.post("/videos/tills/watching", data={"seconds": "2.5"})
    (row,) = watchings(app)
    assert (row.person_id, row.video, row.seconds, row.furthest) == (cast.asha, "tills", 2.5, 4.4)
    assert row.watched_to_end_at is None
    assert "Go on at" not in client.get("/videos/tills").text, "so near to the beginning one begins anew"


def test_going_on_is_offered_in_the_list_and_on_the_page(app, films, visit, cast, tmp_path):
    (tmp_path / "content" / "videos" / "tills" / "video.mp4").write_bytes(film_of(11.0))
    client = visit(cast.asha)
    client.post("/videos/tills/watching", data={"seconds": "6.7"})
    for address in ("/videos", "/videos/tills"):
        page = client.get(address).text
        assert "Go on at 00:06" in page
        assert "/videos/tills?at=6#watch" in page
    assert "Go on at" not in visit(cast.bo).get("/videos").text


def test_the_end_is_kept_for_good(app, films, visit, cast):
    client = visit(cast.asha)
    client.post("/videos/tills/watching", data={"seconds": "8.9"})
    first = watchings(app)[0].watched_to_end_at
    assert first is not None
    client.post("/videos/tills/watching", data={"seconds": "1"})
    assert watchings(app)[0].watched_to_end_at == first
    assert "You have seen one." in client.get("/videos").text
    assert "✓ Watched" in client.get("/videos/tills").text


def test_nobody_is_beyond_the_end_of_a_film(app, films, visit, cast):
    visit(cast.asha).post("/videos/tills/watching", data={"seconds": "4000"})
    assert watchings(app)[0].seconds == 9.0


@pytest.mark.parametrize("seconds", ["", "soon", "-1", "nan", "inf", "1e9"])
def test_a_second_that_is_none_is_refused(app, films, visit, cast, seconds):
    assert visit(cast.asha).post("/videos/tills/watching", data={"seconds": seconds}).status_code == 422
    assert watchings(app) == []


def test_an_unknown_video_is_not_found(films, visit, cast):
    client = visit(cast.asha)
    assert client.get("/videos/nothing").status_code == 404
    assert client.post("/videos/nothing/watching", data={"seconds": "1"}).status_code == 404


def test_telling_where_one_is_needs_the_forms_token_and_signing_in(app, films, visit, cast):
    assert visit(None).post("/videos/tills/watching", data={"seconds": "1"}).status_code == 303
    client = visit(cast.asha)
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/videos/tills/watching", data={"seconds": "1"}).status_code == 400
    assert watchings(app) == []


def test_a_module_can_show_its_videos_in_one_statement(app, films, cast, count_statements):
    with app.app_context():
        video = library().videos["tills"]
        keep_second(person_id=cast.asha, video=video, seconds=9.0, library=library(), at=now() - timedelta(days=1))
        with count_statements() as made:
            (shown,) = videos_of(cast.asha, "first", library())
        assert (shown.video.slug, shown.watched, shown.share) == ("tills", True, 100)
        with count_statements() as none:
            assert videos_of(cast.asha, "third", library()) == ()
        db.session.remove()
    assert (len(made), len(none)) == (2, 0)  # one of them BEGIN


def test_the_list_takes_the_same_statements_for_much_and_for_little(films, visit, cast, count_statements):
    client = visit(cast.asha)
    client.get("/videos")
    with count_statements() as little:
        client.get("/videos")
    for slug in ("tills", "another"):
        client.post(f"/videos/{slug}/watching", data={"seconds": "6"})
    with count_statements() as much:
        client.get("/videos")
    assert len(little) == len(much)


def test_a_film_is_sent_in_parts_and_not_twice(films, visit, cast):
    client = visit(cast.asha)
    whole = client.get("/media/videos/tills/video.mp4")
    assert (whole.status_code, whole.mimetype, whole.data) == (200, "video/mp4", film_of(9.0))
    assert whole.headers["Cache-Control"] == "private, max-age=3600"
    part = client.get("/media/videos/tills/video.mp4", headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.data) == (206, b"ftyp")
    assert part.headers["Content-Range"] == f"bytes 4-7/{len(film_of(9.0))}"
    again = client.get("/media/videos/tills/video.mp4", headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304
    beyond = client.get("/media/videos/tills/video.mp4", headers={"Range": "bytes=99999-"})
    assert beyond.status_code == 416
    for answer in (whole, part, again, beyond):
        answer.close()


def test_captions_are_sent_as_captions(films, visit, cast):
    with visit(cast.asha).get("/media/videos/tills/captions.vtt") as answer:
        assert (answer.mimetype, answer.text[:6]) == ("text/vtt", "WEBVTT")


@pytest.mark.parametrize(
    "path",
    [
        "videos/tills/script.yml",
        "checklist.yml",
        "modules/first/index.md",
        "videos/tills",
        "videos/tills/none.mp4",
        "videos/tills/there.jpeg",
        "../baton.db",
        "../content/videos/tills/video.mp4",
        "videos/../../x.png",
        "%2e%2e/baton.mp4",
    ],
)
def test_nothing_else_of_the_content_is_a_file_to_fetch(films, visit, cast, path, tmp_path):
    (tmp_path / "x.png").write_bytes(b"beside the content")
    (tmp_path / "baton.mp4").write_bytes(b"beside the content")
    (tmp_path / "content" / "videos" / "tills" / "there.jpeg").write_bytes(b"of a kind that is not served")
    assert visit(cast.asha).get(f"/media/{path}").status_code == 404


def test_media_are_only_for_people_who_are_signed_in(films, visit):
    assert visit(None).get("/media/videos/tills/video.mp4").status_code == 303
