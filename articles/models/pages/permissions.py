"""Who may do what with a page, where Wagtail's one permission to publish is too much or too little.

No group holds it: articles go live by the workflow. A publisher still publishes what is no article
and translations, which say of themselves that nobody reviewed them. Whoever may edit a page may
take it down: that never waits, not for a lock either.
"""

from typing import Any

from wagtail.models import Page, PagePermissionTester

from articles.models.workflow import PUBLISH_UNREVIEWED


class PublicPagePermissionTester(PagePermissionTester):
    def __init__(self, user: Any, page: Page) -> None:
        self.permissions: set[str] = set()
        super().__init__(user, page)
        self.is_publisher = user.is_active and user.has_perm(PUBLISH_UNREVIEWED)
        if self.is_publisher and not user.is_superuser and "change" in self.permissions:
            # Moving, sorting and deleting ask for it; below is what it gives no more.
            self.permissions = self.permissions | {"publish"}

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Each of two buttons asks it of the page that an editor opens."""
        known: dict[Any, bool] = self.page.__dict__.setdefault("_can_be_deleted", {})
        asked = (self.user.pk, self.page.live, ignore_bulk)
        if asked not in known:
            known[asked] = bool(super().can_delete(ignore_bulk))
        return known[asked]

    def can_publish(self) -> bool:
        page: Any = self.page
        return bool(super().can_publish() and (self.user.is_superuser or not page.needs_review))

    def can_publish_subpage(self) -> bool:
        """A copy of what is live starts as a draft."""
        return bool(self.user.is_superuser and super().can_publish_subpage())

    def can_unpublish(self) -> bool:
        return bool(self.page.live and self.can_edit())

    def can_set_view_restrictions(self) -> bool:
        return bool(super().can_publish())

    def can_unschedule(self) -> bool:
        return bool(super().can_publish())
