"""Reports: set up in a form, run, and looked into afterwards."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from dataserver import DataServer
from instance import wait_for


@pytest.fixture(scope="module")
def data():
    with DataServer() as server:
        yield server


def template(instance, *sources, **members):
    body = {"name": f"Report {uuid.uuid4().hex[:8]}", "prompt": "How is business?", "sources": list(sources), "status": "active", **members}
    return instance.post("/templates", body)


def execute(instance, template):
    id = instance.post(f"/templates/{template['id']}/run", {"trigger": "manual"})["executionId"]
    wait_for(lambda: instance.get(f"/executions/{id}")["status"] in ["Success", "Error"], 60, "the end of the execution")
    return id


FIXED = {"name": "notes", "type": "static", "data": {"open": True, "rows": [{"item": "Bread", "count": 3}] * 120}}
DEAD = {"name": "inner", "type": "http", "url": "https://10.0.0.1/"}


@pytest.fixture(scope="module")
def history(instance, data):
    """One report with executions of all kinds."""
    made = template(instance, FIXED, {"name": "numbers", "type": "http", "url": f"{data.url}/good/1"}, schedule={"frequency": "cron", "cron": "*/30 9-17 * * mon-fri"})
    first = execute(instance, made)
    changed = {**made, "sources": [FIXED, {"name": "numbers", "type": "http", "url": f"{data.url}/good/2"}]}
    assert instance.request("PUT", f"/templates/{made['id']}", body=changed).status_code == 200
    second = execute(instance, made)
    half, none = template(instance, FIXED, DEAD), template(instance, DEAD)
    template(instance, FIXED, status="draft")
    return {
        "template": made["id"], "first": first, "second": second, "partial": execute(instance, half),
        "failed": execute(instance, none), "half": half["name"], "none": none["name"],
    }


def addresses(history):
    yield "#/reports", "tbody tr"
    yield f"#/reports/{history['template']}", "tbody tr"
    yield "#/executions", "tbody tr"
    for name in ("second", "partial", "failed"):
        yield f"#/executions/{history[name]}", ".tries li"
    yield f"#/executions/{history['second']}/output", "iframe"
    yield f"#/executions/{history['second']}/snapshot", ".json"
    yield f"#/executions/{history['second']}/changes", ".diff tbody tr"
    yield f"#/reports/{history['template']}/edit", ".plan li"


@pytest.mark.parametrize(
    "width, rules, options",
    [(1440, True, {}), (1440, True, {"color_scheme": "dark"}), (390, True, {"color_scheme": "dark"}), (390, True, {}), (820, False, {}), (320, False, {})],
    ids=["wide", "dark", "dark and narrow", "narrow", "tablet", "very narrow"],
)
def test_every_screen_keeps_the_rules(screens, history, width, rules, options):
    screen = screens(viewport={"width": width, "height": 900}, **options)
    for address, selector in addresses(history):
        screen.go(address)
        expect(screen.page.locator(selector).first).to_be_visible()
        screen.check(rules)


def test_a_report_from_the_form_to_what_it_says(screen, instance, data):
    page = screen.page
    name = f"Revenue {uuid.uuid4().hex[:8]}"
    screen.expected.append("422")
    screen.nav("Reports").click()
    screen.link("New report").first.click()

    # What is missing is told where it is missing, and in one place for all.
    screen.button("Save and activate").click()
    expect(page.locator("#refusal")).to_be_focused()
    expect(page.locator("#refusal")).to_contain_text("Source 1, address")
    expect(page.get_by_label("What should the report say?")).to_have_attribute("aria-invalid", "true")
    screen.check()

    page.get_by_label("Name", exact=True).first.fill(name)
    source = page.get_by_role("group", name="Source 1")
    source.get_by_label("Name", exact=True).fill("orders")
    source.get_by_label("Address").fill(f"{data.url}/good")
    source.get_by_label("Part of the answer").fill("/data/items")
    screen.button("Add header").click()
    source.get_by_label("Name of header 1").fill("X-Trace")
    source.get_by_label("Value of header 1").fill("plain")
    screen.button("Add a source").click()
    second = page.get_by_role("group", name="Source 2")
    expect(second.get_by_label("Name", exact=True)).to_be_focused()
    second.get_by_label("Name", exact=True).fill("targets")
    second.get_by_label("Type").select_option("static")
    second.get_by_label("Text or JSON").fill('{"revenue": 50000')
    page.get_by_label("What should the report say?").fill("How is business?")
    screen.button("Save and activate").click()
    expect(second.locator(".wrong")).to_contain_text("comma or a quote")
    second.get_by_label("Text or JSON").fill('{"revenue": 50000}')
    page.get_by_label("Frequency").select_option("daily")
    expect(page.locator(".plan li")).to_have_count(5)
    screen.button("Save and activate").click()
    screen.expect_note(f"{name} is saved")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    [made] = [one for one in instance.list("/templates") if one["name"] == name]
    assert made["sources"][0]["headers"] == {"X-Trace": "plain"} and made["sources"][0]["select"] == "/data/items"
    assert made["sources"][1]["data"] == {"revenue": 50000} and made["schedule"]["frequency"] == "daily"

    # It is run; its end is told on whatever page one is.
    screen.button("Run now").click()
    screen.expect_note(f"{name} has started")
    screen.nav("Runs").click()
    screen.expect_note(f"{name} is ready")
    page.locator(".toast", has_text="is ready").get_by_role("link", name="Open the execution").click()
    expect(page.locator(".head .chip")).to_have_text("Success")
    expect(page.get_by_role("region", name="Sources").locator("tbody tr")).to_have_count(2)
    screen.link("Report", page.get_by_role("navigation", name="Execution")).click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("body")).to_contain_text("Bread")
    assert page.locator("iframe").get_attribute("sandbox") == ""
    screen.button("Plain text").click()
    expect(page.locator(".plain")).to_contain_text("Bread")

    # Written again from the same input.
    screen.button("Replay").click()
    screen.button("Replay", screen.dialog).click()
    page.locator(".toast", has_text="The replay has started").get_by_role("link", name="Open the execution").click()
    expect(page.locator(".head")).to_contain_text("Replay of another execution")
    expect(page.locator(".head .chip")).to_have_text("Success")

    # Paused, changed, taken away.
    screen.go(f"#/reports/{made['id']}")
    screen.button("Pause", exact=True).click()
    expect(page.locator(".head .chip")).to_have_text("Paused")
    screen.link("Edit").click()
    page.get_by_label("What should the report say?").fill("And now?")
    screen.button("Remove source 2").click()
    screen.nav("Jobs").click()
    expect(screen.dialog).to_contain_text("Leave without saving?")
    screen.button("Cancel", screen.dialog).click()
    screen.button("Save changes").click()
    screen.expect_note(f"{name} is saved")
    shown = instance.get(f"/templates/{made['id']}")
    assert (shown["prompt"], len(shown["sources"]), shown["status"]) == ("And now?", 1, "paused")
    screen.button("Delete").click()
    screen.button("Delete report", screen.dialog).click()
    screen.expect_note(f"{name} was deleted")
    assert instance.request("GET", f"/templates/{made['id']}").status_code == 404


def test_the_schedule_is_worked_out_while_one_types(screen):
    page = screen.page
    screen.expected.append("422")
    screen.go("#/reports/new")
    plan = page.locator(".plan")
    expect(plan).to_contain_text("Mondays at 09:00")
    page.get_by_label("Thu", exact=True).check()
    expect(plan).to_contain_text("Mondays and Thursdays")
    page.get_by_label("Mon", exact=True).uncheck()
    page.get_by_label("Thu", exact=True).uncheck()
    expect(page.locator(".wrong")).to_contain_text("Choose at least one day")

    page.get_by_label("Frequency").select_option("monthly")
    page.get_by_label("Day of the month").select_option("31")
    expect(plan.locator("li")).to_have_count(5)
    expect(plan.locator(".reason").first).to_contain_text("Clamped day")
    page.get_by_label("In shorter months").select_option("skip")
    expect(plan.locator(".reason")).to_have_count(0)
    page.get_by_label("Day of the month").select_option("last")
    expect(page.get_by_label("In shorter months")).to_have_count(0)
    expect(plan).to_contain_text("last day")

    page.get_by_label("Frequency").select_option("cron")
    page.get_by_label("Cron expression").fill("0 25 * * mon")
    expect(page.locator("#s-cron-wrong")).to_contain_text("0 to 23")
    expect(page.locator("#s-cron-wrong")).to_contain_text("at character 3")
    expect(page.locator(".mark-at mark")).to_have_text("2")
    expect(page.get_by_label("Cron expression")).to_have_attribute("aria-invalid", "true")
    screen.check()
    page.get_by_label("Cron expression").fill("30 2 L 3 sun")
    page.get_by_label("Time zone").fill("Europe/Berlin")
    expect(plan.locator(".reason").first).to_contain_text("does not exist on this day")
    page.get_by_label("Time zone").fill("Europe/Atlantis")
    expect(page.locator("#s-zone-wrong")).to_be_visible()
    screen.button("Save and activate").click()
    expect(page.locator("#refusal")).to_be_visible()


def test_the_history_is_filtered(screen, history):
    page = screen.page
    screen.go("#/executions")
    rows = page.locator("tbody tr")
    expect(rows.filter(has_text=history["half"])).to_contain_text("Success, partial")
    expect(rows.filter(has_text=history["half"])).to_contain_text("1 of 2")
    screen.button("Error", exact=True).click()
    expect(rows.filter(has_text=history["none"])).to_have_count(1)
    expect(rows.filter(has_text="Success")).to_have_count(0)
    assert "status=Error" in page.url
    page.get_by_label("Report", exact=True).select_option(label=history["half"])
    expect(page.locator(".empty")).to_contain_text(f"Only executions with the status Error of {history['half']} are shown")
    screen.button("Clear filters").click()
    expect(rows.filter(has_text=history["half"])).to_have_count(1)


def test_what_went_wrong_is_told(screen, history):
    page = screen.page
    screen.go(f"#/executions/{history['partial']}")
    expect(page.locator(".head .chip")).to_have_text("Success, partial")
    expect(page.get_by_role("region", name="What is missing")).to_contain_text("The report is partial")
    sources = page.get_by_role("region", name="Sources").locator("tbody tr")
    expect(sources.filter(has_text="notes")).to_contain_text("Read")
    expect(sources.filter(has_text="inner")).to_contain_text("refused_address")
    screen.go(f"#/executions/{history['failed']}")
    expect(page.locator(".head .chip")).to_have_text("Error")
    page.get_by_text("The whole error").click()
    expect(page.locator(".tries pre")).to_contain_text("sources_failed")
    expect(screen.button("Replay")).to_have_attribute("title", "It has no snapshot to write it from")


def test_the_input_is_looked_into_and_compared(screen, history):
    page = screen.page
    screen.go(f"#/executions/{history['second']}/snapshot")
    tree = page.locator(".json").first
    for name in ("notes", "data", "rows"):
        tree.get_by_text(name, exact=True).first.click()
    expect(tree.locator("li").filter(has_text=re.compile("^99"))).to_have_count(1)
    screen.button("Show 20 more of 20").click()
    expect(tree.locator("li").filter(has_text=re.compile("^119"))).to_have_count(1)
    with page.expect_download() as download:
        screen.button("Download").click()
    assert "Bread" in download.value.path().read_text()
    screen.link("Changes").click()
    expect(page.locator(".diff tbody tr").first).to_contain_text("numbers")
    expect(page.locator(".panel-h .sub")).to_contain_text("difference")
    screen.go(f"#/executions/{history['first']}/changes")
    expect(page.get_by_role("region", name="Changes")).to_be_visible()


def test_a_change_of_status_is_said(screen, instance, history):
    page = screen.page
    screen.go("#/executions")
    expect(page.locator("tbody tr").first).to_be_visible()
    # All that the region says, in the order in which it says it.
    page.evaluate("""() => {
        window.said = [];
        new MutationObserver(() => window.said.push(document.getElementById("polite").textContent))
            .observe(document.getElementById("polite"), { childList: true, characterData: true, subtree: true });
    }""")
    made = template(instance, FIXED, {"name": "gone", "type": "http", "url": "http://127.0.0.1:9/"}, name=f"Slow {uuid.uuid4().hex[:8]}")
    id = instance.post(f"/templates/{made['id']}/run")["executionId"]
    row = page.locator("tbody tr").filter(has_text=made["name"])
    expect(row).to_contain_text("Running")
    wait_for(lambda: instance.get(f"/executions/{id}")["status"] == "Success", 60, "the end")
    expect(row).to_contain_text("Success, partial")
    assert any(f"{made['name']}: Success, partial." in text for text in page.evaluate("window.said"))
