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
