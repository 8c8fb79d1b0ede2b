"""The editors' desk: the checks on a long article, the content report over 10,000 pages, and what
the editor asks of the database."""

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.bench.articles import fill
from tests.bench.databases import on_each
from tests.bench.table import table

ARTICLES = int(os.environ.get("BENCH_ARTICLES", "10000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "30"))
WORDS = 3000


def measure() -> str:
    return on_each("tests.bench.desk")


def long_article() -> Any:
    """The sample's articles, one below the other, until there are 3,000 words."""
    from articles.editing.by_hand import Registry
    from articles.editing.flaws import flaws
    from articles.models import ArticlePage

    first, *others = ArticlePage.objects.filter(locale__language_code="en").order_by("pk")
    raw = list(first.body.raw_data)
    for other in others:
        first.body = raw
        if flaws(first, Registry())[1].words >= WORDS:
            break
        raw += list(other.body.raw_data)
    return first.save_revision().as_object()


def checks() -> list[tuple[object, ...]]:
    from articles.editing.flaws import flaws
    from articles.editing.marks import marked
    from articles.editing.places import places
    from articles.models.checkup import look_over
    from articles.models.registry import registry

    draft, known = long_article(), registry()
    html = "<main>" + "".join(f"<p>{place.plain}</p>" for place in places(draft)) + "</main>"
    for _ in range(2):
        flaws(draft, known)
    rows = [
        ("all checks", lambda: flaws(draft, known)),
        ("and kept in the database", lambda: look_over(draft)),
        ("marks of a preview", lambda: marked(html, "en")),
    ]
    words = flaws(draft, known)[1].words
    return [(f"{name}, {words:,} words", "", *_times(run)) for name, run in rows]


def report() -> list[tuple[object, ...]]:
    from django.db import connection
    from wagtail.models import Page

    from articles.models import Checkup, ReviewDue

    fill(ARTICLES)
    _check_the_rest()
    have = ReviewDue.objects.values("page")
    ReviewDue.objects.bulk_create(
        ReviewDue(page_id=key, due_on=f"2026-{key % 12 + 1:02}-01")
        for key in Page.objects.filter(depth=4).exclude(pk__in=have).values_list("pk", flat=True)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    client = signed_in()
    count = f"{Checkup.objects.count():,} pages"
    return [
        (
            f"{name}, {count}",
            _queries(client, url),
            *_times(lambda url=url: client.get(url).content),
        )
        for name, url in (
            ("content report, results", "/admin/reports/content/results/"),
            ("content report", "/admin/reports/content/"),
            ("content report, one kind", "/admin/reports/content/results/?kind=change"),
            ("reviews due", "/admin/reports/due/"),
        )
    ]


def _check_the_rest() -> None:
    """Each new article has the checkup of one of the sample's, with some flaws more."""
    import random

    from wagtail.models import Page

    from articles.editing.flaws import HARM, Kind
    from articles.models import Checkup

    chance = random.Random(20261126)  # noqa: S311  (the same at every run)
    known = list(Checkup.objects.all())
    rows = []
    for key in Page.objects.filter(checkup=None, depth=4).values_list("pk", flat=True):
        like = chance.choice(known)
        more = {kind.value: chance.randint(1, 3) for kind in chance.sample(list(Kind), 3)}
        flaw = {"kind": "stop", "words": "x" * 60, "say": "y" * 40, "label": "Text"}
        flaw |= {"field": "body", "block_id": str(key)}
        rows.append(
            Checkup(
                page_id=key,
                harm=like.harm + sum(HARM[Kind(kind)] * n for kind, n in more.items()),
                counts=like.counts | more,
                flaws=[*like.flaws, *[flaw] * sum(more.values())],
                grade=like.grade,
                words=like.words,
                broken=chance.choice([0, 0, 0, 1]),
                version=like.version,
            )
        )
    Checkup.objects.bulk_create(rows, batch_size=500)


def editor() -> list[tuple[object, ...]]:
    from articles.models import ArticlePage

    client = signed_in()
    article = ArticlePage.objects.get(slug="mothering-from-the-inside-out", locale_id=1)
    url = f"/admin/pages/{article.pk}/edit/"
    client.get(url)
    return [("the editor, warm", _queries(client, url), *_times(lambda: client.get(url).content))]


def signed_in() -> Any:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.test import Client

    from tests.conftest import sign_in

    user, created = get_user_model().objects.get_or_create(username="desk", is_active=True)
    if created:
        user.groups.add(Group.objects.get(name="Editors"))
    return sign_in(Client(), user)


def _queries(client: Any, url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url
    return len(captured)


def _times(run: Callable[[], object]) -> tuple[str, str]:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run()
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return f"{statistics.median(taken):.1f}", f"{taken[int(len(taken) * 0.95)]:.1f}"


if __name__ == "__main__":
    from tests.bench.setup import sample_site

    with sample_site(as_installed=True):
        kind = os.environ.get("BENCH_DATABASE", "SQLite")
        rows = [*checks(), *editor(), *report()]
        head = ("what", "queries", "median", "95 %")
        sys.stdout.write(table(f"The desk on {kind}: server time in ms", head, rows) + "\n")
