"""What is published in one language reaches what is known of the other, in the same transaction."""

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import Translation, TranslationSource

from articles.models.checkup import count_what_is_behind
from articles.models.translations.behind import untranslated
from articles.models.translations.urgent import TranslatedUrgent, UrgentMixin, fingerprint


@receiver(page_published)
def follow(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A source: its segments are read anew, so that what changed is to be translated again.
    A translation: it is noted which urgent box its own stands for."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        source = TranslationSource.objects.get_for_instance_or_none(instance)
        if source is not None:
            source.update_from_db()
            count_what_is_behind(instance)
    elif isinstance(instance, UrgentMixin):
        _note_urgent(instance)


def _note_urgent(page: Any) -> None:
    model = type(page)
    source = model.objects.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    if source is None:
        return
    own = fingerprint(list(page.urgent.raw_data))
    noted = TranslatedUrgent.objects.filter(page=page).first()
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if translation is not None:
        lacking = untranslated(translation).filter(context__path__startswith="urgent.").exists()
        stands = not lacking and _is_read(translation.source, source)
    else:
        # By hand: whoever changes the box has looked at it; who mends another word has not.
        stands = noted is None or noted.own != own
    if stands:
        TranslatedUrgent.objects.update_or_create(
            page=page, defaults={"source": fingerprint(list(source.urgent.raw_data)), "own": own}
        )


def _is_read(read: TranslationSource, source: Any) -> bool:
    """Whether wagtail-localize's copy of the source has the urgent box that is live."""
    return fingerprint(list(read.as_instance().urgent.raw_data)) == fingerprint(
        list(source.urgent.raw_data)
    )
