"""Newsletter jobs: set up, run and read; and the times for which they are planned."""

import datetime
import re
import uuid

import pytest
from playwright.sync_api import expect

from instance import wait_for


@pytest.fixture
def job(instance):
    """A newsletter at 09:00, which has run once and was sent to nobody."""
    made = instance.post("/jobs", {
        "name": f"Letter {uuid.uuid4().hex[:8]}", "type": "newsletter", "status": "active",
        "schedule": {"frequency": "daily", "time": "09:00", "timezone": "Europe/Berlin"},
        "tasks": {"generate": {"prompt": "Night skies", "maxItems": 2}, "publish": {"enabled": False}},
    })
    run = instance.post(f"/jobs/{made['id']}/run", {"trigger": "manual"})["runId"]
    wait_for(lambda: instance.get(f"/runs/{run}")["status"] == "partial", 60, "the end of the run")
    yield made
    instance.request("DELETE", f"/jobs/{made['id']}")


@pytest.mark.parametrize("width, options", [(1440, {}), (390, {"color_scheme": "dark"})], ids=["wide", "dark and narrow"])
def test_the_screens_keep_the_rules(screens, job, width, options):
    screen = screens(viewport={"width": width, "height": 900}, **options)
    for address, selector in (("#/jobs", "tbody tr"), (f"#/jobs/{job['id']}", ".tlist li"), (f"#/jobs/{job['id']}/edit", ".plan li")):
        screen.go(address)
        expect(screen.page.locator(selector).first).to_be_visible()
        screen.check()


def test_a_newsletter_from_the_form(screen, instance):
    page = screen.page
    name = f"Letter {uuid.uuid4().hex[:8]}"
    screen.expected.append("422")
    screen.nav("Jobs").click()
    screen.link("New newsletter").click()
    expect(page.get_by_label("Frequency").locator("option")).to_have_text(["Only by hand", "Daily", "Weekly"])
    page.get_by_label("Name").fill(name)
    page.get_by_label("Items at most").fill("99")
    page.get_by_label("What is it about?").fill("Night skies")
    screen.button("Save and activate").click()
    expect(page.locator("#items-wrong")).to_contain_text("1 to 50")
    page.get_by_label("Items at most").fill("2")
    screen.button("Try it").click()
    expect(screen.dialog.locator("pre")).to_contain_text("ight")
    screen.check()
    page.keyboard.press("Escape")
    page.get_by_label("Fri", exact=True).check()
    page.get_by_label("Send it by itself").uncheck()
    page.get_by_label("Status").select_option("draft")
    screen.button("Save as draft").click()
    screen.expect_note(f"{name} is saved")
    expect(screen.button("Run now")).to_have_attribute("title", re.compile("draft"))
    [made] = [one for one in instance.list("/jobs?type=newsletter") if one["name"] == name]
    assert made["schedule"]["day"] == ["monday", "friday"] and made["tasks"]["publish"]["enabled"] is False

    screen.button("Activate").click()
    expect(page.locator(".head .chip")).to_have_text("Active")
    screen.button("Run now").click()
    row = page.get_by_role("region", name="Runs").locator("tbody tr")
    expect(row).to_contain_text("Partial")
    screen.button("View").click()
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    assert page.locator("iframe").get_attribute("sandbox") == ""
    screen.check()
    page.keyboard.press("Escape")
    screen.button("Delete").click()
    screen.button("Delete job", screen.dialog).click()
    screen.expect_note(f"{name} was deleted")


def test_a_test_goes_to_one_address(screen, mail, job):
    address = f"tester.{uuid.uuid4().hex[:8]}@example.com"
    screen.expected.append("422")
    screen.go(f"#/jobs/{job['id']}")
    screen.button("Send a test").click()
    screen.dialog.get_by_label("Send it to").fill("nobody")
    screen.button("Send", screen.dialog, exact=True).click()
    expect(screen.dialog.locator("#to-wrong")).to_be_visible()
    screen.check()
    screen.dialog.get_by_label("Send it to").fill(address)
    screen.button("Send", screen.dialog, exact=True).click()
    screen.expect_note("The test is sent")
    assert len(mail.mails(address)) == 1


def test_a_planned_time_is_left_out_and_others_are_caught_up_on(screen, instance, job):
    page = screen.page
    screen.go(f"#/jobs/{job['id']}")
    times = page.get_by_role("list", name="To come").get_by_role("listitem")
    expect(times).to_have_count(5)
    screen.button("Skip", times.first).click()
    screen.expect_note("This time is left out")
    expect(times.first).to_contain_text("Left out")
    [skipped] = instance.list(f"/jobs/{job['id']}/occurrences")
    assert (skipped["outcome"], skipped["code"]) == ("skipped", "left_out")

    screen.button("Catch up").click()
    expect(screen.dialog.get_by_role("status")).to_contain_text("7 planned times had no run")
    screen.check()
    day = datetime.date.fromisoformat(screen.dialog.get_by_label("To").input_value()[:10]) - datetime.timedelta(days=3)
    screen.dialog.get_by_label("From").fill(f"{day}T08:59")
    screen.dialog.get_by_label("To").fill(f"{day}T09:01")
    expect(screen.dialog.get_by_role("status")).to_contain_text("1 planned time had no run")
    screen.button("Run it once", screen.dialog).click()
    screen.expect_note("1 run of")
    past = page.get_by_role("list", name="Those that have come").get_by_role("listitem")
    expect(past).to_contain_text("Started", timeout=30_000)
    expect(past).to_contain_text("09:00")
    run = wait_for(lambda: [one for one in instance.list(f"/runs?jobId={job['id']}") if one["trigger"] == "backfill"], 30)
    assert run[0]["plannedAt"]
