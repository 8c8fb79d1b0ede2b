from django.conf import settings
from django.db import models


class JobState(models.Model):
    """When a job of `schedule.py` last ran, and who is running it now."""

    name = models.CharField(max_length=60, primary_key=True)
    next_run = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    last_success = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class SetupCode(models.Model):
    """What a member of the intake team needs to set up a second factor; a lead hands it over."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
