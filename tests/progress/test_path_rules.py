"""The rules of a path: done, late, next; and of certificates: earned once, renewed in their window, never twice."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content.path import LearningPath, PathStep
from app.progress.rules import certificates as rules
from app.progress.rules.certificates import Done, Held, Round
from app.progress.rules.sentences import headline
from app.progress.rules.serials import canonical_serial, new_serial
from app.progress.rules.standing import History
from app.progress.rules.standing import earns_certificate as earns
from app.progress.rules.steps import facts_of, marks_of

JOINED = date(2026, 1, 5)
PATH = LearningPath.model_validate(
    {
        "title": "Ready",
        "steps": [
            {"module": "first", "due_days": 7},
            {"scenario": "tills", "due_days": 14},
            {"scenario": "exams", "due_days": 21},
        ],
        "certificate": {"title": "Handover", "valid_days": 365},
    }
)
ONLY_MODULES = PATH.model_copy(update={"steps": PATH.steps[:1]})
WHOLE = (("reading", "first"), ("check", "first"), ("scenario", "tills"), ("scenario", "exams"))


def done(kind, slug, on, score=80, content_hash="v1"):
    return Done(kind, slug, content_hash, score, datetime.combine(on, time(12), UTC), on)


def held(issued_on, valid_days=365):
    return Held(issued_on, issued_on + timedelta(days=valid_days), datetime.combine(issued_on, time(12), UTC))


def earns_certificate(path, completions, certificates, on):
    return earns(path, History(JOINED, completions, {path.id: certificates}), on)


def facts(completions, current=None, path=PATH):
    return [facts_of(step, JOINED, completions, current or Round()) for step in path.steps]


def test_a_module_is_done_on_the_day_both_reading_and_check_are_completed():
    read, passed = date(2026, 1, 6), date(2026, 1, 9)
    assert facts([done("reading", "first", read)])[0].done_on is None
    assert facts([done("check", "first", passed)])[0].done_on is None
    both = facts([done("check", "first", passed), done("reading", "first", read)])[0]
    assert (both.read_on, both.done_on) == (read, passed)


def test_a_completion_of_another_thing_with_the_same_name_does_not_count():
    assert facts([done("reading", "tills", JOINED), done("check", "tills", JOINED)])[1].done_on is None


def test_the_best_score_counts_and_the_first_day():
    passes = [done("scenario", "tills", date(2026, 1, 8), 76), done("scenario", "tills", date(2026, 1, 20), 91)]
    assert facts(passes)[1].score == 91
    assert facts(passes)[1].done_on == date(2026, 1, 8)


def test_a_step_is_late_only_after_its_day_and_the_first_open_one_is_next():
    due = JOINED + timedelta(days=7)
    assert marks_of(facts([]), due) == ["next", "open", "open"]
    assert marks_of(facts([]), due + timedelta(days=1)) == ["late", "open", "open"]


def test_a_later_step_may_be_done_first():
    assert marks_of(facts([done("scenario", "exams", JOINED)]), JOINED) == ["next", "open", "done"]


def test_a_certificate_stands_through_its_last_day_and_warns_for_thirty():
    last = date(2027, 1, 31)
    assert rules.certificate_mark(last, date(2026, 12, 31)) == "stands"
    assert rules.certificate_mark(last, date(2027, 1, 1)) == "lapses_soon"
    assert rules.certificate_mark(last, last) == "lapses_soon"
    assert rules.certificate_mark(last, date(2027, 2, 1)) == "lapsed"


def test_the_first_certificate_needs_every_step():
    completions = [done(kind, slug, JOINED) for kind, slug in WHOLE]
    assert earns_certificate(PATH, completions, [], JOINED)
    for missing in range(len(completions)):
        rest = completions[:missing] + completions[missing + 1 :]
        assert not earns_certificate(PATH, rest, [], JOINED)


def test_passing_again_before_the_window_opens_earns_nothing():
    first = held(JOINED)
    before = rules.renewal_opens(first) - timedelta(days=1)
    completions = [done(kind, slug, day) for kind, slug in WHOLE for day in (JOINED, before)]
    assert not earns_certificate(PATH, completions, [first], before)


def test_renewal_needs_every_scenario_again_after_the_window_opened():
    first = held(JOINED)
    opens = rules.renewal_opens(first)
    assert opens == first.valid_until - timedelta(days=60)
    old = [done(kind, slug, JOINED) for kind, slug in WHOLE]
    early = [done("scenario", "tills", opens - timedelta(days=1)), done("scenario", "exams", opens)]
    assert not earns_certificate(PATH, old + early, [first], opens)
    assert earns_certificate(PATH, [*old, *early, done("scenario", "tills", opens)], [first], opens)


def test_while_renewing_the_scenarios_stand_open_and_are_due_when_the_certificate_lapses():
    first = held(JOINED)
    opens = rules.renewal_opens(first)
    old = [done(kind, slug, JOINED) for kind, slug in WHOLE]
    current = rules.round_of(PATH.steps, [first], opens)
    steps = facts(old, current)
    assert marks_of(steps, opens) == ["done", "next", "open"]
    assert steps[1].due_on == first.valid_until
    assert marks_of(steps, first.valid_until + timedelta(days=1)) == ["done", "late", "late"]


def test_after_renewal_the_steps_stand_done_on_the_days_they_were_renewed():
    first = held(JOINED)
    opens = rules.renewal_opens(first)
    second = held(opens + timedelta(days=3))
    completions = [done(kind, slug, JOINED) for kind, slug in WHOLE]
    completions += [done("scenario", "tills", opens), done("scenario", "exams", second.issued_on)]
    steps = facts(completions, rules.round_of(PATH.steps, [first, second], second.issued_on))
    assert [step.done_on for step in steps] == [JOINED, opens, second.issued_on]


def test_a_path_without_scenarios_renews_by_its_checks():
    first = held(JOINED)
    opens = rules.renewal_opens(first)
    old = [done("reading", "first", JOINED), done("check", "first", JOINED)]
    assert not earns_certificate(ONLY_MODULES, [*old, done("reading", "first", opens)], [first], opens)
    assert earns_certificate(ONLY_MODULES, [*old, done("check", "first", opens)], [first], opens)


LAST = date(2027, 12, 3)


def say(left=0, late=0, until=None, renewing=False, calls_only=False):
    today = LAST + timedelta(days=1) if renewing and late else LAST
    return headline(left, late, until, today, renewing=renewing, calls_only=calls_only)


patiently = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = st.integers(0, 900).map(lambda number: JOINED + timedelta(days=number))
HISTORY = st.lists(st.tuples(st.sampled_from(WHOLE), DAYS), max_size=24)


def live(history, path):
    """Plays a history as the action does: each completion in turn, a certificate whenever it is earned."""
    completions, certificates = [], []
    for number, ((kind, slug), on) in enumerate(sorted(history, key=lambda entry: entry[1])):
        at = datetime.combine(on, time(8), UTC) + timedelta(seconds=number)
        completions.append(Done(kind, slug, "v1", 80, at, on))
        if earns_certificate(path, completions, certificates, on):
            certificates.append(Held(on, rules.valid_until(path.certificate, on), at))
    return completions, certificates


@patiently
@given(HISTORY, st.integers(1, 400))
def test_certificates_never_come_before_the_window_of_the_one_before(history, valid_days):
    terms = PATH.certificate.model_copy(update={"valid_days": valid_days})
    path = PATH.model_copy(update={"certificate": terms})
    _, certificates = live(history, path)
    for earlier, later in pairwise(certificates):
        assert later.issued_on >= rules.renewal_opens(earlier) > earlier.issued_on
        assert later.valid_until > earlier.valid_until


@patiently
@given(HISTORY, DAYS)
def test_a_certificate_that_is_not_to_be_renewed_means_every_step_is_done(history, today):
    history = [entry for entry in history if entry[1] <= today]
    completions, certificates = live(history, PATH)
    marks = marks_of(facts(completions, rules.round_of(PATH.steps, certificates, today)), today)
    if certificates and today < rules.renewal_opens(certificates[-1]):
        assert set(marks) == {"done"}
    else:
        assert set(marks) != {"done"}


@patiently
@given(HISTORY, st.integers(0, 40))
def test_doing_more_never_takes_a_certificate_away(history, dropped):
    fewer = sorted(history, key=lambda entry: entry[1])[: max(0, len(history) - dropped)]
    assert len(live(fewer, PATH)[1]) <= len(live(history, PATH)[1])


@patiently
@given(st.randoms())
def test_a_serial_is_found_however_it_is_typed(chance):
    serial = new_serial(chance.choice)
    assert len(serial) == 13
    assert not set(serial[4:]) & set("01OIL")
    for typed in (serial, serial.lower(), serial.replace("-", ""), serial[4:], f" {serial.replace('-', ' ')} "):
        assert canonical_serial(typed) == serial


@patiently
@given(st.text())
def test_what_is_no_serial_is_none(typed):
    found = canonical_serial(typed)
    assert found is None or canonical_serial(found) == found


def test_signs_no_serial_has_are_refused():
    assert canonical_serial("BTN-7K3M-9QXO") is None
    assert canonical_serial("BTN-7K3M-9QX") is None
    assert canonical_serial("") is None


def test_the_headline_says_the_one_thing_that_matters():
    assert say(left=4) == "One thing next."
    assert say(left=1) == "One thing left."
    assert say(left=3, late=1) == "One thing is late."
    assert say(left=3, late=2) == "Two things are late."
    assert say(until=LAST) == "Your path is complete. Your certificate stands until 3 December 2027."
    assert say() == "Your path is complete."


def test_the_headline_of_a_complete_path_says_when_its_certificate_has_lapsed():
    lapsed = headline(0, 0, LAST, LAST + timedelta(days=1))
    assert lapsed == "Your path is complete. Your certificate lapsed on 3 December 2027."


def test_the_headline_of_a_renewal_says_what_renews_it_and_whether_it_still_stands():
    renewing = {"until": LAST, "renewing": True, "left": 3, "calls_only": True}
    assert say(**renewing) == "Your certificate stands until 3 December 2027. Three calls renew it."
    assert say(**renewing, late=3) == "Your certificate lapsed on 3 December 2027. Three calls renew it."
    renewing |= {"left": 1, "calls_only": False}
    assert say(**renewing) == "Your certificate stands until 3 December 2027. One thing renews it."


FILM = PathStep(video="film", due_days=3)
FILM_AGAIN = PathStep(video="film", due_days=3, renew_days=100)


def film(completions, current=None, step=FILM, today=JOINED):
    return facts_of(step, JOINED, completions, current or Round(), today)


def test_a_video_is_done_by_watching_it_or_by_reading_its_transcript():
    on = date(2026, 1, 7)
    watched, read = film([done("watching", "film", on)]), film([done("transcript", "film", on)])
    assert (watched.done_on, watched.read_on) == (on, None)
    assert (read.done_on, read.read_on) == (on, on)
    both = film([done("transcript", "film", on), done("watching", "film", on + timedelta(days=1))])
    assert (both.done_on, both.read_on) == (on, None)
    others = [done(kind, "film", on) for kind in ("reading", "check", "scenario")]
    assert film([*others, done("watching", "tills", on)]).done_on is None


def test_a_video_comes_again_and_is_done_again_either_way():
    first = [done("watching", "film", JOINED)]
    late = JOINED + timedelta(days=101)
    assert film(first, step=FILM_AGAIN, today=late).done_on is None
    again = [*first, done("transcript", "film", late)]
    assert film(again, step=FILM_AGAIN, today=late).done_on == late


def test_a_renewal_of_the_certificate_asks_for_calls_again_and_for_no_video():
    renewing = Round("scenario", date(2026, 12, 1), datetime(2026, 2, 1, tzinfo=UTC), date(2027, 1, 31))
    assert film([done("watching", "film", JOINED)], renewing).done_on == JOINED


def test_only_known_versions_can_have_changed():
    assert film([done("watching", "film", JOINED, content_hash="")]).hashes == frozenset()
