"""What follows from what was heard of links: counts for the report, and reviews of what leans on a
source that is gone."""

from collections import Counter

from django.db.models import QuerySet
from wagtail.models import Page

from articles.models import Checkup, Link, PageLink, ReviewDue, Source
from articles.models.evidence.source import leaning_on
from articles.models.link import digest_of


def follow_up() -> int:
    """For the worker, each hour: returns how many reviews were opened. A few queries."""
    _count()
    return _open_reviews()


def _count() -> None:
    broken = Counter(Link.objects.broken().exclude(pages=None).values_list("pages", flat=True))
    broken.update(PageLink.objects.broken().values_list("page_id", flat=True))
    wrong = [
        checkup
        for checkup in Checkup.objects.only("pk", "page_id", "broken")
        if checkup.broken != broken[checkup.page_id]
    ]
    for checkup in wrong:
        checkup.broken = broken[checkup.page_id]
    Checkup.objects.bulk_update(wrong, ["broken"], batch_size=500)


def _open_reviews() -> int:
    gone = {link.digest: link for link in Link.objects.filter(state=Link.State.GONE)}
    opened = 0
    for source in Source.objects.exclude(url="", doi="") if gone else ():
        link = gone.get(digest_of(source.link))
        if link is not None:
            opened += ReviewDue.objects.open(
                _not_since(leaning_on(source), link), ReviewDue.Reason.GONE, source
            )
    return opened


def _not_since(pages: QuerySet[Page], link: Link) -> QuerySet[Page]:
    """Without those whose day was set since: by somebody who knew, or by this very source."""
    return pages.exclude(review_due__set_at__gte=link.gone_since)
