"""A translation goes live whole, by somebody who may publish it, from its own editor.

wagtail-localize publishes with gaps, fills them with the source's words, and asks in some of its
views for the permission to translate alone.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from articles.models.translations.behind import untranslated


def refuse_to_publish_in_part(request: HttpRequest, page: Page) -> HttpResponse | None:
    """For Wagtail's hook `before_edit_page`: wagtail-localize publishes with gaps, and fills them
    with the source's words. Nothing is lost: each translated text is kept as it was saved."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = _translation(page)
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


def say_who_publishes(request: HttpRequest, page: Page) -> None:
    """For Wagtail's hook `before_edit_page`: the translator's editor has no button to submit with,
    since what goes through a workflow is a draft, and a translation has none until it is live."""
    if request.method != "GET" or not getattr(page, "is_translation", False):
        return
    if page.permissions_for_user(request.user).can_publish():
        return
    if _translation(page) is not None:
        said = _(
            "Each text that you save here is kept. When all are translated, tell a publisher: they"
            " publish it from this page. A translation does not wait for a clinician, and says so."
        )
        messages.info(request, said)


class UpdateView(UpdateTranslationsView):
    """Takes in what changed; what is then translated is published from the page's own editor."""

    def get_form(self) -> forms.Form:
        return _without(super().get_form(), "publish_translations")


class SubmitView(SubmitPageTranslationView):
    """One page at a time: all that stands below would be written anew, live pages too."""

    def get_form(self) -> forms.Form:
        form: forms.Form = super().get_form()
        superuser = self.request.user.is_superuser
        return form if superuser else _without(form, "include_subtree")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """wagtail-localize would put the page above into the other language, live as it is."""
        above = self.object.get_parent()
        for locale in form.cleaned_data["locales"]:
            if not above.is_root() and not above.has_translation(locale):
                said = _("Translate “%(title)s” first: this page stands below it.")
                messages.error(self.request, said % {"title": above.title})
                return redirect("wagtailadmin_pages:edit", above.pk)
        answer: HttpResponse = super().form_valid(form)
        return answer


def convert(request: HttpRequest, page_id: int) -> HttpResponse:
    """To an alias: what is live becomes the source's words. Raises `PermissionDenied`."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    answer: HttpResponse = convert_to_alias(request, page_id)
    return answer


def _without(form: forms.Form, name: str) -> forms.Form:
    """A field that nobody is asked, whatever is sent."""
    if field := form.fields.get(name):
        field.disabled, field.initial, field.widget = True, False, forms.HiddenInput()
    return form


def _translation(page: Page) -> Any:
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
