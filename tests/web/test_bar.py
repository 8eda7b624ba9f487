"""The bar of every page: the links of a person's roles, the tools at its end, and what costs nothing to show."""

import re

from app.web.registry import Tool, add_tool

SEARCH = re.compile(r'<a class="tool" href="/search"([^>]*)>.*?Search</a>')


def bar(page: str) -> str:
    found = re.search(r'<header class="bar">.*?</header>', page, re.DOTALL)
    assert found
    return found[0]


def test_search_stands_on_every_page_of_everybody_signed_in(visit, cast):
    for person in (cast.asha, cast.mina, cast.max, cast.tess, cast.ada):
        client = visit(person)
        for address in ("/", "/pack", "/path", "/account", "/glossary", "/nowhere"):
            found = SEARCH.search(bar(client.get(address).text))
            assert found, address
            assert found[1] == ""


def test_search_is_lit_up_on_its_own_page_and_the_pack_beside_it_is_not(visit, cast):
    shown = bar(visit(cast.asha).get("/search?q=handover").text)
    assert SEARCH.search(shown)[1] == ' aria-current="page"'
    assert shown.count("aria-current") == 1


def test_nobody_is_offered_search_who_is_not_signed_in(visit):
    assert "/search" not in bar(visit(None).get("/sign-in").text)


def test_ones_path_is_in_the_bar_of_agents_alone(visit, cast):
    link = '<a href="/path"'
    assert link in bar(visit(cast.asha).get("/").text)
    for person in (cast.mina, cast.max, cast.tess, cast.ada):
        assert link not in bar(visit(person).get("/").text)
    shown = bar(visit(cast.asha).get("/path").text)
    assert '<a href="/path" aria-current="page">Your path</a>' in shown
    assert shown.count("aria-current") == 1


def test_teams_are_lit_up_where_a_managers_way_led_through_them(visit, cast):
    shown = bar(visit(cast.mina).get(f"/teams/{cast.leeds}/people/{cast.asha}/path").text)
    assert '<a href="/teams" aria-current="page">Teams</a>' in shown
    assert shown.count("aria-current") == 1


def test_tools_stand_in_their_order(app, visit, cast):
    add_tool(app, Tool(5, "Before it", "onboarding.glossary", "onboarding/search.svg"))
    shown = bar(visit(cast.asha).get("/").text)
    assert shown.index("Before it") < shown.index("Search")


def test_the_bar_asks_nothing_of_the_database(visit, cast, count_statements):
    client = visit(cast.asha)
    client.get("/glossary")
    with count_statements() as seen:
        client.get("/glossary")
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1
