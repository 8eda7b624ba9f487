"""Where somebody stands: prerequisites, coming again, several roles, and what a manager changed."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.progress.rules.certificates import Done, Held
from app.progress.rules.changes import Change, counting, day_mistake, reason_mistake
from app.progress.rules.standing import History, earns_certificate, standing_of
from tests.progress.two_paths import TWO_PATHS

JOINED = date(2026, 1, 5)
AGENT, TRAINER = TWO_PATHS.paths
EVERYTHING = (("reading", "first"), ("check", "first"), ("scenario", "tills"), ("reading", "second"),
              ("check", "second"), ("scenario", "exams"))  # fmt: skip


def on(days):
    return JOINED + timedelta(days=days)


def done(kind, slug, day=0):
    return Done(kind, slug, "v1", 80, datetime.combine(on(day), time(12), UTC), on(day))


def change(act, slug="tills", day=0, due=None, kind="scenario"):
    at = datetime.combine(on(day), time(13), UTC)
    return Change(kind, slug, act, on(due) if due is not None else None, "Because.", "Mina", at)


def standing(completions=(), today=0, changes=(), paths=(AGENT,), held=None):
    certificates = {AGENT.id: held} if held else {}
    return standing_of(paths, History(JOINED, completions, certificates, counting(changes)), on(today))


def marks(*args, **kwargs):
    return {step.slug: step.mark for step in standing(*args, **kwargs).steps}


def step(slug, *args, **kwargs):
    return next(step for step in standing(*args, **kwargs).steps if step.slug == slug)


def test_a_step_is_closed_until_what_it_comes_after_is_done_and_is_never_next():
    assert marks() == {"first": "next", "tills": "closed", "second": "closed", "exams": "closed"}
    assert step("exams").waits_for == ("tills", "second")
    assert marks([done("reading", "first"), done("check", "first")])["tills"] == "next"


def test_a_closed_step_is_late_all_the_same_and_still_not_next():
    late = standing(today=15)
    assert [step.mark for step in late.steps] == ["late", "late", "closed", "closed"]
    assert late.steps[1].waits_for == ("first",)


def test_what_was_done_out_of_order_is_done():
    assert marks([done("scenario", "exams")])["exams"] == "done"


def test_a_waived_step_opens_what_comes_after_it():
    waived = change("waived", "first", kind="module")
    assert marks(changes=[waived])["tills"] == "next"
    assert marks(changes=[waived])["first"] == "waived"


def test_a_step_comes_again_so_many_days_after_it_was_last_done():
    passed = [done("reading", "first"), done("check", "first"), done("scenario", "tills", 10)]
    assert step("tills", passed, 85).mark == "done"
    assert step("tills", passed, 85).facts.again_on == on(100)
    assert step("tills", passed, 86).facts.done_on is None
    assert step("tills", passed, 100).facts.due_on == on(100)
    assert step("tills", passed, 100).mark != "late"
    assert step("tills", passed, 101).mark == "late"
    again = step("tills", [*passed, done("scenario", "tills", 101)], 101)
    assert (again.mark, again.facts.again_on) == ("done", on(191))


def test_a_step_to_be_done_again_closes_nothing_that_was_open():
    passed = [done("reading", "first"), done("check", "first"), done("scenario", "tills", 10)]
    passed += [done("reading", "second"), done("check", "second")]
    assert step("exams", passed, 200).waits_for == ()


def test_a_step_overdue_again_keeps_the_certificate_from_being_earned_until_it_is_done():
    slow = [done(kind, slug) for kind, slug in EVERYTHING[:-1]] + [done("scenario", "exams", 120)]
    assert not earns_certificate(AGENT, History(JOINED, slow), on(120))
    assert earns_certificate(AGENT, History(JOINED, [*slow, done("scenario", "tills", 121)]), on(121))


def test_somebody_of_two_roles_has_each_step_once_with_the_earliest_day():
    both = standing(paths=TWO_PATHS.paths)
    assert [(step.slug, step.facts.due_on) for step in both.steps] == [
        ("second", on(5)), ("first", on(7)), ("third", on(10)), ("tills", on(14)), ("exams", on(28)),
    ]  # fmt: skip
    assert both.steps[0].waits_for == ("first",)
    assert both.steps[1].mark == "next"


def test_each_path_earns_its_own_certificate():
    trained = [done("reading", slug) for slug in ("second", "third")]
    trained += [done("check", slug) for slug in ("second", "third")]
    history = History(JOINED, trained)
    assert earns_certificate(TRAINER, history, JOINED)
    assert not earns_certificate(AGENT, history, JOINED)


def test_a_path_without_a_certificate_earns_none():
    bare = TRAINER.model_copy(update={"certificate": None})
    trained = [done(kind, slug) for slug in ("second", "third") for kind in ("reading", "check")]
    assert not earns_certificate(bare, History(JOINED, trained), JOINED)
    assert standing_of([bare], History(JOINED, trained), JOINED).paths[0].whole


def test_a_waived_step_counts_for_the_certificate_and_everything_waived_earns_none():
    most = [done(kind, slug) for kind, slug in EVERYTHING if slug != "exams"]
    waived = counting([change("waived", "exams")])
    assert earns_certificate(AGENT, History(JOINED, most, {}, waived), JOINED)
    slugs = (("module", "first"), ("scenario", "tills"), ("module", "second"), ("scenario", "exams"))
    all_waived = counting([change("waived", slug, kind=kind) for kind, slug in slugs])
    assert not earns_certificate(AGENT, History(JOINED, (), {}, all_waived), JOINED)


def test_a_renewal_with_every_call_waived_goes_by_the_checks():
    held = Held(JOINED, on(365), datetime.combine(JOINED, time(12), UTC))
    waived = counting([change("waived", "tills"), change("waived", "exams")])
    old = [done(kind, slug) for kind, slug in EVERYTHING]
    history = History(JOINED, old, {AGENT.id: [held]}, waived)
    assert not earns_certificate(AGENT, history, on(330))
    checks = [done("check", "first", 331), done("check", "second", 331)]
    assert earns_certificate(AGENT, History(JOINED, old + checks, {AGENT.id: [held]}, waived), on(331))


def test_the_newest_change_of_each_sort_counts():
    changes = [change("waived"), change("required", day=1), change("dated", day=2, due=40)]
    assert step("tills", changes=changes).mark == "closed"
    assert step("tills", changes=changes).facts.due_on == on(40)
    back = [*changes, change("dated", day=3)]
    assert step("tills", changes=back).facts.due_on == on(14)
    assert marks(changes=[*back, change("waived", day=4)])["tills"] == "waived"


def test_a_day_that_was_set_counts_until_the_step_is_done():
    passed = [done("reading", "first"), done("check", "first"), done("scenario", "tills", 10)]
    before = [change("dated", day=5, due=40)]
    assert step("tills", passed, 20, before).facts.again_on == on(100)
    sooner = [change("dated", day=20, due=30)]
    assert step("tills", passed, 20, sooner).facts.due_on == on(30)
    assert step("tills", passed, 20, sooner).mark != "done"


def test_an_added_step_is_asked_for_from_then_on_even_when_it_was_done_before():
    before = [done("reading", "third"), done("check", "third")]
    added = [change("added", "third", day=1, due=9, kind="module")]
    assert step("third", before, 2, added).mark == "open"
    assert not step("third", before, 2, added).on_path
    assert step("third", [*before, done("check", "third", 3)], 3, added).mark == "done"
    assert "third" not in marks(before, 2, [*added, change("dropped", "third", day=2, kind="module")])


def test_a_step_added_after_its_waiver_on_a_former_path_is_asked_for():
    waived = [change("waived", "tills")]
    assert "tills" not in marks(changes=waived, paths=(TRAINER,))
    added = step("tills", today=2, changes=[*waived, change("added", "tills", day=1, due=9)], paths=(TRAINER,))
    assert (added.mark, added.facts.due_on, added.changes.waived) == ("open", on(9), None)


def test_a_step_of_the_path_can_be_asked_for_once_more():
    passed = [done(kind, slug) for kind, slug in EVERYTHING]
    added = [change("added", "exams", day=1, due=9)]
    assert step("exams", passed, 2, added).facts.due_on == on(9)
    assert step("exams", [*passed, done("scenario", "exams", 3)], 3, added).mark == "done"
    assert earns_certificate(AGENT, History(JOINED, passed, {}, counting(added)), on(2))


def test_a_day_is_neither_over_nor_far_away():
    assert day_mistake(on(-1), JOINED)
    assert day_mistake(JOINED, JOINED) is None
    assert day_mistake(on(800), JOINED)


def test_a_reason_is_a_sentence_of_some_length():
    assert reason_mistake("  ")
    assert reason_mistake("x" * 501)
    assert reason_mistake("Took it live last month.") is None


STEPS = st.sampled_from([("module", "first"), ("scenario", "tills"), ("module", "second"), ("scenario", "exams")])
ACTS = st.sampled_from(["added", "dropped", "waived", "required", "dated"])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(EVERYTHING), st.integers(0, 300)), max_size=12),
    st.lists(st.tuples(ACTS, STEPS, st.integers(0, 300), st.integers(0, 400)), max_size=8),
    st.integers(0, 400),
)
def test_whatever_was_done_and_changed_something_open_is_next_and_nothing_closed_ever_is(history, changed, today):
    completions = [done(*thing, day) for thing, day in history]
    changes = [change(act, slug, day, due, kind) for act, (kind, slug), day, due in changed]
    steps = standing(completions, today, changes).steps
    left = [step for step in steps if not step.settled]
    assert not left or any(not step.waits_for for step in left)
    assert not any(step.mark == "next" and step.waits_for for step in steps)
    assert [step.facts.due_on for step in steps] == sorted(step.facts.due_on for step in steps)
