from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from contact.forms.fields import PlainTextField
from contact.models import Attempt, IntakeRequest
from contact.models.note import LETTERS
from contact.queue.newest_first import Place
from contact.queue.permissions import REQUESTS, GroupMembershipPolicy

LATEST_STEP = timedelta(days=365)


class NextStepField(forms.DateTimeField):
    """When to try again: after now, and within a year."""

    widget = AdminDateTimeInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("Next step"))
        kwargs.setdefault(
            "help_text", _("When to try again. It rises to the top of the list then.")
        )
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value <= timezone.now():
            raise forms.ValidationError(_("This is in the past."))
        if value and value > timezone.now() + LATEST_STEP:
            raise forms.ValidationError(_("This is more than a year away."))


class ProgressForm(forms.ModelForm):
    """Where a request stands, as the person who saves it saw it: `version` says which state."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = IntakeRequest
        fields = ["status", "disposition", "assignee", "suspected", "due_at"]
        field_classes = {"due_at": forms.DateTimeField}
        widgets = {"due_at": AdminDateTimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.before = self.instance.status
        may_follow = {self.before, *IntakeRequest.NEXT[self.before]}
        status: Any = self.fields["status"]
        status.choices = [pair for pair in IntakeRequest.Status.choices if pair[0] in may_follow]
        status.error_messages["invalid_choice"] = _("This status cannot follow the present one.")
        policy = GroupMembershipPolicy(IntakeRequest, REQUESTS)
        assignee: Any = self.fields["assignee"]
        assignee.queryset = policy.users_with_any_permission(["change"])
        self.fields["disposition"].help_text = _("What came of it; needed to close.")
        self.fields["due_at"].help_text = _("It rises to the top of the list then.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        closing = cleaned.get("status") == IntakeRequest.Status.CLOSED
        if closing and not cleaned.get("disposition"):
            self.add_error("disposition", _("Say what came of it before you close it."))
        if not closing:
            cleaned["disposition"] = ""
        return cleaned

    def wanted(self) -> dict[str, Any]:
        """The columns to set."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NoteForm(forms.Form):
    note = PlainTextField(
        label=_("Note"),
        max_length=LETTERS,
        help_text=_("Sealed like the request. Colleagues who may open it read it."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": _("Write the note first."),
            "max_length": _("This is too long. Please shorten it."),
        },
    )


class FindForm(forms.Form):
    words = PlainTextField(
        label=_("Reference, name, phone or words"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write what to look for."),
            "max_length": _("This is too long: a few words are enough."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("Received"),
        coerce=int,
        choices=[
            (30, _("in the last 30 days")),
            (90, _("in the last 90 days")),
            (365, _("in the last year")),
            (36500, _("at any time")),
        ],
    )
    before = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def clean_before(self) -> Place | None:
        try:
            return Place.read(self.cleaned_data["before"]) if self.cleaned_data["before"] else None
        except ValueError:
            raise forms.ValidationError(_("Begin the search again.")) from None


class AttemptForm(forms.Form):
    way = forms.ChoiceField(label=_("How"), choices=Attempt.Way.choices)
    outcome = forms.ChoiceField(label=_("What came of it"), choices=Attempt.Outcome.choices)
    next_step = NextStepField()
    words = PlainTextField(
        label=_("Note"),
        required=False,
        max_length=LETTERS,
        help_text=_("Sealed like the request."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        way, outcome = cleaned.get("way"), cleaned.get("outcome")
        if way and outcome and outcome not in Attempt.OUTCOMES[Attempt.Way(way)]:
            self.add_error("outcome", _("This cannot come of it: choose another outcome."))
        return cleaned
