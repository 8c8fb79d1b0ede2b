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
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from contact import team
        from recovery_site import checks  # noqa: F401  (registers the house rules)
        from recovery_site.signin import setup_code, staff_session

        user_logged_in.connect(staff_session.begin, dispatch_uid="session")
        authenticator_added.connect(staff_session.prove, dispatch_uid="session")
        authenticator_added.connect(setup_code.spend, dispatch_uid="setup_code")
        team.vouched.connect(setup_code.vouched, dispatch_uid="setup_code")
        # Signalled for each app after all migrations ran; once is enough.
        post_migrate.connect(set_site_address, sender=self, dispatch_uid="site_address")
