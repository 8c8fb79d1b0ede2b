"""What the pictures of the editor's guide are of: drafts that nobody meant, and people at desks."""

import re

from playwright.sync_api import Browser, Page

from tests.browser.conftest import LiveSite

SETUP = """
from django.contrib.auth import get_user_model
from wagtail.models import Page
from articles.models import ArticlePage, Reviewer, Source, TopicPage
users = {u.username: u for u in get_user_model().objects.all()}
Reviewer.objects.create(user=users["reviewer"], name="A clinician", credentials="MD")
topic = TopicPage.objects.get(slug="substances", locale__language_code="en")
source = Source.objects.get(key="suchman-2017")

def draft(title, slug, *texts, **said):
    body = [
        {"type": "text", "value": {"text": f"<p>{text}</p>", "sources": []}} for text in texts
    ]
    page = ArticlePage(title=title, slug=slug, live=False, body=body, owner=users["editor"])
    page.summary = "What helps at night, and whom to ask."
    topic.add_child(instance=page)
    page.save_revision(user=users["editor"], log_action=True)
    return page

def submit(page):
    return page.get_workflow().start(page, users["editor"])

first = draft(
    "When sleep does not come", "sleep",
    "An addict often sleeps badly at first.",
    "About 25% of people who stop drinking cannot sleep in the first weeks, and this passes with"
    " time, with rest, and with people who stay near them.",
    "Call 988 when the night feels too long.",
)
second = draft("What rest does", "rest", "Rest helps the body to mend.")
submit(second)
third = draft("Eating well again", "eating", "Eat a little, and often.")
state = submit(third)
task = state.current_task_state
task.task.specific.on_action(task, users["reviewer"], "approve")
third = ArticlePage.objects.get(pk=third.pk)
state = third.current_workflow_state
task = state.current_task_state
task.task.specific.on_action(task, users["publisher"], "approve")
third = ArticlePage.objects.get(pk=third.pk)
body = list(third.body.raw_data)
body[0]["value"]["text"] = "<p>Eat a little, and often. Drink water with it.</p>"
third.body = body
third.save_revision(user=users["editor"], log_action=True)
submit(third)

spanish = ArticlePage.objects.get(
    slug="test-strips-and-the-drug-supply", locale__language_code="en"
)
raw = list(spanish.urgent.raw_data)
raw[0]["value"]["trigger"] = "Is somebody not answering you?"
spanish.urgent = raw
spanish.save_revision().publish()
pictured = ArticlePage.objects.filter(
    locale__language_code="en", picture__isnull=False, live=True
).first()
print(topic.pk, first.pk, second.pk, third.pk, spanish.pk, pictured.pk, pictured.picture_id)
"""


class Studio:
    """The site, a browser, and the pages that the pictures are of."""

    def __init__(self, site: LiveSite, browser: Browser) -> None:
        self.site, self.browser = site, browser
        keys = site.python(SETUP).strip().splitlines()[-1].split()
        names = ("topic", "draft", "waiting", "changed", "spanish", "pictured", "image")
        self.keys = dict(zip(names, keys, strict=True))
        self.desks: dict[str, Page] = {}

    def desk(self, name: str) -> Page:
        """This person's browser."""
        if name not in self.desks:
            context = self.browser.new_context(
                viewport={"width": 1280, "height": 900},
                color_scheme="light",
                reduced_motion="reduce",
            )
            self.desks[name] = page = context.new_page()
            page.set_default_timeout(20_000)
            self.site.sign_in(page, name)
            page.wait_for_url(re.compile("/admin/$"))
        return self.desks[name]

    def open(self, name: str, address: str) -> Page:
        page = self.desk(name)
        page.goto(f"{self.site.url}/admin/{address}")
        page.wait_for_load_state("networkidle")
        return page

    def edit(self, name: str, what: str) -> Page:
        return self.open(name, f"pages/{self.keys[what]}/edit/")
