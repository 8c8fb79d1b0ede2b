"""What an article needs to be shown: pictures, citations, and its data for search engines."""

import json
import re
from functools import partial
from typing import Any

from django import template
from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.rich_text import expand_db_html

from articles.editing.rich_text import Reference, with_references
from articles.linked_data import describe
from articles.models import Frame, Helpline, Source
from articles.models.image import SiteImage, specs
from articles.models.pages.listing import THUMBNAIL
from articles.models.registry import OWN
from articles.templatetags.glossary import with_terms
from articles.templatetags.site import FOUND

register = template.Library()

Context = dict[str, Any]

_PAGE_LINK = re.compile(r'<a (?=[^>]*linktype="page")[^>]*?\bid="(\d+)"[^>]*>')
_OWN_PATH = re.compile(r'\bhref="(/[\w/-]*)"')
_LAST_LINE_ENDS = re.compile(r"(</p>|</li>\s*</[uo]l>)$")


@register.inclusion_tag("components/picture.html")
def picture(
    image: SiteImage | None, alt: str = "", sizes: str = "100vw", wait: bool = True
) -> Context:
    """A `<picture>` in WebP at three widths, with its twin for dark screens.

    `sizes` is HTML's own; `wait` leaves the loading until the reader comes near.
    """
    if image is None:
        return {}
    names = specs(image)
    *webp, fallback = image.get_renditions(*names).values()
    dark = image.dark.get_renditions(*names[:-1]).values() if image.dark else ()
    return {
        "light": _srcset(webp),
        "dark": _srcset(dark),
        "fallback": fallback,
        "alt": alt,
        "sizes": sizes,
        "wait": wait,
    }


@register.inclusion_tag("components/thumbnail.html")
def card_picture(image: SiteImage | None) -> Context:
    """A decorative 200 x 112 picture for a list; its title is the link beside it."""
    if image is None:
        return {}
    return {
        "light": image.get_rendition(THUMBNAIL),
        "dark": image.dark.get_rendition(THUMBNAIL) if image.dark else None,
    }


def _srcset(renditions: Any) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


@register.simple_tag(takes_context=True)
def prose(context: Context, html: Any) -> SafeString:
    """Rich text as a reader gets it. Pages and numbers come from what the page has read already."""
    request = context["request"]

    def address(match: re.Match[str]) -> str:
        page = Frame.of(request).page(int(match[1]))
        return format_html('<a href="{}">', page.get_url(request)) if page else "<a>"

    text = _PAGE_LINK.sub(address, getattr(html, "source", html) or "")
    text = _OWN_PATH.sub(_in_language, text)
    text = with_references(text, partial(_number, context))
    return mark_safe(expand_db_html(text))  # noqa: S308


def _in_language(match: re.Match[str]) -> str:
    """A link to a page beside the tree, such as the family plan, under the reader's address."""
    try:
        with override(settings.LANGUAGE_CODE):
            there = resolve(match[1])
    except Resolver404:
        return match[0]
    return f'href="{reverse(there.view_name)}"' if there.view_name in FOUND else match[0]


def _number(context: Context, reference: Reference, words: str) -> str:
    """A number as the registry has it now; the words that were stored, if it has it no longer."""
    if reference.id == OWN:
        own = Frame.of(context["request"]).organisation
        if not own.phone:
            return words
        return format_html('<a href="tel:{}">{}</a>', own.phone, own.phone_display)
    line = _helplines(context).get(reference.id)
    if line is None:
        return words
    if reference.way == "tty" and line.tty:
        return conditional_escape(line.tty)
    if line.call and line.can_be_called:
        return format_html('<a href="tel:{}">{}</a>', line.digits, line.call)
    return conditional_escape(line.call or line.text)


def _helplines(context: Context) -> dict[str, Helpline]:
    page: Any = context.get("page")
    if hasattr(page, "blocks"):
        page.blocks  # noqa: B018  (reading them reads the lines)
        return {str(line.pk): line for line in page.helplines}
    return {str(line.pk): line for line in Helpline.objects.all()}


@register.simple_tag(takes_context=True)
def cited(context: Context, html: Any, sources: Any) -> SafeString:
    """Rich text with the numbers of its sources at the end of its last line."""
    text = with_terms(context, prose(context, html).strip())
    marks = cite(context, sources)
    match = _LAST_LINE_ENDS.search(text)
    if marks and match:
        return mark_safe(f"{text[: match.start()]}{marks}{match[0]}")  # noqa: S308
    return mark_safe(text + marks)  # noqa: S308


@register.simple_tag(takes_context=True)
def cite(context: Context, sources: Any) -> SafeString:
    """The numbers of `sources`, each a link to its entry; the first can be linked back to."""
    page = context.get("page")
    numbers: dict[int, int] = getattr(page, "source_numbers", {})
    sources = [sources] if isinstance(sources, Source) else sources or []
    links = []
    for number in dict.fromkeys(numbers[s.pk] for s in sources if s and s.pk in numbers):
        seen: set[int] = page.__dict__.setdefault("_cited_before", set())
        here = format_html(' id="cite-{}"', number) if number not in seen else ""
        seen.add(number)
        label = _("Source %(number)d") % {"number": number}
        links.append(
            format_html('<a href="#source-{0}"{1} aria-label="{2}">{0}</a>', number, here, label)
        )
    if not links:
        return mark_safe("")
    joined = format_html_join(" ", "{}", ((link,) for link in links))
    return format_html('<sup class="cites">{}</sup>', joined)


@register.simple_tag(takes_context=True)
def structured_data(context: Context, page: Any) -> SafeString:
    """JSON-LD of schema.org about `page`."""
    said = describe(page, context["request"], context.get("trail") or [], context.get("org"))
    text = json.dumps(said, ensure_ascii=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
