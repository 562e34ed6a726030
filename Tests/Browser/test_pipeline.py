"""A site's way from keywords to articles that were approved, as a person goes it."""

import re
import uuid
import zipfile

import pytest
from playwright.sync_api import expect

from screen import keywords, new_site, short


@pytest.fixture(scope="module", autouse=True)
def credits(instance):
    instance.post("/credits/top_up", {"amount": 100_000})


def start(screen):
    """Run now, through its dialog."""
    screen.button("Run now").click()
    expect(screen.dialog).to_contain_text("Estimated credits")
    screen.button("Run now", screen.dialog).click()
    expect(screen.dialog).to_have_count(0)


def test_from_a_new_site_to_an_approved_article(screen, instance, slow, tmp_path):
    page = screen.page
    name = f"site-{uuid.uuid4().hex[:8]}.example"

    # A site, by keyboard alone once the dialog is open.
    if page.get_by_role("button", name="Manage sites").count():
        screen.button("Manage sites").click()
    screen.button("New site").click()
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    screen.expect_note(f"{name} was created")
    expect(page.get_by_label("Site", exact=True).locator("option:checked")).to_have_text(name)
    site = page.get_by_label("Site", exact=True).input_value()
    short(instance, site)

    # Keywords: what is not taken is told by its line.
    screen.nav("Planner").click()
    expect(page.locator(".empty")).to_contain_text("No keywords yet")
    screen.button("Add keywords").first.click()
    words = keywords(12)
    page.get_by_label("Keywords, one in each line").fill("\n".join([*words[:6], "", "x" * 300, *words[6:], words[0]]))
    screen.button("Add keywords", screen.dialog).click()
    expect(screen.dialog).to_contain_text("12 keywords added")
    expect(screen.dialog).to_contain_text("1 was there already")
    expect(screen.dialog.locator("tbody tr")).to_have_count(1)
    expect(screen.dialog.locator("tbody td").first).to_have_text("8")
    screen.button("Done").click()
    expect(page.locator("tbody tr")).to_have_count(12)

    # A run, whose stages come one after the other.
    screen.nav("Automation").click()
    expect(page.locator(".segs li").first).to_contain_text("12 waiting")
    start(screen)
    expect(screen.stage(4)).to_have_class(re.compile("is-running"), timeout=30_000)
    expect(screen.stage(1)).to_contain_text("12 keywords →")
    expect(screen.stage(4).get_by_role("progressbar")).to_be_visible()
    expect(screen.stage(4).locator(".cur .t")).not_to_be_empty()
    expect(screen.stage(5)).to_contain_text("Waits for stage 4, Tasks → Content")
    expect(page.get_by_role("log")).to_contain_text("Started task")
    expect(screen.button("Run now")).to_have_attribute("aria-disabled", "true")

    # The batch in flight ends, and nothing new begins.
    screen.button("Pause run").click()
    screen.expect_state("Paused at stage 4")
    run = instance.get(f"/automation/current_run?site_id={site}")["run"]
    assert run["status"] == "paused"
    slow()
    screen.button("Resume run").click()
    screen.expect_state("Completed", timeout=60_000)
    made = instance.get(f"/automation/current_run?site_id={site}")["run"]["stage_4_result"]["content_created"]
    expect(screen.stage(6)).to_have_class(re.compile("is-completed"))
    expect(screen.stage(7)).to_contain_text(f"{made} articles wait for your review")
    expect(screen.nav("Review").locator(".count")).to_contain_text(str(made))

    # What is known of the run afterwards.
    screen.link("Run history").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text(f"{made} articles")
    page.locator("tbody a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Run of {name}")
    expect(page.locator("tbody tr")).to_have_count(7)
    screen.link("Log of stage 4").click()
    expect(page.locator("#log li").first).to_contain_text("Tasks → Content started")
    page.get_by_label("Find in the log").fill("task 1/")
    expect(page.locator("#log li")).to_have_count(1)
    with page.expect_download() as download:
        screen.button("Download as text").click()
    text = download.value.path().read_text()
    assert f"AUTOMATION RUN: {run['run_id']}" in text and "Stage 6" in text
    with page.expect_download() as download:
        screen.button("Download all log files").click()
    assert download.value.suggested_filename == f"{run['run_id']}.zip"
    assert len(zipfile.ZipFile(download.value.path()).namelist()) == 8

    # Reading in a frame in which nothing runs, deciding by keyboard.
    screen.nav("Review").click()
    expect(page.locator(".qlist li")).to_have_count(made)
    page.locator(".qlist a").first.focus()
    page.keyboard.press("j")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.locator("img").first).to_have_js_property("complete", True)
    assert frame.locator("img").first.evaluate("image => image.naturalWidth") > 0
    assert page.locator("iframe").get_attribute("sandbox") == ""
    approved = page.locator(".pane h2").inner_text()
    page.keyboard.press("a")
    screen.expect_note("1 article approved")
    expect(page.locator(".qlist li")).to_have_count(made - 1)
    expect(page.locator(".pane h2")).not_to_have_text(approved)
    expect(page.locator(".qlist a[aria-current]")).to_be_focused()

    rejected = page.locator(".pane h2").inner_text()
    screen.button("Reject", page.locator(".pane"), exact=True).click()
    screen.dialog.get_by_role("textbox").fill("Not for us")
    screen.button("Reject", screen.dialog).click()
    screen.expect_note("1 article rejected")

    page.get_by_label("Choose all", exact=True).check()
    screen.button("Send back", page.locator(".bulk")).click()
    screen.button("Send back", screen.dialog).click()
    expect(screen.dialog).to_contain_text("Say what should be different")
    screen.dialog.get_by_role("textbox").fill("Shorter, please")
    screen.button("Send back", screen.dialog).click()
    screen.expect_note("sent back")
    expect(page.locator(".empty").first).to_contain_text("Nothing waits for review")

    screen.button("Rejected").click()
    expect(page.locator(".qlist li")).to_have_count(1)
    page.locator(".qlist a").click()
    expect(page.locator(".pane")).to_contain_text("Not for us")
    expect(page.locator(".pane h2")).to_have_text(rejected)

    states = [content["status"] for content in instance.list(f"/items?siteId={site}&kind=content")]
    assert sorted(states) == sorted(["approved", "rejected"] + ["superseded"] * (made - 2))
    screen.go(f"#/planner/{site}/contents?status=approved")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text(approved)
    screen.link("Images", page.locator("tbody")).click()
    expect(page.locator("tbody img").first).to_be_visible()
    expect(page.locator(".chip.of")).to_contain_text(approved)


def test_a_failed_item_is_skipped_and_tried_again(screen, instance, provider):
    words = keywords(6, "kettle") + ["forbidden teapot"]
    site = new_site(instance, words, ideas=1)["id"]
    provider.set_faults([{"kind": "policy", "schema": "ideas", "match": "forbidden", "times": None}])
    try:
        screen.page.reload()
        screen.go(f"#/automation/{site}")
        start(screen)
        screen.expect_state("Failed at stage 2", timeout=60_000)
        failed = screen.stage(2)
        expect(failed.get_by_role("group", name="What went wrong")).to_be_visible()
        expect(screen.stage(3)).to_contain_text("Not reached")
        screen.button("Problems").click()
        expect(screen.page.get_by_role("log").locator("li").first).to_contain_text("ailed")
        screen.button("Skip 1 failed", failed).click()
        screen.expect_state("Partial", timeout=60_000)
        expect(screen.stage(2)).to_contain_text("1 cluster left out")
    finally:
        provider.set_faults([])
    screen.button("Retry failed", screen.stage(2)).click()
    screen.expect_state("Completed", timeout=60_000)


def test_a_second_run_is_refused_in_words(screen, instance, slow):
    site = new_site(instance, keywords(6, "filter"))["id"]
    screen.page.reload()
    screen.go(f"#/automation/{site}")
    screen.button("Run now").click()
    expect(screen.dialog).to_contain_text("Estimated credits")
    run = instance.post("/automation/run_now", {"site_id": site})
    screen.expected.append("409")
    screen.button("Run now", screen.dialog).click()
    expect(screen.dialog.get_by_role("alert")).to_contain_text("already in progress")
    screen.link("Open the run in progress", screen.dialog).click()
    expect(screen.page.locator(".head")).to_contain_text(run["run_id"])
    # Cancelled from there, after being asked.
    screen.button("Cancel run").click()
    screen.button("Cancel the run", screen.dialog).click()
    screen.expect_state("Cancelled", timeout=30_000)


def test_without_live_events_it_asks_at_intervals(screens, instance, slow):
    site = new_site(instance, keywords(6, "scale"))["id"]
    screen = screens()
    screen.expected += ["ERR_FAILED", "Failed to load"]
    screen.page.route("**/api/v1/events*", lambda route: route.abort())
    instance.post("/automation/run_now", {"site_id": site})
    screen.page.reload()
    screen.go(f"#/automation/{site}")
    expect(screen.page.locator(".health")).to_contain_text("Polling", timeout=30_000)
    slow()
    screen.expect_state("Completed", timeout=60_000)
    expect(screen.page.get_by_role("log")).to_contain_text("Run completed")
    # And it notices when they are there again.
    screen.page.unroute("**/api/v1/events*")
    expect(screen.page.locator(".health")).to_contain_text("Live", timeout=30_000)
