"""Questions nobody understood: shown to trainers without names, understood once a trainer says what they ask for."""

import json

import pytest

from app.accounts.models import Person
from app.audit.models import AuditEntry
from app.database import db, transaction
from app.practice import actions, queries
from app.practice.models import LONGEST_PHRASING, AttemptStep, Phrasing
from app.practice.rules.phrasings import asked_for, not_understood_headline
from app.practice.rules.refusals import NotAdded, NotTheirs
from tests.practice.conftest import BEGAN

ODD = "zorble the wimwam"
PAGE = "/practice/questions"


def asked(call, text, seq, **body):
    """A question as the log keeps it."""
    whole = {"person": "rhian", "text": text, "topics": [], "asks_back": [], "answer": "What do you mean?"} | body
    with transaction() as session:
        session.add(AttemptStep(attempt_id=call.id, seq=seq, kind="asked", elapsed_seconds=seq, at=BEGAN, body=whole))


def add(cast, library, text=ODD, topics=("impact",), **more):
    return actions.add_phrasing(text=text, topics=topics, added_by=cast.tess, library=library, at=BEGAN, **more)


def test_only_what_nobody_made_out_stands_on_the_page(call, library):
    asked(call, ODD, 1)
    asked(call, "other talk", 2, talk="other")
    asked(call, "no talk", 3, talk=None)
    asked(call, "since when", 4, topics=["started"])
    asked(call, "how many", 5, asks_back=["users"])
    asked(call, "thanks", 6, talk="social")
    asked(call, "again please", 7, talk="repeat")
    assert [row.text for row in queries.phrasings_page(library).rows] == ["no talk", "other talk", ODD]


def test_the_same_words_stand_once_with_how_often_they_were_asked(call, library):
    asked(call, ODD, 1)
    asked(call, f"  {ODD.upper()} ", 2)
    asked(call, "   ", 3)
    page = queries.phrasings_page(library)
    assert [(row.text, row.times) for row in page.rows] == [(f"  {ODD.upper()} ", 2)]
    assert page.headline == "One way of asking was not understood."


def test_what_was_said_before_stands_with_it_and_no_name_of_who_asked(call, library, cast, visit):
    asked(call, "since when", 1, topics=["started"], answer="Half past seven.")
    asked(call, "and the others", 2)
    page = queries.phrasings_page(library)
    assert page.rows[0].before == "Half past seven."
    assert page.rows[0].title == "Wrong prices at the tills"
    shown = visit(cast.tess).get(PAGE).text
    assert "Half past seven." in shown
    assert "Asha" not in shown


def test_what_was_said_before_anything_was_asked_is_how_the_person_began(call, library):
    asked(call, ODD, 1)
    assert queries.phrasings_page(library).rows[0].before.startswith("Oh good, a person.")


def test_three_likely_items_are_offered(call, library):
    asked(call, "sort of when did it start going funny", 1)
    likely = queries.phrasings_page(library).rows[0].likely
    assert len(likely) == 3
    assert likely[0] == "started"


def test_what_was_added_leaves_the_list_and_stands_below(call, library, cast, visit):
    asked(call, ODD, 1)
    answer = visit(cast.tess).post(PAGE, data={"text": ODD, "topic": "impact"}, follow_redirects=True)
    assert answer.status_code == 200
    page = queries.phrasings_page(library)
    assert page.rows == ()
    assert [(one.text, one.asks_for, one.by) for one in page.added] == [(ODD, "Business impact", "Tess Holloway")]
    assert queries.counting() == ((ODD, ("impact",)),)


def test_asking_for_nothing_of_the_call_is_an_answer_too(call, library, cast, visit):
    visit(cast.tess).post(PAGE, data={"text": ODD, "topic": "~nothing"})
    assert queries.counting() == ((ODD, ()),)
    assert queries.phrasings_page(library).added[0].asks_for == "Nothing of the call"


def test_the_same_words_again_replace_what_was_said_and_both_are_kept(library, cast):
    first = add(cast, library)
    second = add(cast, library, text=ODD.upper(), topics=("users",))
    assert queries.counting() == ((ODD, ("users",)),)
    rows = {row.id: row.withdrawn_at for row in db.session.query(Phrasing)}
    assert rows == {first: BEGAN, second: None}


def test_a_double_click_adds_once(library, cast):
    assert add(cast, library) == add(cast, library)
    assert db.session.query(Phrasing).count() == 1


def test_what_is_withdrawn_counts_no_more_and_is_kept(library, cast, visit):
    phrasing = add(cast, library)
    assert queries.counting() != ()
    for _ in range(2):
        assert visit(cast.tess).post(f"{PAGE}/{phrasing}/withdraw").status_code == 303
    db.session.expire_all()
    assert queries.counting() == ()
    assert db.session.get_one(Phrasing, phrasing).withdrawn_at is not None
    logged = [(entry.act, entry.subject, entry.actor_id) for entry in db.session.query(AuditEntry)]
    subject = f"phrasing:{phrasing}"
    assert logged == [("phrasing added", subject, cast.tess), ("phrasing withdrawn", subject, cast.tess)]


def test_there_is_nothing_to_withdraw_of_nothing(context, cast):
    with pytest.raises(NotTheirs):
        actions.withdraw_phrasing(phrasing_id=99, person_id=cast.tess, at=BEGAN)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("", ("impact",)),
        ("  \u200b ", None),
        ("x" * (LONGEST_PHRASING + 1), ("impact",)),
        ("\ufdfa" * 100, ("impact",)),
        (ODD, None),
        (ODD, ("colour",)),
    ],
)
def test_what_cannot_be_added_is_refused_with_the_reason(library, cast, text, topics):
    with pytest.raises(NotAdded):
        add(cast, library, text=text, topics=topics)
    assert db.session.query(Phrasing).count() == 0


@pytest.mark.parametrize("sent", [{"text": ODD}, {"text": ODD, "topic": ""}, {"text": ODD, "topic": "colour"}])
def test_a_form_without_an_item_comes_back_with_its_words(cast, visit, sent):
    answer = visit(cast.tess).post(PAGE, data=sent)
    assert answer.status_code == 422
    assert "Choose what these words ask for." in answer.text
    assert ODD in answer.text


@pytest.mark.parametrize("who", ["asha", "mina", "max", "ada"])
def test_nobody_but_trainers_comes_in(cast, visit, who):
    client = visit(getattr(cast, who))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, data={"text": ODD, "topic": "impact"}).status_code == 403
    assert client.post(f"{PAGE}/1/withdraw").status_code == 403


def test_words_are_shown_as_words(call, cast, visit):
    asked(call, "<script>alert(1)</script>", 1)
    assert "<script>alert" not in visit(cast.tess).get(PAGE).text


@pytest.mark.parametrize(("who", "asks", "told"), [("tess", 1, True), ("tess", 0, False), ("max", 1, False)])
def test_the_first_page_of_trainers_says_how_many(call, cast, visit, who, asks, told):
    for seq in range(asks):
        asked(call, ODD, seq + 1)
    assert (PAGE in visit(getattr(cast, who)).get("/").text) == told


@pytest.mark.parametrize("topic", ["impact", "~nothing"])
def test_the_first_page_says_nothing_once_every_question_was_looked_at(call, cast, visit, topic):
    asked(call, ODD, 1)
    asked(call, f"  {ODD.upper()}", 2)
    asked(call, "   ", 3)
    tess = visit(cast.tess)
    assert "2 questions asked in calls lately" in tess.get("/").text
    tess.post(PAGE, data={"text": ODD, "topic": topic})
    assert PAGE not in tess.get("/").text


def test_how_many_wait_takes_as_many_statements_for_many_questions(call, library, cast, count_statements):
    add(cast, library, text="another")
    queries.counting()
    counts = []
    for more in (range(1, 3), range(3, 60)):
        for seq in more:
            asked(call, f"{ODD} number {'x' * seq}", seq)
        with count_statements() as seen:
            assert queries.not_understood_count() == more[-1]
        counts.append(len([one for one in seen if "SELECT" in one]))
    assert counts == [2, 2]


def test_the_page_takes_as_many_statements_for_many_rows(call, library, cast, count_statements):
    asked(call, ODD, 1)
    add(cast, library, text="another")
    with count_statements() as few:
        queries.phrasings_page(library)
    for seq in range(2, 40):
        asked(call, f"{ODD} number {'x' * seq}", seq)
        add(cast, library, text=f"another {'y' * seq}")
    db.session.expire_all()
    with count_statements() as many:
        page = queries.phrasings_page(library)
    assert len(page.rows) == 20
    assert page.headline.startswith("More than twenty")
    assert len([one for one in many if "SELECT" in one]) == len([one for one in few if "SELECT" in one]) == 3


def test_what_counts_is_read_again_only_after_a_change(library, cast, count_statements):
    add(cast, library)
    queries.counting()
    with count_statements() as seen:
        queries.counting()
    assert len([one for one in seen if "SELECT" in one]) == 1


def test_what_counts_goes_out_as_labelled_questions(app, library, cast):
    add(cast, library)
    add(cast, library, text="nothing at all", topics=())
    actions.withdraw_phrasing(phrasing_id=add(cast, library, text="gone"), person_id=cast.tess, at=BEGAN)
    done = app.test_cli_runner().invoke(args=["practice", "phrasings", "export"])
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert [(line["text"], line["topics"]) for line in lines] == [(ODD, ["impact"]), ("nothing at all", [])]
    assert set(lines[0]) == {"id", "scenario", "person", "set", "hand", "style", "text", "topics", "also_ok"}
    assert db.session.get_one(Person, cast.tess).name not in done.output


def test_the_export_goes_to_a_file_when_one_is_named(app, library, cast, tmp_path):
    add(cast, library)
    done = app.test_cli_runner().invoke(args=["practice", "phrasings", "export", "--to", str(tmp_path / "out.jsonl")])
    assert done.output.startswith("1 phrasing written to")
    assert ODD in (tmp_path / "out.jsonl").read_text()


def test_headlines_say_how_many(library):
    assert not_understood_headline(0, has_more=False) == "Every question asked lately was understood."
    assert not_understood_headline(5, has_more=False) == "Five ways of asking were not understood."
    assert asked_for(library.checklist, ("started", "gone")) == "Since when"
