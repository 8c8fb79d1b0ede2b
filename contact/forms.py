"""The two forms. A request is never refused for being odd, only for giving no way to answer."""

import re
from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, ValidationResult

MESSAGE_LETTERS = 5000

# C0 and C1 controls but tab and line feed, the bidirectional overrides that hide or turn words
# round, and lone surrogates, which no database takes.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class PlainTextField(forms.CharField):
    """Keeps what a person wrote and drops what only a machine would send."""

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        return (
            super().to_python(_UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))) or ""
        )


class LineField(PlainTextField):
    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class OfferedField(forms.ChoiceField):
    """A choice that is not on offer any more is kept as it came: a plea is not lost over it."""

    def to_python(self, value: Any) -> str:
        return " ".join(_UNSAFE.sub("", str(value or "")).split())[:60]

    def valid_value(self, value: Any) -> bool:
        return True


class ShortRequestForm(forms.Form):
    """Beside every article. One of phone and email is required; everything else may be empty."""

    kind = "short"
    required_css_class = "required"

    phone = LineField(
        label=_("Phone"),
        required=False,
        max_length=60,
        help_text=_(
            "We may call this number. We leave no message and send no text unless you tick it."
        ),
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
    )
    email = LineField(
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages.setdefault("max_length", _("This is too long. Please shorten it."))
            if isinstance(field, forms.CharField):
                # The server says what is too long; a browser would cut a plea off in silence.
                field.widget.attrs.pop("maxlength", None)

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "US")
        except NumberParseException as error:
            raise forms.ValidationError(
                _("We cannot read this number. Please write it in digits, with the area code.")
            ) from error
        fits = phonenumbers.is_possible_number_with_reason(number)
        if fits in (ValidationResult.TOO_SHORT, ValidationResult.IS_POSSIBLE_LOCAL_ONLY):
            raise forms.ValidationError(
                _("This number looks too short. Please add the area code and every digit.")
            )
        if fits == ValidationResult.TOO_LONG:
            raise forms.ValidationError(_("This number looks too long. Please check it."))
        if fits != ValidationResult.IS_POSSIBLE:
            raise forms.ValidationError(_("Please check this number: we could not call it."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def clean_email(self) -> str:
        typed = self.cleaned_data["email"]
        if typed:
            forms.EmailField(
                error_messages={
                    "invalid": _("This email looks incomplete. It needs an @ and an ending.")
                }
            ).clean(typed)
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        tried = self.has_error("phone") or self.has_error("email")
        if not tried and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", _("Give a phone number or an email, so that we can reach you."))
        return cleaned

    @property
    def suspected(self) -> bool:
        """Whether a machine seems to have filled this in; it is kept all the same."""
        return bool(self.cleaned_data.get("reply_topic"))

    def answers(self) -> dict[str, str | bool]:
        """What goes into the envelope: every answer, and which form it was."""
        said = {k: v for k, v in self.cleaned_data.items() if k != "reply_topic"}
        return {"form": self.kind, **said}


class FullRequestForm(ShortRequestForm):
    kind = "full"

    seeking_for = OfferedField(
        label=_("Who is it for?"),
        required=False,
        choices=[
            ("", _("I would rather not say")),
            ("myself", _("Myself")),
            ("loved_one", _("Someone I love")),
            ("work", _("Someone I support in my work")),
        ],
    )
    contact_method = OfferedField(
        label=_("How should we reach you?"),
        required=False,
        choices=[
            ("", _("Whatever I gave")),
            ("phone", _("Call me")),
            ("text", _("Text me, if I ticked it")),
            ("email", _("Email me")),
        ],
    )
    best_time = OfferedField(
        label=_("Best time to call"),
        required=False,
        choices=[
            ("", _("Any time you read requests")),
            ("morning", _("Morning")),
            ("afternoon", _("Afternoon")),
            ("evening", _("Early evening")),
        ],
    )
    insurer = LineField(
        label=_("Insurer"),
        required=False,
        max_length=120,
        help_text=_("The company's name is enough. We never need the number here."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    acknowledged = forms.BooleanField(
        label=_("I understand what happens to what I write, as it says above."),
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
