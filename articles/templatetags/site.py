"""What stands on every page: the organisation, the banner, the menus, the way to help."""

import contextlib
from typing import Any

from django import template
from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.urls import translate_url
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
from articles.models.spoken import spoken

register = template.Library()

Context = dict[str, Any]

LANGUAGE_NAMES = {"en": ("English", "Home in English"), "es": ("Español", "Inicio en español")}
"""As the language's own readers call it, and its home page."""

NOT_THE_SAME = {"wagtail_serve", "leave"}
"""Names of addresses whose other language is known otherwise, or is none."""

FOUND = {"search", "family_plan", "glossary", "contact:form"}
"""Names of addresses beside the tree of pages that search engines may find in each language."""

_last_known: dict[str, str] = {}
"""The organisation's name and number as this process last read them: error pages must show them
when the database is what broke."""

_homes: set[str] = set()
"""The languages that have a home page, as this process last read them."""


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
        _homes.update(HomePage.objects.live().values_list("locale__language_code", flat=True))
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
    """The links of the `header` or the `footer`: what is there in the reader's language."""
    request: HttpRequest = context["request"]
    frame = Frame.of(request)
    links = frame.links(getattr(frame.menus, name)) if frame.menus else []
    return [{"url": page.get_url(request), "label": words} for page, words in links]


@register.simple_tag(takes_context=True)
def url_of(context: Context, pk: int | None) -> str:
    """The address of a page in the reader's language, or nothing while it is not live there."""
    request = context.get("request")
    if not pk or request is None:
        return ""
    try:
        page = Frame.of(request).page(pk)
    except DatabaseError:
        return ""
    return (page.get_url(request) or "") if page else ""


@register.simple_tag
def topic_of(page: Any, trail: list[Page] | None) -> Page | None:
    """The topic that `page` is or stands in."""
    if isinstance(page, TopicPage):
        return page
    return trail[-1] if trail and isinstance(page, ArticlePage) else None


@register.simple_tag(takes_context=True)
def home_url(context: Context) -> str:
    """The first page in the active language, or in the default one while there is none."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return "/"
    request = context.get("request")
    if request is not None:
        with contextlib.suppress(DatabaseError):
            _remember_home(language, Frame.of(request).home(language) is not None)
    return f"/{language}/" if language in _homes else "/"


def _remember_home(language: str, there: bool) -> None:
    if there:
        _homes.add(language)
    else:
        _homes.discard(language)


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> dict[str, Any] | None:
    """The way to the same page in the other language; where it is not there, to its home page.

    `found` says that a search engine may follow it. None while there is no such home page either.
    """
    request = context.get("request")
    if request is None:
        return None
    for code, _name in settings.LANGUAGES:
        if code != get_language():
            try:
                url = _same_page(context, request, code)
                home = Frame.of(request).home(code)
            except DatabaseError:
                return None
            if url or home:
                name, home_name = LANGUAGE_NAMES[code]
                return {
                    "code": code,
                    "name": name if url else home_name,
                    "url": url or (home.get_url(request) if home else ""),
                    "found": bool(url) and _is_found(request),
                }
    return None


def _is_found(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name in FOUND and not request.GET


def _same_page(context: Context, request: HttpRequest, code: str) -> str:
    """The address of what is shown here, in the other language; nothing if it is not there."""
    if getattr(context.get("page"), "pk", None):
        there = [p for p in context.get("translations", ()) if p.locale.language_code == code]
        return (there[0].get_url(request) or "") if there else ""
    match = getattr(request, "resolver_match", None)
    # What was posted lies in the page, and would not come along.
    if match is None or match.url_name in NOT_THE_SAME or request.method not in ("GET", "HEAD"):
        return ""
    path = request.get_full_path()
    translated = translate_url(path, code)
    return translated if translated != path else ""


@register.simple_tag
def facilities() -> list[dict[str, Any]]:
    """Each facility with its claims in the reader's language, in one query."""
    names = ["pk", "name", "street", "city", "state"]
    claim = {"claim": spoken("claim"), "number": "number", "checked_on": "checked_on"}
    claim["checked_with"] = spoken("checked_with")
    rows = Facility.objects.order_by("name", "pk", "claims__sort_order").values(
        *names, *(f"claims__{field}" for field in claim.values())
    )
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        place = found.setdefault(row["pk"], {n: row[n] for n in names} | {"claims": []})
        said = {name: row[f"claims__{field}"] for name, field in claim.items()}
        if said["claim"]:
            place["claims"].append(said)
    return list(found.values())
