"""Signing in, being invited, and what one is offered by one's role."""

import pytest
from playwright.sync_api import expect

from people import PASSWORD, address, invite, person

WRONG = "The address or the password is not right"


@pytest.fixture
def gate(screens):
    """A browser that nobody has signed in with."""
    screen = screens(signed_in=False)
    screen.page.goto(screen.instance.api + "/")
    return screen


def expect_live(screen):
    expect(screen.page.locator(".health")).to_contain_text("Live")


def test_an_invitation_is_accepted_and_the_password_changed(gate, instance):
    page = gate.page
    gate.expected += ["422", "401"]
    email, token = invite(instance, "viewer")
    gate.go(f"#/invitation/{token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Join the organization")
    gate.check()
    page.get_by_label("Password").fill("short")
    gate.button("Accept the invitation").click()
    expect(page.locator("#password-wrong")).to_contain_text("10 to 200 characters")
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect_live(gate)
    assert token not in page.url and page.evaluate("sessionStorage.getItem('key')") is None

    # The cookie is enough for another page of this browser, and it is not for scripts.
    page.reload()
    expect_live(gate)
    assert PASSWORD not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")

    gate.button(email).click()
    expect(gate.dialog).to_contain_text("Viewer")
    gate.check()
    gate.button("Change password", gate.dialog).click()
    gate.dialog.get_by_label("Present password").fill("not this one at all")
    gate.dialog.get_by_label("New password").fill("another battery staple")
    gate.button("Change password", gate.dialog).click()
    expect(gate.dialog.locator("#current-wrong")).to_contain_text("Is not the password")
    gate.dialog.get_by_label("Present password").fill(PASSWORD)
    gate.button("Change password", gate.dialog).click()
    gate.expect_note("The password is changed")
    expect(gate.dialog).to_have_count(0)

    gate.button("Sign out").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    gate.button("Sign in").click()
    expect(page.get_by_role("alert").filter(has_text=WRONG)).to_be_visible()
    gate.check()
    page.get_by_label("Password").fill("another battery staple")
    page.keyboard.press("Enter")
    expect_live(gate)


def test_an_invitation_that_is_no_good(gate):
    gate.expected.append("404")
    gate.go("#/invitation/inv_wrong")
    gate.page.get_by_label("Password").fill(PASSWORD)
    gate.button("Accept the invitation").click()
    expect(gate.page.get_by_role("alert").filter(has_text="not valid")).to_be_visible()
    gate.link("Sign in with an account that you have").click()
    expect(gate.page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_an_owner_invites_somebody(screens, instance):
    screen = screens(signed_in=False)
    screen.sign_in_as(person(instance, "owner"))
    # Another tab gets another cookie, with which the token of this one is worth nothing: it asks for the new one.
    screen.expected.append("403")
    other = screen.context.new_page()
    other.goto(instance.api + "/")
    expect(other.locator(".health")).to_contain_text("Live")
    other.locator(".me").click()
    other.get_by_role("button", name="Change password").click()
    other.get_by_label("Present password").fill(PASSWORD)
    other.get_by_label("New password").fill("another battery staple")
    other.get_by_role("dialog").get_by_role("button", name="Change password").click()
    expect(other.locator(".toast")).to_contain_text("The password is changed")
    other.close()
    screen.page.locator(".me").click()
    screen.button("Invite somebody", screen.dialog).click()
    email = address()
    screen.dialog.get_by_label("E-mail").fill(email)
    screen.dialog.get_by_label("Role").select_option("operator")
    screen.button("Make the invitation", screen.dialog).click()
    link = screen.dialog.get_by_label("Link").input_value()
    screen.check()
    guest = screens(signed_in=False)
    guest.page.goto(link)
    guest.page.get_by_label("Password").fill(PASSWORD)
    guest.button("Accept the invitation").click()
    expect_live(guest)
    expect(guest.button(email)).to_be_visible()


def test_a_role_is_offered_what_it_may_do(screens, instance):
    made = instance.post("/templates", {
        "name": "Roles report", "prompt": "p", "status": "active", "sources": [{"name": "a", "type": "static", "data": [1, 2]}],
    })
    offered = {}
    for role in ("viewer", "operator", "editor"):
        screen = screens(signed_in=False)
        screen.sign_in_as(person(instance, role))
        screen.go(f"#/reports/{made['id']}")
        expect(screen.page.get_by_role("heading", level=1)).to_have_text("Roles report")
        names = ["Run now", "Pause", "Delete"]
        offered[role] = [name for name in names if screen.button(name, exact=True).count()]
        screen.go("#/reports/new")
        if role == "editor":
            expect(screen.page.get_by_label("What should the report say?")).to_be_visible()
        else:
            expect(screen.page.locator(".empty")).to_contain_text("reports:edit")
    assert offered == {"viewer": [], "operator": ["Run now"], "editor": ["Run now", "Pause", "Delete"]}
    # What a session starts is started: the token for changes goes with it.
    screen.go(f"#/reports/{made['id']}")
    screen.button("Run now").click()
    screen.expect_note("Roles report is ready")
    screen.page.locator(".toast", has_text="has started").get_by_role("link", name="Open the execution").click()
    screen.link("Report", screen.page.get_by_role("navigation", name="Execution")).click()
    expect(screen.page.frame_locator("iframe").locator("h1")).to_be_visible()
    screen.go(f"#/reports/{made['id']}")
    # A state that forbids it is told.
    screen.button("Pause", exact=True).click()
    expect(screen.button("Run now")).to_have_attribute("aria-disabled", "true")
    expect(screen.button("Run now")).to_have_attribute("title", "It is paused: resume it first")
    instance.request("DELETE", f"/templates/{made['id']}")


def test_a_key_that_may_see_reports_alone(screens, instance):
    key = instance.post("/api_keys", {"name": "reports", "scopes": ["reports:view"]})["key"]
    screen = screens(signed_in=False)
    # There are no live events for it: it asks, and is told so once.
    screen.expected.append("403")
    screen.page.goto(instance.api + "/")
    screen.button("API key").click()
    screen.page.get_by_label("API key").fill(key)
    screen.button("Sign in").click()
    expect(screen.page.locator(".health")).to_contain_text("Polling")
    expect(screen.page.get_by_role("navigation", name="Main").get_by_role("link")).to_have_count(1)
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("Reports")
    screen.go("#/runs")
    expect(screen.page.locator(".empty")).to_contain_text("jobs:view")
