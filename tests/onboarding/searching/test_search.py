"""Somebody looks something up in the pack, its guides, the checklist and the glossary."""

import dataclasses
import re
import threading
from html import unescape
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from app.content.glossary import Glossary, Term
from app.database import db, transaction
from app.onboarding.models import SearchContent
from app.onboarding.queries.search import SHOWN, search_page
from app.onboarding.searching.index import ROWS, keep_current, searched


@pytest.fixture
def asha(visit, cast):
    return visit(cast.asha)


@pytest.fixture
def look(app, whole_content):
    """What the search page holds for these words."""

    def search(typed, **options):
        with app.test_request_context():
            return search_page(typed, whole_content, **options)

    return search


def names(page):
    return ["".join(piece.text for piece in hit.name) for hit in page.hits]


def test_a_result_says_what_it_is_shows_the_words_and_leads_to_the_place(asha, whole_content):
    module = whole_content.modules["the-first-15-minutes"]
    heading = module.prose.headings[0]
    page = asha.get("/search", query_string={"q": f'"{heading.text}"'}).text
    assert f"speak{'s' if page.count('<li>') == 1 else ''} of “{heading.text}”." in page
    assert f"Module · {module.title}" in page
    link = f'<a href="/pack/{module.slug}#{heading.id}"><mark>{heading.text}</mark></a>'
    assert link in page


def test_the_words_around_are_shown_and_marked(asha):
    page = asha.get("/search?q=pagerduty").text
    assert re.search(r'<p class="around">[^<]*<mark>PagerDuty</mark>, [^<]{40}', page)


def test_every_kind_of_result_leads_to_a_place_that_is_there(asha, app, look):
    seen = {}
    for words in ("handover", "service", "certificate", "pagerduty", "read-back"):
        for hit in look(words, everything=True).hits:
            seen.setdefault((hit.kind, hit.slug), set()).add(hit.anchor)
    assert {kind for kind, _ in seen} >= {"module", "guide", "checklist", "glossary"}
    addresses = re.findall(r'<h2><a href="([^"]+)"', asha.get("/search?q=handover&all=yes").text)
    for path in sorted({urlsplit(address).path for address in addresses})[:12]:
        page = asha.get(path).text
        for anchor in {urlsplit(unescape(at)).fragment for at in addresses if urlsplit(at).path == path} - {""}:
            assert f'id="{anchor}"' in page, (path, anchor)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("engaging resolvers", "Resolver group"),
        ("READ-BACK", "Read-back"),
        ("readback", "Read-back"),
        ("INC", "Incident"),
        ("mi", "Major incident"),
        ("hand over", "Handover"),
        ("what people see", "What people see"),
        ("dispute", "Dispute a verdict"),
    ],
)
def test_what_is_called_so_comes_first(look, typed, first):
    assert names(look(typed))[0] == first


def test_every_form_of_every_term_finds_it_first(look, whole_content):
    for term in whole_content.glossary.terms:
        for form in (term.term, *term.also):
            best = look(form).hits[0]
            assert (best.kind, best.anchor) == ("glossary", term.id), form


def test_all_words_must_be_there_and_a_phrase_side_by_side(look):
    both, phrase = look("first message", everything=True), look('"first message"', everything=True)
    assert 0 < phrase.total < both.total < look("message", everything=True).total


def test_the_last_word_may_be_unfinished(look):
    assert "Resolver group" in names(look("resol"))
    assert look("communicati").total > 0
    assert look("group resol").total > 0
    assert look("resol group").total == 0


def test_the_best_are_shown_and_the_rest_one_click_away(look, asha):
    page = look("incident")
    assert len(page.hits) == SHOWN < page.total
    assert len(look("incident", everything=True).hits) == page.total
    shown = asha.get("/search?q=incident")
    assert f"show all {page.total}" in shown.text
    assert asha.get("/search?q=incident&all=yes").text.count("<li>") == page.total


def test_a_slip_of_the_finger_is_asked_about(asha):
    page = asha.get("/search?q=hanodver")
    assert "Nothing here speaks of “hanodver”." in page.text
    assert 'Did you mean <a href="/search?q=handover">handover</a>?' in page.text


def test_nothing_found_offers_parts_glossary_and_guides(asha):
    page = asha.get("/search?q=zxqwv+handover")
    assert page.status_code == 200
    assert '<a href="/search?q=handover">handover</a>' in page.text
    assert 'href="/glossary"' in page.text
    assert 'href="/guides"' in page.text


def test_without_words_the_page_says_how_to_search(asha):
    page = asha.get("/search")
    assert page.status_code == 200
    assert "What are you looking for?" in page.text


def test_the_pack_has_a_box_that_needs_no_script(asha):
    page = asha.get("/pack")
    assert re.search(r'<form[^>]*role="search"[^>]*action="/search"[^>]*method="get"', page.text)
    assert re.search(r'<input[^>]*name="q"', page.text)


def test_nobody_searches_without_signing_in(visit):
    assert visit(None).get("/search?q=handover").status_code == 303


@pytest.mark.parametrize("typed", ["word " * 41, "x" * 201, "ж" * 10_000, '"' * 10_000 + " kept"])
def test_too_long_is_told_and_the_words_are_kept(asha, typed):
    page = asha.get("/search", query_string={"q": typed})
    assert page.status_code == 422
    kept = re.search(r'name="q" value="([^"]*)"', page.text)
    assert unescape(kept[1]) == typed.strip()
    assert "longer than 200 characters" in page.text


@pytest.mark.parametrize("typed", ["***", '""', "''", "--", "()", "…", "\0", '"'])
def test_what_holds_no_word_is_told(asha, typed):
    page = asha.get("/search", query_string={"q": typed})
    assert page.status_code in (200, 422)
    assert "Nothing to look for." in page.text or "What are you looking for?" in page.text


@pytest.mark.parametrize(
    "typed",
    [
        "handover AND NOT (incident OR service)",
        "name_keys:handover",
        "NEAR(handover incident, 3)",
        "handover*",
        "^handover",
        "hand\0over",
        "'; DROP TABLE search_section; --",
        "handover' & !incident | service:*",
        "handover <-> incident",
        "{handover} + -incident",
        '"handover" "',
        "передача 引き継ぎ עברית हिन्दी",
        "💥 handover 💥",
        "½ ² ﬁ ß İ",
        "a" * 200,
        "a " * 100,
        '"' + "a " * 98 + '"',
        " ".join("abcdefghijklmnopqrstuvwxyz0123456789"),
        "%_\\",
        "\ud800",
    ],
)
def test_no_words_break_it(asha, typed):
    page = asha.get("/search", query_string={"q": typed.encode("utf-8", "surrogatepass")})
    assert page.status_code in (200, 422)
    assert asha.get("/search?q=handover").text.count("<mark>") > 10


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(max_size=200))
def test_whatever_is_typed_gets_an_answer(look, typed):
    assert look(typed).headline


def test_no_markup_of_content_or_question_is_shown_as_such(asha, app, whole_content):
    terms = (Term(id="evil", term="<b>Evil</b>", means="<script>alert(1)</script> &amp; <mark>evil</mark>"),)
    app.extensions["baton.library"] = dataclasses.replace(whole_content, glossary=Glossary(terms=terms))
    page = asha.get("/search", query_string={"q": "evil <i>"}).text + asha.get("/search?q=evil").text
    assert "&lt;b&gt;<mark>Evil</mark>&lt;/b&gt;" in page
    assert "&lt;mark&gt;<mark>evil</mark>&lt;/mark&gt;" in page
    assert not re.search(r"<script>alert|<b>|<i>", page)


@pytest.mark.parametrize("typed", ["pagerduty", "incident", "zxqwv", "incident&all=yes"])
def test_a_search_takes_the_same_statements_however_much_it_finds(asha, count_statements, typed):
    asha.get("/search?q=handover")
    with count_statements() as seen:
        asha.get(f"/search?q={typed}")
    assert len([one for one in seen if "search_" in one]) == 3
    assert len(seen) <= 6, seen


def rows(version=False):
    return db.session.scalar(select(SearchContent.version) if version else select(func.count()).select_from(ROWS))


def test_the_index_is_made_anew_when_the_content_is_another(app, whole_content):
    with app.test_request_context():
        assert rows() == 0
        assert search_page("handover", whole_content).total > 0
        first, count = rows(version=True), rows()
        fewer = dataclasses.replace(whole_content, guides={})
        assert "guide" not in {hit.kind for hit in search_page("dispute", fewer, everything=True).hits}
        assert rows(version=True) != first
        assert rows() < count


def test_an_index_of_newer_content_is_left_to_a_process_that_still_has_the_older(app, whole_content):
    with app.test_request_context():
        search_page("handover", whole_content)
        with transaction() as session:
            session.execute(update(SearchContent).values(version="of newer content"))
        assert search_page("handover", whole_content).total > 0
        assert rows(version=True) == "of newer content"


def test_an_emptied_database_is_indexed_again(app, whole_content):
    from app.accounts.actions.organisation import remove_everything

    with app.test_request_context():
        search_page("handover", whole_content)
        remove_everything()
        assert search_page("handover", whole_content).total > 0
        assert rows() == len(searched(whole_content).sections)


def test_two_that_make_the_index_at_once_make_one(app, whole_content):
    ready, wrong = threading.Barrier(2), []

    def make():
        with app.test_request_context():
            held = dataclasses.replace(searched(whole_content), was_made=False)
            ready.wait()
            try:
                keep_current(held)
            except Exception as error:
                wrong.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.test_request_context():
        assert wrong == []
        assert rows() == len(searched(whole_content).sections)
