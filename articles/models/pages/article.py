"""The article: what it says, what it stands on, and who has checked it."""

import hashlib
import json
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, PageManager, PageViewRestriction, Workflow
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from articles.blocks import INLINE, BodyBlock, UrgentBlock
from articles.editing.pictures import pictures
from articles.models.evidence.helpline import Helpline
from articles.models.image import SiteImage, attach_renditions, specs
from articles.models.pages.base import PublicPage
from articles.models.pages.body import BodyMixin
from articles.models.pages.readers import ReadersMixin
from articles.models.pages.review_panel import ReviewPanel
from articles.models.spoken import Spoken
from articles.models.translations.urgent import UrgentMixin
from articles.models.workflow import MedicalReviewTask

if TYPE_CHECKING:
    from articles.models.evidence.review import Review

THUMBNAIL = "fill-400x224|format-webp"
"""200 x 112 CSS pixels in lists, at twice the density."""


SHOWN = [
    "key",
    "name",
    "call",
    "text",
    "what_for",
    "who_answers",
    "hours",
    "languages",
    "tty",
    "chat",
]
"""What a page shows of a helpline."""


ARTICLE_DEPTH = 4
"""In the tree: its root, the home page, a topic, an article."""


class ArticleQuerySet(PageQuerySet):
    def for_listing(self) -> "ArticleQuerySet":
        """Newest first, with what a list shows, in the same number of queries for 5 or 500.

        Call `show_pictures` with the articles that are really listed.
        """
        return (
            self.order_by("-first_published_at", "pk")
            .select_related("locale", "picture__dark")
            .defer("body", "urgent", "next_step")
        )

    def for_everyone(self) -> "ArticleQuerySet":
        """Live, and in no private section: `live().public()`, without a query of its own.

        Each step of the path is looked up in one list, which the database makes once: a condition
        of the row's own would be weighed for every article.
        """
        restricted = PageViewRestriction.objects.values("page")
        paths = Page.objects.filter(pk__in=restricted).order_by().values("path")
        found = self.live()
        for depth in range(1, ARTICLE_DEPTH + 1):
            name = f"section_{depth}"
            found = found.alias(**{name: Substr("path", 1, depth * Page.steplen)})
            found = found.exclude(**{f"{name}__in": paths})
        return found


def show_pictures(articles: Iterable["ArticlePage"]) -> None:
    """Read the thumbnails of these articles in one query."""
    attach_renditions((article.picture for article in articles), [THUMBNAIL])


class ArticlePage(ReadersMixin, BodyMixin, UrgentMixin, PublicPage):
    author = models.CharField(
        _("author"),
        max_length=120,
        blank=True,
        help_text=_("Leave empty for the organization's editors."),
    )
    picture = models.ForeignKey(
        SiteImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    picture_alt = models.CharField(
        _("what the picture shows"), max_length=200, blank=True, help_text=_("In this article.")
    )
    picture_decorative = models.BooleanField(_("it only decorates"), default=False)
    urgent = StreamField(
        UrgentBlock(max_num=6),
        blank=True,
        verbose_name=_("urgent"),
        help_text=_("Dangers that a reader of this article may face now. They stand first."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    next_step = RichTextField(
        _("next step"), features=INLINE, blank=True, help_text=_("One clear thing to do now.")
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()
    override_translatable_fields: ClassVar = [
        *PublicPage.override_translatable_fields,
        SynchronizedField("author"),
    ]

    content_panels = [
        ReviewPanel(heading=_("Clinical review")),
        *PublicPage.content_panels,
        FieldPanel("author"),
        FieldPanel("read_by_children"),
        FieldPanel("urgent"),
        MultiFieldPanel(
            [
                FieldPanel("picture"),
                FieldPanel("picture_alt"),
                FieldPanel("picture_decorative"),
            ],
            heading=_("Picture"),
        ),
        FieldPanel("body"),
        FieldPanel("next_step"),
        InlinePanel("related_picks", label=_("Related article"), max_num=4),
        InlinePanel("corrections", label=_("Correction")),
        *PublicPage.closing_panels,
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("body"),
        index.SearchField("next_step"),
    ]
    parent_page_types: ClassVar = ["articles.TopicPage"]
    subpage_types: ClassVar[list[str]] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["review"] = self.current_review
        context["related"] = related = [] if self.read_by_children else self.related()
        names = specs(self.picture) if self.picture else []
        attach_renditions(
            [self.picture, *(article.picture for article in related)], [THUMBNAIL, *names]
        )
        return context

    # --- Evidence ---------------------------------------------------------------------

    @property
    def said_corrections(self) -> list["ArticleCorrection"]:
        """Those that the reader's language has words for."""
        return [correction for correction in self.corrections.all() if correction.said["text"]]

    @property
    def picture_words(self) -> str:
        """What stands for the picture where it is not seen; nothing if it only decorates."""
        return "" if self.picture_decorative else self.picture_alt

    def content_hash(self) -> str:
        """SHA-256 over what a reviewer approves: every word, picture text and source named here."""
        ending = "_es" if self.locale.language_code == "es" else ""
        shown = [name + ending if name in Helpline.SPOKEN else name for name in SHOWN]
        said = {
            "title": self.title,
            "summary": self.summary,
            "picture_alt": self.picture_words,
            "urgent": list(self.urgent.raw_data),
            "body": list(self.body.raw_data),
            "next_step": self.next_step,
            "sources": [
                [s.key, s.authors, s.title, s.publisher, s.year, s.link] for s in self.sources
            ],
            "helplines": sorted([getattr(line, name) for name in shown] for line in self.helplines),
            "picture": self.picture.file_hash if self.picture else "",
        }
        if pictured := self._pictured():
            said["pictures"] = pictured
        text = json.dumps(said, sort_keys=True, ensure_ascii=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def _pictured(self) -> list[list[str]]:
        """What else is seen: the twins for dark screens, the pictures in the body, the credits."""
        self.blocks  # noqa: B018  (reading them reads their pictures)
        own = self.picture
        found = [own] if own and (own.dark or own.terms) else []
        found += [shown.image for shown in pictures(self)]
        return [
            [
                image.file_hash,
                image.dark.file_hash if image.dark else "",
                f"{image.credit}, {image.licence}" if image.terms else "",
            ]
            for image in found
        ]

    @property
    def needs_review(self) -> bool:  # type: ignore[override]
        """Translations go live without: they say of themselves that they wait for a clinician."""
        return not self.is_translation

    def get_workflow(self) -> Workflow | None:
        """The one with a medical review in it, wherever in the tree an article stands."""
        reviewed = Workflow.objects.active().filter(
            workflow_tasks__task__in=MedicalReviewTask.objects.all()
        )
        return reviewed.order_by("pk").first() or super().get_workflow()

    @cached_property
    def current_review(self) -> "Review | None":
        """The newest approval of exactly what stands here now; never stored on the page."""
        reviews = list(self.reviews.select_related("reviewer"))
        if not reviews:
            return None
        now = self.content_hash()
        return next((review for review in reviews if review.content_hash == now), None)

    # --- Onward -----------------------------------------------------------------------

    def related(self, most: int = 3) -> list["ArticlePage"]:
        """The editor's picks that are live, then the newest of the same topic."""
        picked, place = self._picks()
        topic = self.path[: -self.steplen]
        above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - self.steplen)
        return list(
            ArticlePage.objects.for_everyone()
            .filter(Q(picked, locale=self.locale_id) | Q(path__startswith=topic, depth=self.depth))
            .exclude(pk=self.pk)
            .annotate(
                place=place,
                topic_title=Subquery(Page.objects.filter(path=above).values("title")[:1]),
            )
            .for_listing()
            .order_by(F("place").asc(nulls_last=True), "-first_published_at", "pk")[:most]
        )

    def _picks(self) -> tuple[Any, Any]:
        """A condition for the picked articles, and the place of each: as stored, or as typed for
        a preview. In another language what is picked is the translation of what was chosen."""
        if "related_picks" in (getattr(self, "_cluster_related_objects", None) or {}):
            order = [pick.article.translation_key for pick in self.related_picks.all()]
            whens = [When(translation_key=key, then=Value(n)) for n, key in enumerate(order)]
            place = Case(*whens, default=Value(None), output_field=IntegerField())
            return Q(translation_key__in=order), place
        picks = RelatedArticle.objects.filter(page=self)
        same = picks.filter(article__translation_key=OuterRef("translation_key"))
        chosen = Q(translation_key__in=picks.values("article__translation_key"))
        return chosen, Subquery(same.values("sort_order")[:1])


class RelatedArticle(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_picks")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("article")]


class ArticleCorrection(Spoken, Orderable):
    """What was wrong, and since when it is right; shown at the foot of the article."""

    SPOKEN: ClassVar = ("text",)

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="corrections")
    corrected_on = models.DateField(_("corrected on"))
    text = models.CharField(_("what was corrected"), max_length=300)
    text_es = models.CharField(
        _("what was corrected, in Spanish"),
        max_length=300,
        blank=True,
        help_text=_("Shown on the Spanish page, once it is published anew."),
    )

    panels = [FieldPanel("corrected_on"), FieldPanel("text"), FieldPanel("text_es")]

    class Meta(Orderable.Meta):
        ordering = ["-corrected_on", "sort_order"]
