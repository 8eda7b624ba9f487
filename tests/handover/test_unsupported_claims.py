"""Numbers and promises that the scenario does not have, and what only looks like one."""

import pytest

from tests.handover.cases import marked


@pytest.mark.parametrize(
    "text", ["Vans checked 0210.", "Rebooted at the desk 1652, no help.", "It comes back by itself."]
)
def test_times_and_what_rights_itself_are_no_claims(text: str) -> None:
    assert not marked(f"LoanDesk is down. {text}").unsupported


@pytest.mark.parametrize(
    "text", ["1652 users cannot lend.", "A fix will be in place by 16:00.", "4,870 borrowers wait."]
)
def test_figures_and_promises_nobody_gave_are(text: str) -> None:
    card = marked(f"LoanDesk is down. {text}")
    wrong = [each for each in card.items if each.verdict == "wrong"]
    assert card.unsupported or wrong
