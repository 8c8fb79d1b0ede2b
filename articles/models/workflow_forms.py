"""What Wagtail's dialog asks at a step of the medical review."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.forms import TaskStateCommentForm

from articles.models.evidence.review import GOOD_FOR


class CorrectionForm(TaskStateCommentForm):
    """For what readers may have learnt from the page before."""

    correction = forms.CharField(
        label=_("What was wrong before, in words for readers"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "Stands at the foot of the page with today's date. Leave empty where only the wording"
            " changed."
        ),
    )


class ReviewForm(CorrectionForm):
    next_due_on = forms.DateField(
        label=_("Next review due"),
        required=False,
        help_text=_("Without a day: in a year."),
        widget=AdminDateInput(),
        initial=lambda: timezone.localdate() + GOOD_FOR,
    )

    def clean_next_due_on(self) -> date | None:
        due: date | None = self.cleaned_data["next_due_on"]
        if due is not None and due <= timezone.localdate():
            raise forms.ValidationError(_("The next review comes after this one."))
        return due


class ReasonForm(CorrectionForm):
    comment = forms.CharField(
        label=_("Why, without a clinical review"),
        required=True,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Kept with the article. Readers are told that no clinician reviewed it."),
    )
