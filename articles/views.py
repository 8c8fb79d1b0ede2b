from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from articles.models import (
    ArticlePage,
    Helpline,
    HomePage,
    RoutePage,
    Source,
    StandardPage,
    TopicPage,
)
from articles.models.evidence.glossary import said_terms
from articles.models.pages.targets import in_private_section
from articles.models.translations.urgent import UrgentMixin, with_source
from articles.search import MOST_LETTERS, find, find_routes, panel_for

PAGES_BY_DEPTH: dict[int, list[Any]] = {
    0: [HomePage],
    1: [TopicPage, RoutePage, StandardPage],
    2: [ArticlePage],
}
"""Which kinds of page stand how many steps below the home page."""

IN_PICTURE = {HomePage: ["picture__dark"], ArticlePage: ["picture__dark"]}

PLAN_LINES = ["911", "988", "poison-control", "samhsa-helpline"]
"""The helplines on the family plan, by their keys in the registry."""

PLAN_SOURCE = "naloxone-steps"
"""Where the signs on the family plan come from."""


def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's own page view, with pages found by their address in one query.

    Wagtail walks down the tree, a query or two a step. What it would find is put where it keeps
    it (`request._wagtail_route_for_request`); every other page it finds itself.
    """
    site = Site.find_for_request(request)
    root = _root(site) if site is not None else None
    if root is not None:
        for model in PAGES_BY_DEPTH.get(path.count("/"), ()):
            there = model.objects.live().filter(url_path=root + path)
            there = there.annotate(private=in_private_section(of_aliases=True))
            if issubclass(model, UrgentMixin) and get_language() != settings.LANGUAGE_CODE:
                there = with_source(there)
            found = there.select_related("locale", *IN_PICTURE.get(model, ())).first()
            if found is not None:
                route = RouteResult(found, [], {})
                request._wagtail_route_for_request = route  # type: ignore[attr-defined]
                break
    return wagtail_serve(request, path)


def _root(site: Site) -> str | None:
    """The path of the home page in the language of the address, as Wagtail remembers it."""
    language = get_language()
    if language == settings.LANGUAGE_CODE:
        return site.root_page.url_path
    paths = Site.get_site_root_paths()
    same = [p for p in paths if p.site_id == site.pk and p.language_code == language]
    return same[0].root_path if same else None


@require_safe
@cache_control(private=True, no_store=True)
def search(request: HttpRequest) -> HttpResponse:
    """Search results, kept by nobody: not by us, not by a cache on the way."""
    typed = request.GET.get("q", "").replace("\0", " ").strip()
    query = typed[:MOST_LETTERS]
    language = get_language() or "en"
    results = find(query, language)
    context = {"query": query, "results": results, "panel": panel_for(typed)}
    if results:
        context["routes"] = find_routes(query, language)
    else:
        home = HomePage.objects.live().filter(locale__language_code=get_language()).first()
        context["home"] = home
        context["routes"] = RoutePage.objects.child_of(home).live().public() if home else []
        context["topics"] = TopicPage.objects.child_of(home).live() if home else []
    return render(request, "articles/search.html", context)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word that is explained in the language of the address, in its alphabet's order."""
    return render(request, "articles/glossary.html", {"terms": said_terms()})


@require_safe
@cache_control(private=True, no_store=True)
def family_plan(request: HttpRequest) -> HttpResponse:
    """A sheet to fill in and print. Its fields have no names and no form, so nothing can be sent.

    No address of a page in the tree: every family finds the same sheet, in both languages, and no
    edit can make it two.
    """
    context = {
        "lines": Helpline.objects.filter(key__in=PLAN_LINES),
        "source": Source.objects.filter(key=PLAN_SOURCE).first(),
    }
    return render(request, "articles/family_plan.html", context)
