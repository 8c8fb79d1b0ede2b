from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    """One try to reach a person: how, when, by whom and what came of it. It holds no words."""

    class Way(models.TextChoices):
        CALL = "call", _("Call")
        TEXT = "text", _("Text")
        EMAIL = "email", _("Email")

    class Outcome(models.TextChoices):
        NO_ANSWER = "no_answer", _("No answer")
        VOICEMAIL = "voicemail", _("Voicemail left")
        WRONG_NUMBER = "wrong_number", _("Wrong number or address")
        SENT = "sent", _("Sent, waiting for an answer")
        REACHED = "reached", _("Reached")

    OUTCOMES = {
        Way.CALL: {
            *(Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.WRONG_NUMBER, Outcome.REACHED),
        },
        Way.TEXT: {Outcome.SENT, Outcome.WRONG_NUMBER, Outcome.REACHED},
        Way.EMAIL: {Outcome.SENT, Outcome.WRONG_NUMBER, Outcome.REACHED},
    }
    """What can come of which way."""

    request = models.ForeignKey(
        "contact.IntakeRequest", on_delete=models.CASCADE, related_name="attempts"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    username = models.CharField(_("who"), max_length=150)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    way = models.CharField(_("how"), max_length=10, choices=Way)
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome)

    class Meta:
        ordering = ["at"]
        default_permissions = ()
        verbose_name = _("attempt")

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.get_outcome_display()}"
