"""An agent sees a verdict differently and a trainer rules; two people rate a handover blind."""

import re

from app.database import db
from app.practice.models import StoredScorecard

THIN = "Frontline tills in all 17 Wales and West stores charge old prices since 07:30. Call Rhian Maddocks."


def score_on(page):
    return int(re.search(r'class="score">(\d+)', page.text).group(1))


def test_a_dispute_leads_to_a_ruling_that_counts_everywhere(travel, cast, app):
    asha, tess = travel(cast.asha), travel(cast.tess)
    room = asha.send(asha.see("/practice/prices"), "/start")
    debrief = asha.finish(asha.send(room, "/hand-over", text=THIN, decision="raise"))
    marked = score_on(debrief)
    address = debrief.request.path
    asha.send(debrief, "/verdicts/users/dispute#item-users", sentence="All 17 stores are every till there is.")

    queue = tess.see("/practice/disputes", "One verdict waits for a ruling.", "All 17 stores are every till there is.")
    ruling = tess.see(re.search(r'href="(/practice/attempts/\d+/verdicts/users)"', queue.text).group(1), "Your ruling")
    tess.send(ruling, "/verdicts/users", verdict="captured", reason="It can be acted on.")

    page = asha.see(address, "It can be acted on.", "Tess Holloway ruled this", f"The marker gave {marked}")
    counted = score_on(page)
    assert counted > marked
    team = travel(cast.mina).see(f"/teams/{cast.leeds}.csv")
    assert f",{counted},no," in next(line for line in team.text.splitlines() if "Asha" in line)
    with app.app_context():
        assert db.session.query(StoredScorecard).one().score == marked
        db.session.remove()


def test_two_people_rate_a_handover_blind_and_read_where_they_differ(travel, cast):
    asha = travel(cast.asha)
    room = asha.send(asha.see("/practice/prices"), "/start")
    asha.finish(asha.send(room, "/hand-over", text=THIN, decision="raise"))
    for person, users in ((cast.max, "captured"), (cast.tess, "partial")):
        rater = travel(person)
        page = rater.send(rater.see("/calibration/ratings", "Rate it"), "/rate")
        assert "The marker" not in page.text.split("<main")[1]
        items = sorted(set(re.findall(r'name="verdict-([a-z_]+)"', page.text)))
        said = {f"verdict-{item}": "missing" for item in items} | {"verdict-users": users, "words-users": "all 17"}
        page = rater.send(page, page.request.path, do="keep", **{"verdict-users": users})
        done = rater.send(page, page.request.path, do="finish", **said)
        assert "You and the marker agree on" in done.text
    travel(cast.mina).see("/calibration", "one of twenty handovers is rated", "Both side by side", "all 17")
