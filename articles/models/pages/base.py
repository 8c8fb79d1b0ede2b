"""What every public page has. Abstract, so that the base page stays Wagtail's own."""

from http import HTTPMethod
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, Revision, TaskState
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from articles.editing.marks import marked
from articles.models.checkup import look_over
from articles.models.pages.form import PageForm
from articles.models.pages.numbers_panel import NumbersPanel
from articles.models.pages.permissions import PublicPagePermissionTester
from articles.models.site.frame import Frame
from articles.models.translations.panel import BehindPanel

TAKEN = {"admin", "contact", "documents", "es", "family-plan", "feed", "glossary", "healthz"} | {
    "helpful",
    "leave",
    "media",
    "readyz",
    "search",
    "static",
}
"""First steps of the addresses that the site itself answers; `feed` stands below topics too."""


class KeptWordsBlock(blocks.StructBlock):
    """Words that the language check would stop, and why they are right here."""

    words = blocks.CharBlock(label=_("Words"), max_length=80, help_text=_("As they stand there."))
    reason = blocks.CharBlock(
        label=_("Why they stay"),
        max_length=240,
        help_text=_("Such as: somebody tells their own story and calls themselves so."),
    )

    class Meta:
        icon = "comment"
        label = _("Words")
        help_text = _("One for each wording. The check then lets it pass on this page alone.")


class PublicPage(Page):
    """A page that families read: a summary, and answers to reading methods alone."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences: what a reader finds here. Shown whole in lists."),
    )

    kept_words = StreamField(
        [("kept", KeptWordsBlock())],
        blank=True,
        verbose_name=_("words that stay"),
        help_text=_("For colleagues: readers do not see this."),
    )

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    show_in_menus_default = False
    base_form_class = PageForm
    override_translatable_fields: ClassVar = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("kept_words"),
    ]

    content_panels = [
        NumbersPanel(heading=_("Numbers typed by hand")),
        BehindPanel(heading=_("Translations that are behind")),
        TitleFieldPanel(
            "title",
            help_text=_(
                "What a reader looks for, in their own words. It stands on top and in every list."
            ),
        ),
        FieldPanel("summary"),
    ]
    closing_panels: ClassVar = [FieldPanel("kept_words")]
    """What stands below all that readers see."""

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text=_(
                        "The end of the page's address: a few small words with hyphens. Leave it"
                        " once people link here."
                    ),
                ),
                FieldPanel(
                    "seo_title",
                    help_text=_("The headline in search results. Leave it empty to use the title."),
                ),
                FieldPanel(
                    "search_description",
                    help_text=_(
                        "One or two sentences under that headline, for somebody who decides"
                        " whether to open the page."
                    ),
                ),
            ],
            heading=_("For search engines and shared links"),
        ),
        HelpPanel(
            content=_(
                "Search engines show these. A shared link shows a neutral line and picture instead:"
                " a preview on a phone must not say what somebody reads."
            )
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.AutocompleteField("summary"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN and self.depth in (None, 3, 4):
            raise ValidationError({"slug": _("The site itself uses this address. Choose another.")})

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """What somebody decided on, or what is live, is never overwritten by a later save."""
        overwritten: Revision | None = kwargs.get("overwrite_revision")
        if overwritten is not None and (
            overwritten.pk == self.live_revision_id
            or overwritten.approved_go_live_at
            or TaskState.objects.filter(revision=overwritten)
            .exclude(status=TaskState.STATUS_IN_PROGRESS)
            .exists()
        ):
            kwargs["overwrite_revision"] = None
        revision: Revision = super().save_revision(*args, **kwargs)
        look_over(self)
        return revision

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises `Http404` under another language's address, where the page has no words."""
        previewed = getattr(request, "is_preview", False)
        if not previewed and get_language() != self.locale.language_code:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """What readers would see, with the findings of the language check marked in it."""
        response: TemplateResponse = super().serve_preview(request, mode_name)
        response.add_post_render_callback(self._mark)
        return response

    def _mark(self, response: TemplateResponse) -> None:
        response.content = marked(response.content.decode(), self.locale.language_code).encode()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        above = [self.path[:end] for end in range(self.steplen * 2, len(self.path), self.steplen)]
        frame = Frame.of(request)
        frame.want(
            Q(path__in=above)
            | Q(translation_key=self.translation_key)
            | Q(pk__in=self.linked_pages())
        )
        pages = sorted(frame.pages.values(), key=lambda page: page.path)
        # The way back, from the home page down; the tree's root is no page of ours.
        context["trail"] = [page for page in pages if page.path in above]
        context["translations"] = [
            page
            for page in pages
            if page.translation_key == self.translation_key and page.pk != self.pk and page.live
        ]
        return context

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        # Whole, and not before a draft that waits: what a script or the sample made.
        if "update_fields" not in kwargs and self.latest_revision_id == self.live_revision_id:
            look_over(self)

    needs_review = False
    """Whether a clinician reads it before it goes live."""

    def permissions_for_user(self, user: Any) -> PublicPagePermissionTester:
        return PublicPagePermissionTester(user, self)

    @property
    def is_translation(self) -> bool:
        return self.locale.language_code != settings.LANGUAGE_CODE

    def get_view_restrictions(self) -> Any:
        """Wagtail's own answer, asked by path: one query where it walks up the tree first.

        None at all where the page was read together with the answer that it is for everyone.
        """
        if getattr(self, "private", None) is False:
            return PageViewRestriction.objects.none()
        sections = [
            self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)
        ]
        guarded = Q(page__path__in=sections)
        # An alias is as private as the page that it stands for.
        guarded |= Q(page__aliases__path__in=sections)
        guarded |= Q(page__aliases__aliases__path__in=sections)
        return PageViewRestriction.objects.filter(guarded).distinct()

    def linked_pages(self) -> set[int]:
        """Primary keys of the pages that this one's text links to."""
        return set()
