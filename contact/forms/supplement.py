"""What the thanks page still asks, or lets a person take back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contact.forms.fields import OfferedField, in_words
from contact.forms.request import BEST_TIME, SEEKING_FOR, PlainForm, insurer_field

SAFE_CONTACT = [
    ("", _("As I said")),
    ("phone", _("Call me")),
    ("call_only", _("Call me. Leave no voicemail and send no text.")),
    ("text", _("Text me, if I ticked it")),
    ("email", _("Email me")),
    ("none", _("Do not contact me. I take my request back.")),
]


class SupplementForm(PlainForm):
    contact_method = OfferedField(
        label=_("How should we reach you?"), required=False, choices=SAFE_CONTACT
    )
    best_time = OfferedField(label=_("Best time to call"), required=False, choices=BEST_TIME)
    seeking_for = OfferedField(label=_("Who is it for?"), required=False, choices=SEEKING_FOR)
    insurer = insurer_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Nothing was chosen, so there is nothing to add."))
        return cleaned

    def in_words(self) -> list[tuple[str, str]]:
        """What was chosen or typed, as a person reads it."""
        return [(label, said[:200]) for label, said in in_words(self.fields, self.data)]

    def answers(self) -> dict[str, str | bool]:
        return {k: v for k, v in self.cleaned_data.items() if v}
