from django.db import models
from django.utils.translation import gettext_lazy as _


class Tombstone(models.Model):
    """That a request was erased, so that a restored backup cannot bring it back."""

    id = models.UUIDField(primary_key=True, editable=False)
    erased_at = models.DateTimeField(_("erased"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=20, default="retention")

    class Meta:
        ordering = ["-erased_at"]
        default_permissions = ()
        verbose_name = _("tombstone")

    def __str__(self) -> str:
        return str(self.id)
