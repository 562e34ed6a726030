import os

import pytest
from playwright.sync_api import expect, sync_playwright

from screen import Screen

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def chromium():
    """Debian's browser: none is downloaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("STAGECOACH_CHROMIUM", "/usr/bin/chromium"),
            # Its sandbox refuses to work for root.
            args=["--no-sandbox"] if os.getuid() == 0 else [],
        )
        yield browser
        browser.close()


@pytest.fixture
def screens(chromium, instance):
    """Opens the dashboard, with options of a browser's context. What the browser complains about fails the test: a page that
    breaks the policy for scripts and styles says so there."""
    opened = []

    def open(signed_in=True, **options):
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 1000}, "reduced_motion": "reduce", **options})
        screen = Screen(context, instance)
        opened.append(screen)
        if signed_in:
            screen.sign_in()
        return screen

    yield open
    complaints = [complaint for screen in opened for complaint in screen.complaints]
    for screen in opened:
        screen.context.close()
    assert not complaints


@pytest.fixture
def screen(screens):
    return screens()


@pytest.fixture
def slow(provider):
    """Articles take a moment each, so that there is something to see of a run; until it is called."""
    provider.set_faults([{"kind": "slow", "schema": "article", "seconds": 3, "times": None}])

    def end():
        provider.set_faults([])

    yield end
    end()
