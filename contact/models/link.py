from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """That two requests came from the same person, as a colleague saw it. It holds no reason: what
    matched is sealed in the two.

    A pair is stored once, the smaller id first, whoever linked what to what.
    """

    one = models.ForeignKey("contact.IntakeRequest", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("contact.IntakeRequest", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    username = models.CharField(_("who"), max_length=150)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        verbose_name = _("link")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_link_a_pair"),
            # Also keeps a request from being linked to itself.
            models.CheckConstraint(name="the_smaller_id_first", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"

    @staticmethod
    def pair(one: Any, other: Any) -> dict[str, Any]:
        """The columns of two requests, in the order in which they are stored."""
        first, second = sorted([one.pk, other.pk])
        return {"one_id": first, "other_id": second}
