"""Fields that keep what a person wrote and drop what only a machine would send."""

import re
from collections.abc import Mapping
from typing import Any

import phonenumbers
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, ValidationResult

# C0 and C1 controls but tab and line feed, the bidirectional overrides that hide or turn words
# round, lone surrogates, which no database takes, and what no XML may hold.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def plain(text: str) -> str:
    """Without them, and with one kind of line end."""
    return _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_of_each(sent: QueryDict) -> dict[str, str]:
    """One value a name, where a form that was changed on the way sends several: a message keeps
    all of them, line by line, and anything else the first that says something."""
    said: dict[str, str] = {}
    for name, values in sent.lists():
        given = list(dict.fromkeys(str(value) for value in values if value))
        said[name] = "\n".join(given) if name == "message" else (given or [""])[0]
    return said


def in_words(
    fields: Mapping[str, forms.Field], answers: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """What was answered, by the label of its field, in the fields' order; choices as they read."""
    said = []
    for name, field in fields.items():
        value = answers.get(name)
        if value:
            shown = dict(getattr(field, "choices", [])).get(value, value)
            said.append((str(field.label), str(shown)))
    return said


class PlainTextField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return super().to_python(plain("" if value is None else str(value))) or ""


class LineField(PlainTextField):
    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class OfferedField(forms.ChoiceField):
    """A choice that is not on offer any more is kept as it came: a plea is not lost over it."""

    def to_python(self, value: Any) -> str:
        return " ".join(_UNSAFE.sub("", str(value or "")).split())[:60]

    def valid_value(self, value: Any) -> bool:
        return True


class PhoneField(LineField):
    """Written as people say it, kept in the international form; American without a prefix."""

    widget = forms.TelInput

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
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


class EmailLineField(LineField):
    widget = forms.EmailInput

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if typed:
            forms.EmailField(
                error_messages={
                    "invalid": _("This email looks incomplete. It needs an @ and an ending.")
                }
            ).clean(typed)
        return typed
