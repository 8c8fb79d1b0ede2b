"""The door: what a page must have before it goes into review or live. A draft always saves.

The editor's form asks it, and the workflow asks it again of a draft that may have changed since.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.editing import by_hand
from articles.editing.blank import is_blank
from articles.editing.by_hand import Registry
from articles.editing.claims import unsourced
from articles.editing.flaws import Kind
from articles.editing.guidance import unfilled
from articles.editing.language import Severity
from articles.editing.pictures import Shown, pictures
from articles.editing.places import Place
from articles.editing.skeletons import is_placeholder
from articles.editing.wording import wordings
from articles.models.citing import citations, retracted
from articles.models.registry import registry

RETRACTED = gettext_lazy("It was retracted: take the claim out, or find another source.")

Mark = tuple[Place, str]
"""Where something is wrong, and what to do about it."""


def asked(page: Page, known: Registry | None = None) -> Iterator[Mark]:
    """All that is asked beyond what Wagtail asks by itself; `known` spares reading the registry."""
    yield from _blank(page)
    yield from _numbers(page, known or registry())
    yield from _words(page)
    yield from _claims(page)
    yield from _retracted(page)
    yield from _guidance(page)
    yield from _pictures(page)


def unfit(page: Page) -> Iterator[Mark]:
    """What a draft lacks that no form looks at: what Wagtail's own form would say, and `asked`."""
    yield from unpublishable(page)
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                try:
                    child.block.clean(child.value)
                except ValidationError as error:
                    label = str(child.block.label)
                    place = Place(field.name, (), child.id or "", label, "", False)
                    for message in _said(error):
                        yield place, message
    yield from asked(page)


def unpublishable(page: Page) -> Iterator[Mark]:
    """What Wagtail cannot publish without, whatever the haste."""
    try:
        page.full_clean()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            if field == NON_FIELD_ERRORS:
                label = str(page._meta.verbose_name)
            else:
                label = str(page._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
            place = Place(field, (), "", label.capitalize(), "", False)
            for message in messages:
                yield place, message


def sentence(mark: Mark) -> str:
    """A mark where there is no field to stand beside."""
    place, message = mark
    return f"{place.label}: {message}"


def _said(error: ValidationError) -> Iterator[str]:
    """What stands in the errors of blocks within blocks, each message once, in order."""
    inner: Any = getattr(error, "block_errors", None) or {}
    cells: Any = getattr(error, "cell_errors", None) or {}
    within = [*inner.values(), *(cell for row in cells.values() for cell in row.values())]
    said = [message for each in within for message in _said(each)]
    if hasattr(error, "non_block_errors"):
        said += [m for each in error.non_block_errors.as_data() for m in each.messages]
    elif not within:
        said += error.messages
    yield from dict.fromkeys(said)


def _blank(page: Page) -> Iterator[Mark]:
    for name in ("title", "summary"):
        text = getattr(page, name, "")
        if text and is_blank(text):
            label = str(page._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
            yield Place(name, (), "", label, text, False), _("Readers would see nothing here.")


def _numbers(page: Page, known: Registry) -> Iterator[Mark]:
    message = _(
        "%(number)s is typed by hand. Take it from the registry, where it was checked: the"
        " button above does it."
    )
    for found in by_hand.find(page, known):
        yield found.place, message % {"number": found.shown}


def _words(page: Page) -> Iterator[Mark]:
    message = _(
        "“%(words)s”: say “%(instead)s”. %(why)s If it must stay, give the reason under “Words"
        " that stay”."
    )
    for found in wordings(page):
        if found.severity == Severity.STOP:
            term = found.finding.term
            said = {"words": found.finding.words, "instead": term.instead, "why": term.why}
            yield found.place, message % said


def _claims(page: Page) -> Iterator[Mark]:
    message = _("“%(claim)s” has no source. Choose what it stands on under “Sources”.")
    for place, claim in unsourced(page):
        yield place, message % {"claim": claim}


def _guidance(page: Page) -> Iterator[Mark]:
    message = _(
        "“%(words)s” speaks to the writer. Put your own words in its place, or take it away."
    )
    first: dict[Place, str] = {}
    for place, words in unfilled(page):
        first.setdefault(place, words)
    for place, words in first.items():
        yield place, message % {"words": Truncator(words).chars(48)}
    if is_placeholder(page.slug):
        message = _("This address is still the skeleton's. Give it a few words of the title.")
        yield Place("slug", (), "", _("Address"), page.slug, False), message


def _retracted(page: Page) -> Iterator[Mark]:
    for place, source in retracted(citations(page)):
        yield place, f"“{source.title}”: {RETRACTED}"


def _pictures(page: Page) -> Iterator[Mark]:
    for _kind, mark in picture_faults(page):
        yield mark


def picture_faults(page: Page) -> Iterator[tuple[Kind, Mark]]:
    """Each says something or only decorates, no two say the same, and we may show each."""
    said: dict[str, Any] = {}
    for shown in [*_own(page), *pictures(page)]:
        for image in (shown.image, shown.image.dark):
            if image is not None:
                for message in _rights(image):
                    yield Kind.NO_RIGHTS, (shown.at_image, message)
        if shown.decorative:
            continue
        words = " ".join(shown.alt.split())
        if is_blank(words):
            message = _("Describe the picture, or say that it only decorates.")
            yield Kind.NO_ALT, (shown.at_alt, message)
        elif said.setdefault(words.casefold(), shown.image.pk) != shown.image.pk:
            message = _("Two pictures say the same: “%(words)s”.") % {"words": words}
            yield Kind.SAME_ALT, (shown.at_alt, message)


def _own(page: Any) -> Iterator[Shown]:
    """The picture of the page itself; one without words of its own only decorates."""
    image = getattr(page, "picture", None)
    if image is None:
        return
    alt = getattr(page, "picture_alt", "")
    decorative = getattr(page, "picture_decorative", True)
    label = _("Picture")
    at_image = Place("picture", (), "", label, image.title, False)
    yield Shown(image, alt, decorative, at_image, Place("picture_alt", (), "", label, alt, False))


def _rights(image: Any) -> Iterator[str]:
    if is_blank(image.credit):
        yield _("“%(picture)s” does not say who made it. Say so in the picture's own form.") % {
            "picture": image.title
        }
    if not image.licence:
        yield _("“%(picture)s” does not say why we may show it. Choose its licence there.") % {
            "picture": image.title
        }
