from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.models import IntakeRequest
from contact.queue.permissions import REQUESTS, GroupMembershipPolicy


class ProgressForm(forms.ModelForm):
    """Where a request stands. Refuses to save over a colleague's newer change."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = IntakeRequest
        fields = ["status", "disposition", "assignee", "suspected"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.is_stale = False
        self.before = (self.instance.status, self.instance.version)
        policy = GroupMembershipPolicy(IntakeRequest, REQUESTS)
        assignee: Any = self.fields["assignee"]
        assignee.queryset = policy.users_with_any_permission(["change"])
        self.fields["disposition"].help_text = _("What came of it; needed to close.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("version") != self.before[1]:
            self.is_stale = True
            raise forms.ValidationError(
                _("A colleague changed this request meanwhile. Look at it again, then save.")
            )
        closing = cleaned.get("status") == IntakeRequest.Status.CLOSED
        if closing and not cleaned.get("disposition"):
            self.add_error("disposition", _("Say what came of it before you close it."))
        if not closing:
            cleaned["disposition"] = ""
        return cleaned

    def save(self, commit: bool = True) -> IntakeRequest:
        """Raises `forms.ValidationError` where a colleague was faster by a moment."""
        request = self.instance
        ended = request.status in (IntakeRequest.Status.CLOSED, IntakeRequest.Status.SPAM)
        if not ended:
            request.closed_at = None
        elif request.closed_at is None:
            request.closed_at = timezone.now()
        # The same words after that are a new plea, not a repeat of one that was laid aside.
        ending = {"digest": None} if ended else {}
        changed = IntakeRequest.objects.filter(pk=request.pk, version=self.before[1]).update(
            status=request.status,
            disposition=request.disposition,
            assignee=request.assignee,
            suspected=request.suspected,
            closed_at=request.closed_at,
            updated_at=timezone.now(),
            version=self.before[1] + 1,
            **ending,
        )
        if not changed:
            raise forms.ValidationError(_("A colleague changed this request meanwhile."))
        return request
