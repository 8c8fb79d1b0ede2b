"""What to read next: an editor's picks first, then the same topic; never more than three."""

from collections.abc import Callable

from bs4 import BeautifulSoup
from django.http import HttpResponse
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset

from articles.models import ArticlePage, RelatedArticle, SiteImage
from tests.articles.conftest import words

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]


def pick(page: ArticlePage, *picks: ArticlePage) -> None:
    page.related_picks = [
        RelatedArticle(article=other, sort_order=n) for n, other in enumerate(picks)
    ]
    page.save_revision().publish()


def related(read: Read, page: ArticlePage) -> list[str]:
    return [words(card.find(["h2", "h3"])) for card in read(page.url).select(".related .card")]


def test_picks_come_first_in_their_order_then_the_same_topic(
    new_article: New, article: ArticlePage, read: Read
) -> None:
    page, one = new_article("Page"), new_article("One")
    elsewhere = ArticlePage.objects.get(slug="what-is-kratom-withdrawal")
    pick(page, elsewhere, article)
    assert related(read, page) == [elsewhere.title, article.title, one.title]


def test_a_pick_of_the_same_topic_is_shown_once(new_article: New, read: Read) -> None:
    page, one, two = (new_article(t) for t in ("Page", "One", "Two"))
    pick(page, one)
    assert related(read, page) == [one.title, two.title]


def test_four_picks_are_still_three(new_article: New, read: Read) -> None:
    page, *others = (new_article(t) for t in ("Page", "One", "Two", "Three", "Four"))
    pick(page, *others)
    assert related(read, page) == ["One", "Two", "Three"]


def test_never_the_page_itself(new_article: New, read: Read) -> None:
    page = new_article("Page")
    pick(page, page)
    assert "Page" not in related(read, page)


def test_never_a_draft_nor_a_private_page(new_article: New, read: Read) -> None:
    page, draft, private = new_article("Page"), new_article("Draft"), new_article("Private")
    pick(page, draft, private)
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    new_article("Draft too", live=False)
    assert related(read, page) == []


def test_an_article_alone_in_its_topic_has_no_empty_section(new_article: New, read: Read) -> None:
    assert read(new_article("Page").url).select_one(".related") is None


def test_a_card_has_picture_label_title_link_and_the_whole_summary(
    new_article: New, read: Read
) -> None:
    image = SiteImage.objects.get(title="river-bend")
    page = new_article("Page")
    summary = "A long summary that is never cut off, " * 7
    other = new_article("Other", summary=summary, picture=image)
    card = read(page.url).select_one(".related .card")
    assert words(card.select_one(".label")) == "Rest"
    assert card.h3.a["href"] == other.url
    assert words(card.h3.a) == "Other"
    assert words(card).endswith(summary.strip())
    assert card.img["alt"] == ""
    assert [a["href"] for a in card.find_all("a")] == [other.url]


def test_an_editor_picks_in_the_admin(
    new_article: New, article: ArticlePage, edit: Callable[..., HttpResponse], read: Read
) -> None:
    page = new_article("Page")
    picks = inline_formset([{"id": "", "article": str(article.pk)}])
    assert edit(page, "publish", related_picks=picks).status_code == 302
    assert related(read, page) == [article.title]
