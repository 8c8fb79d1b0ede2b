"""What of a translation is behind, by wagtail-localize's own segments."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


@dataclass(frozen=True)
class Behind:
    """A page in another language, and the source's texts that it does not say yet."""

    page: Page
    texts: list[str]


def untranslated(translation: Translation) -> QuerySet[StringSegment]:
    """The segments of the source, as it was last published, that have no translation."""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
        has_error=False,
    )
    return StringSegment.objects.filter(~Exists(done), source_id=translation.source_id)


def behind(page: Page) -> list[Behind]:
    """Of a source as it stands here, a draft too: each translation that lacks a text of it."""
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale=page.locale_id, enabled=True
    ).select_related("target_locale")
    found = []
    for translation in translations:
        if not (texts := _lacking(page, translation)):
            continue
        there = Page.objects.filter(
            translation_key=page.translation_key, locale=translation.target_locale_id
        ).first()
        if there is not None:
            found.append(Behind(there, texts))
    return found


def _lacking(page: Page, translation: Translation) -> list[str]:
    done = set(
        StringTranslation.objects.filter(
            context__object_id=page.translation_key,
            locale_id=translation.target_locale_id,
            has_error=False,
        ).values_list("context__path", "translation_of__data")
    )
    said = [
        segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)
    ]
    lacking = [each for each in said if (each.path, each.string.data) not in done]
    return list(dict.fromkeys(each.string.render_text() for each in lacking))
