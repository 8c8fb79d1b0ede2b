"""The sample is loaded as often as you like: what somebody did to it stays done."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from articles.demo import content, loader
from articles.demo.content import CONTENT, BrokenContent
from articles.demo.loader import load
from articles.models import (
    ArticlePage,
    GlossaryTerm,
    Helpline,
    HomePage,
    Menus,
    Organisation,
    RoutePage,
    SampleItem,
    SiteImage,
    Source,
    StandardPage,
    TopicPage,
)
from tests.articles.conftest import words

Read = Callable[..., BeautifulSoup]


def state() -> dict[str, object]:
    """Everything that loading could touch."""
    models = (Source, Helpline, SiteImage, SampleItem, Organisation, Menus)
    rows = {m.__name__: list(m.objects.order_by("pk").values()) for m in models}
    pages = Page.objects.order_by("pk").values_list(
        "pk", "title", "slug", "live", "latest_revision_id", "live_revision_id", "path"
    )
    return rows | {"pages": list(pages)}


def test_loading_again_changes_nothing(db: None) -> None:
    before = state()
    assert load() == 0
    assert state() == before


def test_an_edited_page_is_left_alone(article: ArticlePage, read: Read) -> None:
    article.title = "Our own title"
    article.save_revision().publish()
    draft = StandardPage.objects.get(slug="about-us", locale__language_code="en")
    draft.title = "A draft"
    draft.save_revision()
    before = state()
    assert load() == 0
    assert state() == before
    assert words(read(article.url).h1) == "Our own title"


def test_what_was_taken_away_stays_away(article: ArticlePage) -> None:
    Source.objects.get(key="nacoa-7c").delete()
    Helpline.objects.get(key="ndvh").delete()
    article.delete()
    TopicPage.objects.get(slug="substances").delete()
    SiteImage.objects.get(title="river-bend").delete()
    assert load() == 0
    assert not Source.objects.filter(key="nacoa-7c").exists()
    assert not Helpline.objects.filter(key="ndvh").exists()
    assert not ArticlePage.objects.filter(
        slug="mothering-from-the-inside-out", locale__language_code="en"
    ).exists()
    assert not ArticlePage.objects.filter(slug="what-is-kratom-withdrawal").exists()
    assert not SiteImage.objects.filter(title="river-bend").exists()


def test_a_route_that_was_edited_or_taken_away_is_left_alone(db: None) -> None:
    edited = RoutePage.objects.get(slug="myself", locale__language_code="en")
    edited.body = []
    edited.save_revision().publish()
    RoutePage.objects.get(slug="my-partner", locale__language_code="en").delete()
    before = state()
    assert load() == 0
    assert state() == before
    assert not RoutePage.objects.get(slug="myself", locale__language_code="en").body
    assert not RoutePage.objects.filter(slug="my-partner", locale__language_code="en").exists()


def forget(*slugs: str) -> None:
    """As if these had come into the sample after it was loaded here."""
    for slug in slugs:
        RoutePage.objects.get(slug=slug, locale__language_code="en").delete()
        SampleItem.objects.get(key=f"page/{slug}").delete()


def test_a_new_route_is_loaded_without_the_links_to_what_was_taken_away(db: None) -> None:
    forget("myself")
    ArticlePage.objects.get(slug="how-intake-works", locale__language_code="en").delete()
    assert load() == 1
    leads_to = [
        step.value["page"]
        for step in RoutePage.objects.get(slug="myself", locale__language_code="en").body
    ]
    assert leads_to.count(None) == 1


def test_a_new_route_is_not_loaded_where_the_sample_was_taken_away(db: None) -> None:
    forget("myself")
    for article in ArticlePage.objects.all():
        article.delete()
    assert load() == 0
    assert not RoutePage.objects.filter(slug="myself", locale__language_code="en").exists()


def test_a_new_route_leaves_an_editor_s_page_at_its_address(db: None) -> None:
    forget("myself")
    home = HomePage.objects.get(locale__language_code="en")
    ours = home.add_child(instance=StandardPage(title="Myself", slug="myself", summary="s"))
    assert load() == 0
    assert Page.objects.get(slug="myself", locale__language_code="en").pk == ours.pk


def test_an_edited_source_and_organisation_stay(db: None) -> None:
    Source.objects.filter(key="solis-2012").update(year="2013")
    Organisation.objects.update(name="Ours", phone="+15705550100", sample_notice="")
    load()
    assert Source.objects.get(key="solis-2012").year == "2013"
    ours = Organisation.objects.get()
    assert (ours.name, ours.phone, ours.sample_notice) == ("Ours", "+15705550100", "")


def test_a_changed_menu_stays(db: None) -> None:
    menus = Menus.for_site(Site.objects.get(is_default_site=True))
    menus.header = [("item", {"page": StandardPage.objects.first(), "label": "Us"})]
    menus.footer = []
    menus.save()
    load()
    menus.refresh_from_db()
    assert [item.value["label"] for item in menus.header] == ["Us"]
    assert not menus.footer


def test_menus_that_an_editor_emptied_stay_empty(db: None) -> None:
    menus = Menus.for_site(Site.objects.get(is_default_site=True))
    menus.header, menus.footer = [], []
    menus.save()
    load()
    menus.refresh_from_db()
    assert not menus.header
    assert not menus.footer


def test_doors_that_an_editor_took_away_stay_away(db: None) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    home.doors = []
    home.save_revision().publish()
    load()
    assert not HomePage.objects.get(locale__language_code="en").doors


def test_a_draft_of_the_home_page_is_not_lost(db: None) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    home.doors = []
    home.save_revision().publish()
    home.title = "A draft of ours"
    draft = home.save_revision()
    load()
    assert HomePage.objects.get(locale__language_code="en").latest_revision_id == draft.pk


def test_an_empty_site_gets_the_whole_sample(db: None) -> None:
    empty()
    assert load() > 50
    assert ArticlePage.objects.live().filter(locale__language_code="en").count() == 24
    assert ArticlePage.objects.live().filter(locale__language_code="es").count() == 8
    assert GlossaryTerm.objects.count() > 20
    assert HomePage.objects.get(locale__language_code="en").doors
    assert Site.objects.get(is_default_site=True).root_page.specific_class is HomePage


def empty() -> None:
    for home in HomePage.objects.all():
        home.delete()
    for model in (GlossaryTerm, Source, Helpline, SiteImage, SampleItem, Organisation, Menus):
        model.objects.all().delete()


def breaking(name: str, old: str, new: str, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """An empty site, and the sample's files with one change; no pictures, which take seconds."""
    shutil.copytree(CONTENT, folder / "content")
    file = folder / "content" / name
    file.write_text(file.read_text().replace(old, new, 1))
    patch.setattr(content, "CONTENT", folder / "content")
    patch.setattr(loader, "PICTURES", folder / "pictures")
    empty()


BROKEN = {
    "articles/what-is-kratom-withdrawal.yaml": [
        ("sources: [", "sources: [no-such-source, ", "no-such-source"),
        ("body:\n", "body:\n  - poem: {text: x}\n", "poem"),
        ("body:\n", "body:\n  - text: {sources: []}\n", "html"),
        ("body:\n", "body:\n  - statistic: {figure: 1 in 2}\n", "what-is-kratom-withdrawal"),
        ("body:\n", "body:\n  - {text: {html: a}, steps: {items: []}}\n", "kratom"),
        ("title:", "titel:", "title"),
        ("body:\n", "body: [\n", "what-is-kratom-withdrawal"),
    ],
    "sources.yaml": [("- id:", "-  id: [\n- id:", "sources.yaml")],
    "topics.yaml": [("call: [", "call: [no-such-line, ", "no-such-line")],
    "routes/my-partner.yaml": [
        ("when: tonight", "when: soon", "my-partner, step 1: there is no time 'soon'"),
        ("  - when: this_week\n", "  - x: y\n", "my-partner, step 4: 'when' is missing"),
        ("html: >-", "text: >-", "my-partner, step 1: 'html' is missing"),
        ("steps:\n", "steps:\n  - tonight\n", "my-partner, step 1: 'when' is missing"),
        ("link: ", "link: no-such-", "my-partner, step 1: the page 'no-such-"),
        ("sources: [", "sources: [no-such-source, ", "my-partner: 'no-such-source'"),
        ("call: [", "call: [no-such-line, ", "my-partner: 'no-such-line'"),
        ("who:", "whom:", "page/my-partner: 'who'"),
        ("slug:", "slog:", "routes/my-partner.yaml: 'slug'"),
        ("order: 3", "", "routes: 'order'"),
        ("order: 3", "order: third", "routes"),
        ("steps:\n", "steps: [\n", "routes/my-partner.yaml"),
    ],
    "home.yaml": [("title:", "titel:", "home")],
}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [(name, *change) for name, changes in BROKEN.items() for change in changes],
    ids=lambda value: str(value).strip()[:24],
)
def test_a_broken_file_is_named_and_nothing_is_loaded(
    name: str,
    old: str,
    new: str,
    message: str,
    db: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    breaking(name, old, new, tmp_path, monkeypatch)
    with pytest.raises(BrokenContent, match=message):
        load()
    assert not Source.objects.exists()
    assert not ArticlePage.objects.exists()
    assert not RoutePage.objects.exists()
    assert not SampleItem.objects.exists()


def test_the_command_says_it_in_one_line(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "articles/what-is-kratom-withdrawal.yaml"
    breaking(name, "body:\n", "body:\n  - poem: {text: x}\n", tmp_path, monkeypatch)
    with pytest.raises(CommandError, match="what-is-kratom-withdrawal: there is no block 'poem'"):
        call_command("load_sample")
