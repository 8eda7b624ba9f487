"""The checklist as a page: every item in its group, with an address of its own."""


def test_every_item_stands_in_its_group_with_an_anchor(app, visit, cast):
    page = visit(cast.mina).get("/checklist").text
    assert "Three things the Major Incident team needs. One is critical." in page
    for item in ("service", "users", "contact"):
        assert f'<li id="{item}">' in page
    assert page.index("What is broken") < page.index("Who and where it hits") < page.index("Who is on it")
    assert "Since when, and which way it goes" not in page


def test_an_item_shows_its_question_its_minutes_and_its_wordings(visit, cast):
    page = visit(cast.asha).get("/checklist").text
    assert "Which service is it?" in page
    assert "without it about 8 min more" in page
    assert "without it about 2½ min more" in page
    assert "● Good" in page
    assert "✕ Poor" in page


def test_it_leads_to_paper_of_both_sizes(visit, cast):
    page = visit(cast.asha).get("/checklist").text
    assert "/checklist.pdf?paper=a4" in page
    assert "/checklist.pdf?paper=letter" in page


def test_only_one_entry_of_the_bar_lights_up(visit, cast):
    for address, name in (("/checklist", "Checklist"), ("/pack", "Pack"), ("/pack/first", "Pack")):
        page = visit(cast.asha).get(address).text
        assert page.count('aria-current="page"') == 1
        assert f'aria-current="page">{name}</a>' in page
