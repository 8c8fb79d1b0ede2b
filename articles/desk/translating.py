"""A translation goes live whole: what is not translated would stand there in English."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from articles.models.translations.behind import untranslated


def refuse_to_publish_in_part(request: HttpRequest, page: Page) -> HttpResponse | None:
    """For Wagtail's hook `before_edit_page`: wagtail-localize publishes with gaps, and fills them
    with the source's words. Nothing is lost: each translated text is kept as it was saved."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    number = untranslated(translation).count() if translation else 0
    if not number:
        return None
    said = ngettext(
        "Not published: %(number)s text is not translated yet, and readers would see it in"
        " English.",
        "Not published: %(number)s texts are not translated yet, and readers would see them in"
        " English.",
        number,
    )
    messages.error(request, said % {"number": number})
    return redirect("wagtailadmin_pages:edit", page.pk)
