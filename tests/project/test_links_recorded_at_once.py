"""Two processes record the same link: neither breaks, and none forgets what the other uses."""

from tests.project.processes import Site

URL = "https://example.org/shared"
HAMMER = f"""
import sys, time
from articles.models import ArticlePage, Link
page = ArticlePage.objects.order_by("pk")[int(sys.argv[1])]
end = time.monotonic() + 4
while time.monotonic() < end:
    Link.objects.record(page, ["{URL}", "{URL}/2"])
    Link.objects.record(page, ["{URL}/3"])
    Link.objects.forget_unused()
Link.objects.record(page, ["{URL}"])
"""


def test_two_pages_that_are_saved_at_once_share_a_link(own_site: Site) -> None:
    code = f"import django; django.setup()\n{HAMMER}"
    running = [own_site.start("-c", code, str(number)) for number in range(3)]
    said = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    found = own_site.python(
        f"from articles.models import Link\nsay(Link.objects.get(url='{URL}').pages.count())"
    )
    assert found == 3
