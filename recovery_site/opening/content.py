"""What readers would see: whose number it is, which numbers hold, what is still a sample."""

from collections.abc import Iterator

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from articles.models import (
    ArticlePage,
    Helpline,
    Organisation,
    RoutePage,
    SampleItem,
    StandardPage,
    TopicPage,
)
from recovery_site.opening.lack import Lack, Link, setting

SHOWN = 6
"""Pages that a line links to; it says how many there are."""

FILL_IN = "fill_in"
"""The type of the block that says what only the centre can say."""


def organisation() -> Iterator[Lack]:
    links = (setting(_("Settings, Organization"), "articles", "organisation"),)
    own = Organisation.objects.filter(site__is_default_site=True).first() or Organisation()
    if not own.name.strip() or not own.phone.strip():
        why = _("Every page says whose site this is and which number to call.")
        yield Lack("organisation", _("The organization's name and phone number"), why, links)
    elif own.is_overdue or not own.is_checked:
        why = _("A family that rings a wrong number may not try a second time.")
        if not own.can_be_called:
            why = _("Until somebody checks it, readers cannot tap the number to call it.")
        what = _("A fresh check of the organization's own phone number")
        yield Lack("phone-unchecked", what, why, links)
    if own.sample_notice or own.sample_notice_es:
        why = _("The foot of every page says that the name and number are a sample.")
        yield Lack("sample-notice", _("The organization's own words"), why, links)


def helplines() -> Iterator[Lack]:
    number = Helpline.objects.overdue().count()
    if number:
        what = ngettext(
            "A fresh check of %(number)s helpline",
            "A fresh check of %(number)s helplines",
            number,
        )
        why = _("Somebody in danger may ring it tonight, so the number has to be right.")
        place = Link(
            _("Reports, Numbers to check"), "numbers_to_check", (), "articles.change_helpline"
        )
        yield Lack("helplines-overdue", what % {"number": number}, why, (place,))


def sample() -> Iterator[Lack]:
    """Pages that `remove_sample` would take: live, and as the sample made them."""
    # Here, so that the admin's hooks load without the sample's room.
    from articles.demo.loader import fingerprint

    models = [model._meta.label_lower for model in (RoutePage, ArticlePage, TopicPage)]
    made = dict(SampleItem.objects.filter(model__in=models).values_list("object_id", "fingerprint"))
    pages = Page.objects.filter(pk__in=made, live=True).only(
        "live", "latest_revision", "live_revision"
    )
    number = sum(fingerprint(page) == made[str(page.pk)] for page in pages) if made else 0
    if number:
        what = ngettext(
            "%(number)s page of the sample is still live",
            "%(number)s pages of the sample are still live",
            number,
        )
        why = _("Nobody of yours has read or changed them, and readers take them for your words.")
        place = Link(_("On the server: manage.py remove_sample"))
        yield Lack("sample", what % {"number": number}, why, (place,))


def still_to_fill_in() -> Iterator[Lack]:
    texts = StandardPage.objects.live().annotate(as_text=Cast("body", TextField()))
    found = [
        page
        for page in texts.filter(as_text__contains=FILL_IN).order_by("locale", "title")
        if any(block["type"] == FILL_IN for block in page.body.raw_data)
    ]
    if found:
        what = ngettext(
            "%(number)s live page says “Still to be filled in”",
            "%(number)s live pages say “Still to be filled in”",
            len(found),
        )
        why = _("Readers see the gap: only you know what belongs there.")
        links = tuple(
            Link(page.title, "wagtailadmin_pages:edit", (page.pk,), page=page)
            for page in found[:SHOWN]
        )
        yield Lack("fill-in", what % {"number": len(found)}, why, links)
