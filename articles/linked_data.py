"""JSON-LD of schema.org: only what a page visibly says, in the words that search engines read."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.models import ArticlePage, HomePage, Organisation, TopicPage

Data = dict[str, Any]

AUDIENCE = {"@type": "MedicalAudience", "audienceType": "Families and caregivers"}


def describe(
    page: Any, request: HttpRequest, trail: list[Page], organisation: Organisation | None
) -> Data:
    """What kind of page this is, whose, for whom, and where it stands; an article's evidence too.

    `trail` is the way from the home page down to the page above this one.
    """
    publisher = {
        "@type": "Organization",
        # Its name and its address. Whatever else one can claim here, nobody has checked.
        "name": getattr(organisation, "name", ""),
        "url": (trail[0] if trail else page).get_full_url(request),
    }
    data: Data = {
        "@context": "https://schema.org",
        "@type": _kind(page),
        "name": page.title,
        "description": page.search_description or page.summary,
        "url": page.get_full_url(request),
        "inLanguage": page.locale.language_code,
        "publisher": publisher,
    }
    if trail:
        data["breadcrumb"] = _breadcrumb(page, request, trail)
    if isinstance(page, ArticlePage):
        data |= _evidence(page, publisher)
        if len(trail) > 1:
            topic = trail[-1]
            url = topic.get_full_url(request)
            data["about"] = {"@type": "Thing", "name": topic.title, "url": url}
    return data


def _kind(page: Page) -> str:
    kinds = {ArticlePage: "MedicalWebPage", TopicPage: "CollectionPage", HomePage: "WebSite"}
    return kinds.get(type(page), "WebPage")


def _breadcrumb(page: Page, request: HttpRequest, trail: list[Page]) -> Data:
    between = trail[1:]
    names = [_("Home"), *(step.title for step in between), page.title]
    steps = [
        {"@type": "ListItem", "position": place, "name": name, "item": step.get_full_url(request)}
        for place, (step, name) in enumerate(zip([*trail, page], names, strict=True), start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _evidence(page: ArticlePage, publisher: Data) -> Data:
    """Who wrote it, when, for whom and from what. A reviewer only while the badge shows."""
    said: Data = {
        "author": {"@type": "Person", "name": page.author} if page.author else publisher,
        "audience": AUDIENCE,
        "citation": [
            {"@type": "CreativeWork", "name": s.title, **({"url": s.link} if s.link else {})}
            for s in page.sources
        ],
    }
    if page.first_published_at:
        said["datePublished"] = page.first_published_at.date().isoformat()
    if page.last_published_at:
        said["dateModified"] = page.last_published_at.date().isoformat()
    review = page.current_review
    if review:
        said["lastReviewed"] = review.reviewed_on.isoformat()
        said["reviewedBy"] = {
            "@type": "Person",
            "name": review.name,
            "description": review.credentials,
        }
    return said
