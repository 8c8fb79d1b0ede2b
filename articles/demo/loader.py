"""Loads the sample, as often as you like: what is there, or was taken away, is left alone."""

import hashlib
import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, Page, Site

from articles.demo import routes, things, translations
from articles.demo.content import PICTURES, BrokenContent, Ids, Shaper, read, read_all
from articles.editing.by_hand import Registry
from articles.models import (
    ArticlePage,
    Facility,
    GlossaryTerm,
    Helpline,
    HomePage,
    Menus,
    Organisation,
    RelatedArticle,
    RoutePage,
    SampleItem,
    SiteImage,
    Source,
    StandardPage,
    TopicPage,
)
from articles.models.registry import registry

Progress = Callable[[str], None]

FOOTER = [
    "about-us",
    "programme",
    "insurance",
    "editorial-policy",
    "privacy",
    "accessibility",
    "nondiscrimination",
    "terms",
]


def fingerprint(thing: models.Model) -> str:
    """SHA-256 of what an editor can change in `thing`; the same until somebody does."""
    if isinstance(thing, Page):
        said: Any = [thing.latest_revision_id, thing.live_revision_id, thing.live]
    elif isinstance(thing, ClusterableModel):
        said = thing.serializable_data()
    else:
        said = {f.attname: str(getattr(thing, f.attname)) for f in thing._meta.concrete_fields}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def load(progress: Progress = lambda line: None) -> int:
    """Load what is missing; returns how many things. Raises `BrokenContent`, and then nothing."""
    with transaction.atomic():
        loader = _Loader(progress)
        try:
            loader.load()
        except BrokenContent:
            raise
        except KeyError as error:
            raise BrokenContent(f"{loader.doing}: {error.args[0]!r} is missing") from error
        except (TypeError, ValueError, ValidationError) as error:
            raise BrokenContent(f"{loader.doing}: {error}") from error
        return len(loader.new)


class _Loader:
    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.doing = ""
        self.new: set[str] = set()
        self.known = {item.key: item for item in SampleItem.objects.all()}
        self.sources: Ids = {}
        self.helplines: Ids = {}
        self.pages: Ids = {}
        self.registry = Registry()

    def load(self) -> None:
        self.progress("sources and helplines")
        for row in read("sources.yaml"):
            self._once(f"source/{row['id']}", partial(things.source, row))
        for order, row in enumerate(read("helplines.yaml")):
            self._once(f"helpline/{row['id']}", partial(things.helpline, row, order))
        self.sources = dict(Source.objects.values_list("key", "pk"))
        self.helplines = dict(Helpline.objects.values_list("key", "pk"))
        self.registry = registry()
        self.progress("pictures")
        for path in sorted(PICTURES.glob("*.webp")):
            self._once(f"picture/{path.stem}", partial(things.picture, path))
        self._pair_pictures()
        self.progress("pages")
        home = self._home()
        self._children(home)
        self._settings(home)
        self.progress("Spanish")
        self._spanish(home)
        for row in read("glossary.yaml"):
            self._once(f"term/{row['key']}", partial(things.term, row))

    def _once(self, key: str, make: Callable[[], models.Model]) -> models.Model | None:
        """The thing of this key: made now, made before, or None if it was taken away."""
        item = self.known.get(key)
        if item is not None:
            model = {m._meta.label_lower: m for m in LOADED}[item.model]
            return model._default_manager.filter(pk=item.object_id).first()
        self.doing = key
        thing = make()
        self.new.add(key)
        self.known[key] = SampleItem.objects.create(
            key=key,
            model=thing._meta.label_lower,
            object_id=str(thing.pk),
            fingerprint=fingerprint(thing),
        )
        return thing

    def _pair_pictures(self) -> None:
        by_title = {image.title: image for image in SiteImage.objects.filter(dark=None)}
        for title, image in by_title.items():
            dark = by_title.get(f"{title}-dark")
            if dark is not None and f"picture/{title}" in self.new:
                image.dark = dark
                image.save(update_fields=["dark"])
                item = self.known[f"picture/{title}"]
                item.fingerprint = fingerprint(image)
                item.save()

    def _home(self) -> HomePage:
        """The site's home page; where there is none yet, the sample's."""
        home = HomePage.objects.filter(locale=Locale.get_default()).first()
        if home is not None:
            return home
        self.doing = "home.yaml"
        given = read("home.yaml")
        root = Page.objects.get(depth=1)
        home = HomePage(title=given["title"], slug="start", summary=given["summary"])
        home.picture = SiteImage.objects.filter(title="first-light").first()
        root.add_child(instance=home)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"root_page": home, "site_name": "Recovery site"},
        )
        # Wagtail's own first page, which says welcome and is nobody's work.
        for page in Page.objects.filter(depth=2, slug="home"):
            if page.specific_class is Page:
                page.delete()
        self._once("page/home", lambda: home)
        return home

    def _children(self, home: HomePage) -> None:
        parents = {}
        for row in read("topics.yaml"):
            topic = self._once(f"page/{row['slug']}", partial(self._topic, home, row))
            parents[row["slug"]] = topic
        waiting = []
        rows = read_all("articles")
        for row in rows:
            topic = parents.get(row["topic"])
            if not isinstance(topic, TopicPage):
                continue
            article = self._once(f"page/{row['slug']}", partial(things.article, topic, row))
            if isinstance(article, ArticlePage) and f"page/{row['slug']}" in self.new:
                waiting.append((article, row))
        articles = ArticlePage.objects.descendant_of(home)
        self.pages = dict(articles.values_list("slug", "pk"))
        for article, row in waiting:
            self._fill(article, row)
        plain = read_all("pages")
        for row in plain:
            self._once(f"page/{row['slug']}", partial(self._standard, home, row))
        self._routes(home, [row["slug"] for row in rows + plain])
        if "page/home" in self.new:
            self._doors(home)

    def _shaper(self, name: str) -> Shaper:
        return Shaper(name, self.sources, self.helplines, self.pages, self.registry)

    def _topic(self, home: HomePage, row: dict[str, Any]) -> TopicPage:
        topic = TopicPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            urgent=self._shaper(row["slug"]).urgent(row.get("urgent")),
        )
        home.add_child(instance=topic)
        things.publish(topic)
        return topic

    def _standard(self, home: HomePage, row: dict[str, Any]) -> StandardPage:
        page = StandardPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            body=self._shaper(row["slug"]).body(row["body"]),
        )
        home.add_child(instance=page)
        things.publish(page)
        return page

    def _routes(self, home: HomePage, slugs: list[str]) -> None:
        self.doing = "routes"
        pages = routes.pages(home, slugs)
        for row in routes.rows():
            self.doing = key = f"page/{row['slug']}"
            if key in self.known or routes.may_be_made(home, row, pages):
                self._once(key, partial(routes.make, home, row, self._shaper(row["slug"]), pages))

    def _fill(self, article: ArticlePage, row: dict[str, Any]) -> None:
        """Second pass: bodies may link to any article, so that all must exist first."""
        self.doing = f"page/{row['slug']}"
        shaper = self._shaper(row["slug"])
        article.urgent = shaper.urgent(row.get("urgent"))
        article.body = shaper.body(row["body"])
        article.next_step = shaper.html(row["next_step"]["html"])
        article.related_picks = [  # type: ignore[misc]
            RelatedArticle(article_id=self.pages[slug], sort_order=order)
            for order, slug in enumerate(row.get("related") or [])
            if slug in self.pages
        ]
        article.save()
        things.publish(article)
        item = self.known[f"page/{row['slug']}"]
        item.fingerprint = fingerprint(article)
        item.save()

    def _spanish(self, home: HomePage) -> None:
        """The sample's pages that nobody has changed, from the home page down."""
        for page in Page.objects.descendant_of(home, inclusive=True).order_by("path").specific():
            name = "home" if page.pk == home.pk else page.slug
            item = self.known.get(f"page/{name}")
            if item is None or item.fingerprint != fingerprint(page):
                continue
            if f"es/{item.key}" not in self.known and translations.may_be_made(page):
                self._once(f"es/{item.key}", partial(translations.translate, page))

    def _doors(self, home: HomePage) -> None:
        home.doors = [
            {
                "type": "door",
                "value": {
                    "kind": door["kind"],
                    "title": door["title"],
                    "sentence": door["sentence"],
                    "page": self.pages.get(door["link"]),
                },
            }
            for door in read("home.yaml")["doors"]
        ]
        home.save()
        things.publish(home)
        item = self.known["page/home"]
        item.fingerprint = fingerprint(home)
        item.save()

    def _settings(self, home: HomePage) -> None:
        site = Site.objects.get(is_default_site=True)
        given = read("organisation.yaml")
        if not Organisation.objects.filter(site=site).exclude(name="").exists():
            pages = {
                name: Page.objects.filter(slug=slug, locale=home.locale).first()
                for name, slug in given["pages"].items()
            }
            Organisation.objects.update_or_create(site=site, defaults=given["organisation"] | pages)
        self._once("facility", lambda: things.facility(given["facility"]))
        if "page/home" in self.new:
            menus = Menus.for_site(site)
            topics = TopicPage.objects.child_of(home).values_list("pk", flat=True)
            footer = dict(StandardPage.objects.child_of(home).values_list("slug", "pk"))
            menus.header = [("item", {"page": Page.objects.get(pk=pk)}) for pk in topics]
            menus.footer = [
                ("item", {"page": Page.objects.get(pk=footer[slug])})
                for slug in FOOTER
                if slug in footer
            ]
            menus.save()


LOADED: list[type[models.Model]] = [
    Source,
    Helpline,
    SiteImage,
    HomePage,
    TopicPage,
    ArticlePage,
    StandardPage,
    RoutePage,
    Facility,
    GlossaryTerm,
]
