"""A manager makes somebody's path to measure, and that person finds it so."""

from datetime import timedelta

from app.clock import now


def test_a_manager_adds_waives_and_sets_a_day_and_the_person_sees_each(travel, cast):
    mina, asha = travel(cast.mina), travel(cast.asha)
    address = f"/teams/{cast.leeds}/people/{cast.asha}/path"
    mina.see(f"/teams/{cast.leeds}/people/{cast.asha}", address)
    soon = (now().date() + timedelta(days=30)).isoformat()

    mina.send(mina.see(address), "/path", step="scenario/vpn", due_on=soon, reason="Three of these last month.")
    step = f"{address}/module/what-a-poor-handover-costs"
    mina.send(mina.see(step), "/waive", reason="She wrote the worksheet.")
    mina.send(mina.see(f"{address}/module/asking-well"), "/day", due_on=soon)

    page = asha.see("/path", "She wrote the worksheet.", "added by Mina Castellanos", "day set by Mina Castellanos")
    assert "1 waived" in asha.see("/").text
    assert "Three of these last month." in page.text
    assert "1 step waived" in mina.see(f"/teams/{cast.leeds}").text
    mina.send(mina.see(step), "/require")
    assert "She wrote the worksheet." not in asha.see("/path").text
