"""Whoever answers at the same moment is counted, in one row, on either kind of database."""

from tests.project.processes import Site

AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from articles.models import ArticlePage, Feedback
page = ArticlePage.objects.select_related("locale").live().first()
def one(_):
    Feedback.objects.count_one(page, 0, "yes")
    connection.close()
with ThreadPoolExecutor(16) as crowd:
    list(crowd.map(one, range(200)))
say(list(Feedback.objects.values_list("times", flat=True)))
"""


def test_two_hundred_at_once_are_counted_as_two_hundred(own_site: Site) -> None:
    assert own_site.python(AT_ONCE) == [200]
