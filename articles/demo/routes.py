"""The sample's routes, made after the pages that they lead to."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from articles.demo import things
from articles.demo.content import Pages, Shaper, read_all
from articles.models import HomePage, RoutePage

Row = dict[str, Any]


def rows() -> list[Row]:
    """In the order in which the home page lists them."""
    return sorted(read_all("routes"), key=lambda row: row["order"])


def pages(home: HomePage, slugs: Iterable[str]) -> Pages:
    """The sample's pages by slug, None for one that somebody took away."""
    there = Page.objects.descendant_of(home).filter(slug__in=slugs)
    return dict.fromkeys(slugs) | dict(there.values_list("slug", "pk"))


def may_be_made(home: HomePage, row: Row, pages: Pages) -> bool:
    """Not where the sample was taken away, nor where a page of somebody's has the address."""
    steps = [step for step in row.get("steps") or [] if isinstance(step, dict)]
    leads_to = {step["link"] for step in steps if step.get("link")}
    if leads_to and all(slug in pages and pages[slug] is None for slug in leads_to):
        return False
    return not home.get_children().filter(slug=row["slug"]).exists()


def make(home: HomePage, row: Row, shaper: Shaper, pages: Pages) -> RoutePage:
    route = RoutePage(
        title=row["title"],
        slug=row["slug"],
        who=row["who"],
        summary=row["summary"],
        search_description=row.get("search_description", ""),
        read_by_children=row.get("read_by_children", False),
        urgent=shaper.urgent(row.get("urgent")),
        body=shaper.route(row.get("steps"), pages),
    )
    home.add_child(instance=route)
    things.publish(route)
    return route
