"""All screens: their rules, and what they do besides running the pipeline."""

import re

import pytest
from playwright.sync_api import expect

from screen import keywords, new_site
from instance import wait_for


@pytest.fixture(scope="module")
def site(instance):
    """A site after its run, with items of all kinds; the offline provider makes them."""
    instance.post("/credits/top_up", {"amount": 100_000})
    site = new_site(instance, keywords(6, "teapot"), model=None)
    run = instance.post("/automation/run_now", {"site_id": site["id"]})["id"]
    wait_for(lambda: instance.get(f"/runs/{run}")["status"] == "completed", 60, "the end of the run")
    return {**site, "run": run}


def addresses(site):
    id = site["id"]
    yield f"#/automation/{id}", ".stages"
    yield f"#/automation/{id}/history", "tbody tr"
    for tab in ("keywords", "clusters", "ideas", "tasks", "contents", "images"):
        yield f"#/planner/{id}/{tab}", f"section[aria-label={tab}] tbody tr"
    yield f"#/review/{id}", ".qlist li"
    yield f"#/runs/{site['run']}", ".kv"
    yield f"#/runs/{site['run']}/log", "#log li"
    yield "#/runs", "tbody tr"
    yield "#/jobs", "tbody tr"


@pytest.mark.parametrize(
    "width, rules, options",
    [(1440, True, {}), (390, True, {"color_scheme": "dark"}), (820, False, {}), (320, False, {})],
    ids=["wide", "dark and narrow", "tablet", "very narrow"],
)
def test_every_screen_keeps_the_rules(screens, site, width, rules, options):
    screen = screens(viewport={"width": width, "height": 900}, **options)
    for address, selector in addresses(site):
        screen.go(address)
        expect(screen.page.locator(selector).first).to_be_visible()
        screen.check(rules)
    screen.go(f"#/review/{site['id']}")
    screen.page.locator(".qlist a").first.click()
    expect(screen.page.frame_locator("iframe").locator("h1")).to_be_visible()
    screen.check(rules)
    screen.go(f"#/automation/{site['id']}")
    screen.button("Configure").click()
    screen.page.get_by_text("Advanced: batch sizes and models").click()
    expect(screen.dialog).to_contain_text("Every day at 02:00")
    screen.check(rules)


def test_a_wrong_key_is_refused(screens):
    screen = screens(signed_in=False)
    screen.expected.append("401")
    screen.page.goto(screen.instance.api + "/")
    screen.button("API key").click()
    expect(screen.page.get_by_label("API key")).to_be_focused()
    screen.page.keyboard.type("sk_demo_wrong")
    screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("alert").filter(has_text="not valid")).to_be_visible()
    screen.check()
    screen.sign_in()
    screen.button("Sign out").first.click()
    expect(screen.page.get_by_label("API key")).to_be_visible()
    assert screen.page.evaluate("sessionStorage.getItem('key')") is None


def test_the_schedule(screen, instance, site):
    page = screen.page
    screen.go(f"#/automation/{site['id']}")
    card = page.get_by_label("Schedule", exact=True)
    expect(card).to_contain_text("Not scheduled")
    screen.button("Configure").click()
    page.get_by_label("Run by itself on this schedule").check()
    page.get_by_label("Frequency").select_option("weekly")
    page.get_by_label("Fri", exact=True).check()
    page.get_by_label("Time", exact=True).fill("9am")
    page.get_by_label("Time zone").fill("Asia/Kolkata")
    expect(screen.dialog.locator(".note")).to_contain_text("09:00")
    page.get_by_text("Advanced: batch sizes and models").click()
    page.get_by_label("Items per batch of stage 1").fill("10")
    page.get_by_label("Model of stage 4").select_option("openai/writer")
    screen.button("Save").click()
    expect(screen.dialog).to_have_count(0)
    expect(card).to_contain_text("Asia/Kolkata")
    expect(card).to_contain_text("Scheduled")
    config = instance.get(f"/automation/config?site_id={site['id']}")
    assert (config["is_enabled"], config["frequency"], config["day"]) == (True, "weekly", ["monday", "friday"])
    assert (config["scheduled_time"], config["timezone"], config["stage_1_batch_size"]) == ("09:00", "Asia/Kolkata", 10)
    assert instance.get(f"/jobs/{site['jobId']}")["tasks"]["generate_content"]["model"] == "openai/writer"

    screen.button("Pause schedule").click()
    expect(card).to_contain_text("Not scheduled")
    screen.button("Switch schedule on").click()
    expect(card).to_contain_text("Scheduled")

    # What cannot be is said where it is typed, and nothing is lost.
    screen.expected.append("422")
    screen.button("Configure").click()
    page.get_by_label("Time", exact=True).fill("25:00")
    expect(screen.dialog.locator(".problem")).to_contain_text("00:00 to 23:59")
    page.keyboard.press("Escape")
    expect(screen.dialog).to_have_count(0)
    expect(screen.button("Configure")).to_be_focused()


def test_keywords_are_disabled_enabled_and_deleted(screen, instance):
    site = new_site(instance, keywords(5, "mug"))["id"]
    page = screen.page
    page.reload()
    screen.go(f"#/planner/{site}")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(5)
    page.get_by_label("Choose mug ratio").check()
    page.get_by_label("Choose mug at home").check()
    screen.button("Disable", page.locator(".bulk")).click()
    screen.expect_note("2 keywords disabled")
    page.get_by_label("Enabled", exact=True).select_option("true")
    expect(rows).to_have_count(2)
    assert "disabled=true" in page.url
    page.get_by_label("Choose all keywords of this page").check()
    screen.button("Enable", page.locator(".bulk")).click()
    expect(page.locator(".empty")).to_contain_text("disabled only")
    screen.button("Clear filters").click()
    expect(rows).to_have_count(5)
    page.get_by_label("Choose all keywords of this page").check()
    screen.button("Delete", page.locator(".bulk")).click()
    screen.button("Delete", screen.dialog).click()
    expect(page.locator(".empty")).to_contain_text("No keywords yet")

    screen.button("Add keywords").first.click()
    screen.button("CSV file", screen.dialog).click()
    file = {"name": "words.csv", "mimeType": "text/csv", "buffer": b"keyword,volume\nred mug,9\n,4\nblue mug,2\n"}
    screen.dialog.get_by_label("CSV file").last.set_input_files(file)
    screen.button("Add keywords", screen.dialog).click()
    expect(screen.dialog).to_contain_text("2 keywords added")
    expect(screen.dialog.locator("tbody td").first).to_have_text("3")
    screen.button("Done").click()
    expect(rows).to_have_count(2)


def test_a_site_is_renamed_and_deleted(screen, instance):
    site = new_site(instance)
    page = screen.page
    page.reload()
    screen.go(f"#/automation/{site['id']}")
    screen.button("Manage sites").click()
    screen.button(f"Rename {site['name']}").click()
    screen.dialog.last.get_by_role("textbox", name="Name").fill("tea.example")
    screen.button("Rename", screen.dialog.last, exact=True).click()
    expect(page.get_by_label("Site", exact=True).locator("option:checked")).to_have_text("tea.example")
    screen.button("Delete tea.example").click()
    delete = screen.button("Delete site", exact=True)
    expect(delete).to_have_attribute("aria-disabled", "true")
    page.get_by_label("Type tea.example to confirm").fill("tea.example")
    delete.click()
    screen.expect_note("tea.example was deleted")
    assert instance.request("GET", f"/sites/{site['id']}").status_code == 404


def test_a_server_that_is_away_is_not_a_key_that_is_refused(screen):
    page = screen.page
    screen.expected += ["ERR_FAILED", "Failed to load"]
    page.route("**/api/v1/**", lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("alert").filter(has_text="The server does not answer")).to_be_visible()
    page.unroute("**/api/v1/**")
    screen.button("Try again").click()
    expect(page.locator(".health")).to_contain_text("Live")


def test_the_first_link_skips_to_the_content(screen, site):
    screen.go(f"#/planner/{site['id']}/clusters")
    expect(screen.page.locator("tbody tr").first).to_be_visible()
    screen.page.locator(".skip").focus()
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator("main")).to_be_focused()
    assert "clusters" in screen.page.url


def test_light_and_dark(screen):
    root = screen.page.locator("html")
    screen.button("Switch to dark").click()
    expect(root).to_have_attribute("data-theme", "dark")
    screen.page.reload()
    expect(root).to_have_attribute("data-theme", "dark")
    screen.button("Switch to light").click()
    expect(root).to_have_attribute("data-theme", "light")


def test_moving_about_keeps_the_filters(screen, site):
    page = screen.page
    screen.go(f"#/planner/{site['id']}/contents?status=review")
    expect(page.get_by_role("button", name="In review")).to_have_attribute("aria-pressed", "true")
    page.locator("tbody a", has_text="Open").first.click()
    expect(page.locator("iframe")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="In review")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_title(re.compile("Planner"))
