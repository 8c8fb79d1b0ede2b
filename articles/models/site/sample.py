from django.db import models


class SampleItem(models.Model):
    """What the sample loaded, and what it looked like then: the rest is somebody's work.

    A row outlives its object: what an editor took away does not come back with the next load.
    """

    key = models.CharField(max_length=120, unique=True)
    model = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
