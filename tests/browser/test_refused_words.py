"""What is typed into a part of a page stays there when the part is refused, under a message that says so."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("walk")


KEPT = "What you typed is still on this page."


def sign_in_in_another_tab(page: Page, first_name: str) -> None:
    other = page.context.new_page()
    other.goto("/sign-in")
    other.get_by_role("button", name=f"Be {first_name}").click()
    other.wait_for_url("**/")
    other.close()


def test_a_line_stays_when_the_session_ended_meanwhile_and_when_another_began(page_of):
    with page_of("Asha Verma") as page:
        page.goto("/pack/after-the-handover")
        exercise = page.locator("#practice-more-and-more")
        line, answer = exercise.get_by_label("Your line"), exercise.get_by_role("alert")
        line.fill("52 of 54 tills since 09:12")
        page.context.clear_cookies()
        exercise.get_by_role("button", name="Mark it").click()
        expect(answer).to_contain_text(KEPT)
        expect(line).to_have_value("52 of 54 tills since 09:12")
        sign_in_in_another_tab(page, "Asha")
        with page.expect_response("**/practice/more-and-more") as refused:
            exercise.get_by_role("button", name="Mark it").click()
        assert refused.value.status == 400
        expect(answer).to_have_count(1)
        expect(answer).to_contain_text(KEPT)
        expect(line).to_have_value("52 of 54 tills since 09:12")


def test_a_line_that_cannot_be_marked_comes_back_with_what_to_mend(page_of):
    with page_of("Asha Verma") as page:
        page.goto("/pack/after-the-handover")
        exercise = page.locator("#practice-more-and-more")
        exercise.get_by_role("button", name="Mark it").click()
        expect(exercise.get_by_role("alert")).to_contain_text("Write the line first.")
        expect(exercise).to_have_count(1)


def test_a_question_and_the_answers_before_it_stay_when_the_session_ended_meanwhile(page_of):
    with page_of("Tess Holloway") as page:
        page.goto("/authoring/scenarios/prices")
        asking = page.locator("#asking")
        asking.get_by_label("Your words").fill("When did it start?")
        asking.get_by_role("button", name="Ask").click()
        expect(asking.locator("article")).to_have_count(1)
        asking.get_by_label("Your words").fill("How many tills?")
        page.context.clear_cookies()
        asking.get_by_role("button", name="Ask").click()
        expect(asking.get_by_role("alert")).to_contain_text(KEPT)
        expect(asking.get_by_label("Your words")).to_have_value("How many tills?")
        expect(asking.locator("article")).to_have_count(1)
