"""Takes the sample away again, but for what somebody made their own."""

from django.db import models, transaction
from wagtail.models import Page, ReferenceIndex

from articles.demo.loader import LOADED, fingerprint
from articles.models import (
    ArticlePage,
    GlossaryTerm,
    HomePage,
    RoutePage,
    SampleItem,
    StandardPage,
    TopicPage,
)

KEPT = (HomePage, StandardPage)
"""The home page and the starting texts of the policies are the centre's to fill in, not samples."""

FIRST = {
    RoutePage._meta.label_lower: 0,
    ArticlePage._meta.label_lower: 0,
    TopicPage._meta.label_lower: 1,
    GlossaryTerm._meta.label_lower: 1,
}
"""Routes and articles, then topics and terms, then what they leaned on: when nothing does."""


def remove() -> tuple[int, list[str]]:
    """How many things went, and the keys of the sample's things that stay: edited, or in use."""
    by_label = {model._meta.label_lower: model for model in LOADED}
    gone, stay = 0, []
    with transaction.atomic():
        for page in Page.objects.specific().iterator():
            # The index is kept by a background task: bring it up to date before asking it.
            ReferenceIndex.create_or_update_for_object(page)
        for item in sorted(SampleItem.objects.all(), key=lambda i: (FIRST.get(i.model, 2), i.key)):
            thing = by_label[item.model]._default_manager.filter(pk=item.object_id).first()
            if thing is None or isinstance(thing, KEPT):
                continue
            if fingerprint(thing) != item.fingerprint or _is_leaned_on(thing):
                stay.append(item.key)
                continue
            ReferenceIndex.remove_for_object(thing)
            thing.delete()
            gone += 1
    return gone, stay


def _is_leaned_on(thing: models.Model) -> bool:
    if isinstance(thing, ArticlePage):
        return False
    if isinstance(thing, Page):
        return thing.get_children().exists()
    return ReferenceIndex.get_references_to(thing).exists()
