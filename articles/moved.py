"""Old addresses lead on: Wagtail notes them when a page moves, and this clears up after it.

Wagtail's own receivers run before these: its app stands before ours in the settings.
"""

from typing import Any

from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move


@receiver(page_slug_changed)
@receiver(post_page_move)
def clear_up(sender: Any, instance: Page, **kwargs: Any) -> None:
    """What no reader ever saw has no old address, and where a page is now nothing leads away."""
    moved = instance.get_descendants(inclusive=True)
    made = Redirect.objects.filter(automatically_created=True)
    made.filter(redirect_page__in=moved, redirect_page__first_published_at=None).delete()
    found = (page.get_url_parts() for page in moved)
    made.filter(
        old_path__in=[Redirect.normalise_path(parts[2]) for parts in found if parts]
    ).delete()
