"""The two forms. A request is never refused for being odd, only for giving no way to answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contact.forms.fields import EmailLineField, LineField, OfferedField, PhoneField, PlainTextField
from contact.spam import signs_of_spam

MESSAGE_LETTERS = 5000

SEEKING_FOR = [
    ("", _("I would rather not say")),
    ("myself", _("Myself")),
    ("loved_one", _("Someone I love")),
    ("work", _("Someone I support in my work")),
]
CONTACT_METHOD = [
    ("", _("Whatever I gave")),
    ("phone", _("Call me")),
    ("text", _("Text me, if I ticked it")),
    ("email", _("Email me")),
]
BEST_TIME = [
    ("", _("Any time you read requests")),
    ("morning", _("Morning")),
    ("afternoon", _("Afternoon")),
    ("evening", _("Early evening")),
]


def insurer_field() -> LineField:
    return LineField(
        label=_("Insurer"),
        required=False,
        max_length=120,
        help_text=_("The company's name is enough. We never need the number here."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PlainForm(forms.Form):
    """Says what is too long, where a browser would cut a plea off in silence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages.setdefault("max_length", _("This is too long. Please shorten it."))
            if isinstance(field, forms.CharField):
                field.widget.attrs.pop("maxlength", None)


class ShortRequestForm(PlainForm):
    """Beside every article. One of phone and email is required; everything else may be empty."""

    kind = "short"
    required_css_class = "required"

    phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=60,
        help_text=_(
            "We may call this number. We leave no message and send no text unless you tick it."
        ),
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
    )
    email = EmailLineField(
        label=_("Email"),
        required=False,
        max_length=254,
        help_text=_("Give a phone number or an email: one is enough."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    name = LineField(
        label=_("What to call you"),
        required=False,
        max_length=120,
        help_text=_("A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    voicemail_ok = forms.BooleanField(
        label=_("You may leave a voicemail. It will not mention treatment."), required=False
    )
    text_ok = forms.BooleanField(label=_("You may send a text."), required=False)
    message = PlainTextField(
        label=_("Message"),
        required=False,
        max_length=MESSAGE_LETTERS,
        help_text=_("One line is enough, or none."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={
            "max_length": _(
                "This is longer than we can take: %(show_value)s letters. Please keep it under"
                " %(limit_value)s."
            )
        },
    )
    # Not a word that a browser's autofill knows, and hidden from eyes, keyboards and screen
    # readers alike; only a machine that fills in every field fills in this one.
    reply_topic = LineField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        tried = self.has_error("phone") or self.has_error("email")
        if not tried and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", _("Give a phone number or an email, so that we can reach you."))
        return cleaned

    def suspicions(self) -> list[str]:
        """Why a machine seems to have filled this in, if one does; it is kept all the same."""
        return signs_of_spam(self.cleaned_data, trap=self.cleaned_data["reply_topic"])

    def answers(self) -> dict[str, str | bool]:
        """What goes into the envelope: every answer, and which form it was."""
        said = {k: v for k, v in self.cleaned_data.items() if k != "reply_topic"}
        return {"form": self.kind, **said}


class FullRequestForm(ShortRequestForm):
    kind = "full"

    seeking_for = OfferedField(label=_("Who is it for?"), required=False, choices=SEEKING_FOR)
    contact_method = OfferedField(
        label=_("How should we reach you?"), required=False, choices=CONTACT_METHOD
    )
    best_time = OfferedField(label=_("Best time to call"), required=False, choices=BEST_TIME)
    insurer = insurer_field()
    acknowledged = forms.BooleanField(
        label=_("I understand what happens to what I write."),
        error_messages={"required": _("Please tick this, so that we know you have read it.")},
    )

    field_order = [
        "phone",
        "email",
        "name",
        "voicemail_ok",
        "text_ok",
        "contact_method",
        "best_time",
        "seeking_for",
        "insurer",
        "message",
        "acknowledged",
        "reply_topic",
    ]


FORMS: dict[str, type[ShortRequestForm]] = {
    form.kind: form for form in (ShortRequestForm, FullRequestForm)
}
