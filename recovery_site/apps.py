from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


def set_site_address(**kwargs: Any) -> None:
    """The default site's host and port are SITE_URL's: one setting says where the site is."""
    from wagtail.models import Site

    url = urlsplit(settings.SITE_URL)
    port = url.port or (443 if url.scheme == "https" else 80)
    for site in Site.objects.filter(is_default_site=True):
        if (site.hostname, site.port) != (url.hostname, port):
            site.hostname, site.port = url.hostname, port
            site.save()


class RecoverySiteConfig(AppConfig):
    name = "recovery_site"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Recovery site"

    def ready(self) -> None:
        from recovery_site import checks  # noqa: F401  (registers the house rules)

        # Signalled for each app after all migrations ran; once is enough.
        post_migrate.connect(set_site_address, sender=self, dispatch_uid="site_address")
