from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from recovery_site.opening.panel import show_what_lacks

hooks.register("construct_homepage_panels", show_what_lacks)


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("The app, the passkeys and the recovery codes that you sign in with."),
    }
