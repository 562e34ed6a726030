"""The dashboard in a browser."""

import uuid

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

#: What is checked for people who do not see the screen, or see it badly.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Screen:
    def __init__(self, context, instance):
        self.context = context
        self.instance = instance
        self.page = context.new_page()
        self.complaints = []
        #: Parts of complaints that a test provokes.
        self.expected = []
        self.page.on("console", lambda message: message.type in ("error", "warning") and self._complain(message.text))
        self.page.on("pageerror", lambda error: self._complain(str(error)))

    def _complain(self, text):
        if not any(part in text for part in self.expected):
            self.complaints.append(text)

    def sign_in(self, key=None):
        self.page.goto(self.instance.api + "/")
        self.button("API key").click()
        self.page.get_by_label("API key").fill(key or self.instance.api_key)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.locator(".health")).to_contain_text("Live")

    def sign_in_as(self, person):
        """With an address and a password."""
        self.page.goto(self.instance.api + "/")
        self.button("E-mail and password").click()
        self.page.get_by_label("E-mail").fill(person.email)
        self.page.get_by_label("Password").fill(person.password)
        self.button("Sign in").click()
        expect(self.page.locator(".health")).to_contain_text("Live")

    def go(self, address):
        self.page.evaluate("address => { location.hash = address }", address)

    def button(self, name, within=None, exact=False):
        return (within or self.page).get_by_role("button", name=name, exact=exact)

    def link(self, name, within=None, exact=False):
        return (within or self.page).get_by_role("link", name=name, exact=exact)

    def nav(self, name):
        """The way to a page, in the side bar."""
        return self.link(name, self.page.get_by_role("navigation", name="Main"))

    @property
    def dialog(self):
        return self.page.get_by_role("dialog")

    def stage(self, number):
        return self.page.locator(".stages > li").nth(number - 1)

    def expect_state(self, text, **options):
        """What the pipeline's page says of the run, beside its title."""
        expect(self.page.locator(".head .title .chip")).to_contain_text(text, **options)

    def expect_note(self, text):
        expect(self.page.locator(".toast").filter(has_text=text).first).to_be_visible()

    def check(self, rules=True):
        """Nothing stands over the edge, and the rules of accessibility are kept."""
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, self.page.url
        if not rules:
            return
        found = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
        assert not found, (self.page.url, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found])


def keywords(count, topic="espresso"):
    needs = ["ratio", "at home", "temperature", "recipe", "cleaning", "cost", "guide", "beans", "grinder", "mistakes"]
    return [f"{topic} {need}{more}" for more in ("", " fast", " for two") for need in needs][:count]


def new_site(instance, words=(), model="openai/writer", **settings):
    """A site with keywords, whose articles are short, written by the model behind the network."""
    site = instance.post("/sites", {"name": f"site-{uuid.uuid4().hex[:8]}.example"})
    short(instance, site["id"], model, **settings)
    if words:
        instance.post(f"/sites/{site['id']}/keywords", {"keywords": list(words)})
    return site


def short(instance, site, model="openai/writer", ideas=1):
    writer = {"model": model} if model else {}
    tasks = {
        "auto_cluster": writer, "generate_ideas": {**writer, "ideas": ideas}, "generate_content": {**writer, "words": 500},
        "generate_image_prompts": {**writer, "images": 1}, "generate_images": {"model": "openai/painter"} if model else {},
    }
    job = instance.get(f"/sites/{site}")["jobId"]
    answer = instance.request("PATCH", f"/jobs/{job}", body={"tasks": tasks})
    assert answer.status_code == 200, answer.text
