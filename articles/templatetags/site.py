"""What stands on every page: the organisation, the banner, the menus, the way to help."""

from typing import Any

from django import template
from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from articles.models import (
    ArticlePage,
    Banner,
    Facility,
    Frame,
    HomePage,
    Organisation,
    TopicPage,
)

register = template.Library()

Context = dict[str, Any]

_last_known: dict[str, str] = {}
"""The organisation's name and number as this process last read them: error pages must show them
when the database is what broke."""


@register.simple_tag(takes_context=True)
def organisation(context: Context) -> Any:
    """The organisation's settings; without a request or a database, the last known name and phone.

    Never raises: the pages that need it most are those that say that something broke.
    """
    request = context.get("request")
    if request is not None:
        try:
            found = Frame.of(request).organisation
        except DatabaseError:
            return dict(_last_known)
        if found is not None:
            _last_known.update(
                name=found.name, phone=found.phone, phone_display=found.phone_display
            )
            return found
    return dict(_last_known)


def remember() -> None:
    """Read the organisation once, so that even a process's first error page can name it."""
    try:
        found = Organisation.objects.exclude(name="").first()
    except DatabaseError:
        return
    if found is not None:
        _last_known.update(name=found.name, phone=found.phone, phone_display=found.phone_display)


@register.simple_tag(takes_context=True)
def site_banner(context: Context) -> Banner | None:
    """The banner, while it is showing."""
    found = Frame.of(context["request"]).banner
    return found if found and found.is_showing else None


@register.simple_tag(takes_context=True)
def menu(context: Context, name: str) -> list[dict[str, str]]:
    """The links of the `header` or the `footer`, in the reader's language where there is one."""
    request: HttpRequest = context["request"]
    frame = Frame.of(request)
    links = []
    for page, label in frame.links(getattr(frame.menus, name)) if frame.menus else []:
        translated = in_language(page)
        words = label if translated == page or label != page.title else translated.title
        links.append({"url": translated.get_url(request), "label": words})
    return links


@register.simple_tag(takes_context=True)
def url_of(context: Context, pk: int | None) -> str:
    """The address of a page chosen in the settings, or nothing while it is not live."""
    request = context.get("request")
    if not pk or request is None:
        return ""
    try:
        page = Frame.of(request).pages.get(pk)
    except DatabaseError:
        return ""
    if page is None or not page.live:
        return ""
    return in_language(page).get_url(request) or ""


@register.simple_tag
def topic_of(page: Any, trail: list[Page] | None) -> Page | None:
    """The topic that `page` is or stands in."""
    if isinstance(page, TopicPage):
        return page
    return trail[-1] if trail and isinstance(page, ArticlePage) else None


@register.simple_tag
def home_url() -> str:
    """The first page in the active language, or in the default one while there is none."""
    language = get_language() or settings.LANGUAGE_CODE
    if language != settings.LANGUAGE_CODE:
        homes = HomePage.objects.live().filter(locale__language_code=language)
        if homes.exists():
            return f"/{language}/"
    return "/"


def in_language(page: Page) -> Page:
    """The page in the active language if it is live there, else the page itself."""
    language = get_language()
    if language and page.locale.language_code != language:
        translated = page.get_translations().filter(locale__language_code=language, live=True)
        return translated.select_related("locale").first() or page
    return page


@register.simple_tag
def facilities() -> list[dict[str, Any]]:
    """Each facility with its claims, in one query."""
    names = ["pk", "name", "street", "city", "state"]
    claim = ["claim", "number", "checked_on", "checked_with"]
    rows = Facility.objects.order_by("name", "pk", "claims__sort_order").values(
        *names, *(f"claims__{name}" for name in claim)
    )
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        place = found.setdefault(row["pk"], {n: row[n] for n in names} | {"claims": []})
        if row["claims__claim"]:
            place["claims"].append({name: row[f"claims__{name}"] for name in claim})
    return list(found.values())


@register.filter
def language_name(page: Page) -> str:
    """The language's own name, as its readers know it."""
    return {"en": "English", "es": "Español"}.get(page.locale.language_code, "")
