"""The article: what it says, what it stands on, and who has checked it."""

import hashlib
import json
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
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, PageManager, Workflow
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from articles.blocks import INLINE, BodyBlock, UrgentBlock
from articles.editing.pictures import pictures
from articles.models.evidence.due import NEVER_REVIEWED, ReviewDue
from articles.models.evidence.helpline import Helpline
from articles.models.image import SiteImage, attach_renditions, specs
from articles.models.pages.base import PublicPage
from articles.models.pages.body import BodyMixin
from articles.models.pages.listing import THUMBNAIL, ArticleQuerySet
from articles.models.pages.readers import ReadersMixin
from articles.models.pages.review_panel import ReviewPanel
from articles.models.spoken import Spoken
from articles.models.translations.urgent import UrgentMixin
from articles.models.workflow import medical_review

if TYPE_CHECKING:
    from articles.models.evidence.review import Review

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


class ArticlePage(ReadersMixin, BodyMixin, UrgentMixin, PublicPage):
    author = models.CharField(
        _("author"),
        max_length=120,
        blank=True,
        help_text=_(
            "Who wrote it, as readers see the name. Leave it empty for the organization's editors."
        ),
    )
    picture = models.ForeignKey(
        SiteImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown above the text and in lists. Choose one that calms and shows no drugs."),
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("For somebody who cannot see it: what matters here, in one sentence."),
    )
    picture_decorative = models.BooleanField(
        _("it only decorates"),
        default=False,
        help_text=_(
            "Tick it if nobody misses anything without the picture. It then needs no words."
        ),
    )
    urgent = StreamField(
        UrgentBlock(max_num=6),
        blank=True,
        verbose_name=_("urgent"),
        help_text=_("Dangers that a reader of this article may face now. They stand first."),
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_(
            "What the reader came for. Short parts under clear headings, and a source"
            " for each claim."
        ),
    )
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
        InlinePanel(
            "related_picks",
            label=_("Related article"),
            max_num=4,
            help_text=_("What to read next. Without any, the newest of the topic are shown."),
        ),
        InlinePanel(
            "corrections",
            label=_("Correction"),
            help_text=_("For a mistake that readers may have relied on. A new comma needs none."),
        ),
        *PublicPage.closing_panels,
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("body"),
        index.SearchField("next_step"),
    ]
    parent_page_types: ClassVar = ["articles.TopicPage"]
    subpage_types: ClassVar[list[str]] = []

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            ReviewDue.objects.set(self, timezone.localdate() + NEVER_REVIEWED, ReviewDue.Reason.NEW)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["review"] = self.current_review
        context["earlier_review"] = self.earlier_review
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
                [s.key, s.authors, s.title, s.publisher, s.year, s.link]
                + (["retracted"] if s.retracted_on else [])
                for s in self.sources
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
        return self._workflow or super().get_workflow()

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    @cached_property
    def _workflow(self) -> Workflow | None:
        return medical_review()

    @cached_property
    def _reviews(self) -> "list[Review]":
        return list(self.reviews.all()) if self.pk else []

    @cached_property
    def current_review(self) -> "Review | None":
        """The newest approval of exactly what stands here now; never stored on the page."""
        return self.holding(self._reviews)

    def holding(self, reviews: "list[Review]") -> "Review | None":
        """The first of `reviews` that approves exactly what stands here."""
        now = self.content_hash() if reviews else ""
        return next((review for review in reviews if review.content_hash == now), None)

    @property
    def earlier_review(self) -> "Review | None":
        """The newest one before what stands here went live, where this has changed since."""
        if self.current_review is not None or self.last_published_at is None:
            return None
        before = (each for each in self._reviews if each.recorded_at < self.last_published_at)
        return next(before, None)

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
    article = models.ForeignKey(
        ArticlePage,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("One that answers what this reader asks next. Readers see it once it is live."),
    )

    panels = [FieldPanel("article")]


class ArticleCorrection(Spoken, Orderable):
    """What was wrong, and since when it is right; shown at the foot of the article."""

    SPOKEN: ClassVar = ("text",)

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="corrections")
    corrected_on = models.DateField(
        _("corrected on"), help_text=_("The day from which the article was right again.")
    )
    text = models.CharField(
        _("what was corrected"),
        max_length=300,
        help_text=_("What it said before, and what it says now. Shown at the foot of the article."),
    )
    text_es = models.CharField(
        _("what was corrected, in Spanish"),
        max_length=300,
        blank=True,
        help_text=_("Shown on the Spanish page, once it is published anew."),
    )

    panels = [FieldPanel("corrected_on"), FieldPanel("text"), FieldPanel("text_es")]

    class Meta(Orderable.Meta):
        ordering = ["-corrected_on", "sort_order"]
