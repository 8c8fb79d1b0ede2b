"""Every address below /admin/, from the URL configuration, filled in with things that exist."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import get_resolver
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Site, Task, Workflow

from articles.models import ArticlePage, Organisation, TopicPage
from contact.intake import submit

_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> dict[str, str]:
    """Each route below /admin/ with its name; what two of them share is told apart by the route."""
    return dict(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: Any, before: str, namespace: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)
        elif route.startswith("admin/"):
            yield route, namespace + (pattern.name or "")


class Things:
    """What stands for each parameter: a real thing where there is one."""

    def __init__(self) -> None:
        article = ArticlePage.objects.get(
            slug="mothering-from-the-inside-out", locale__language_code="en"
        )
        self.any: dict[str, Any] = {
            "page_id": article.pk,
            "page_pk": article.pk,
            "parent_page_id": TopicPage.objects.get(
                slug="treatment", locale__language_code="en"
            ).pk,
            "page_to_move_id": article.pk,
            "destination_id": TopicPage.objects.get(slug="substances").pk,
            "revision_id": article.latest_revision_id,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "image_id": get_image_model().objects.first().pk,
            "filter_spec": "width-100",
            "collection_id": Collection.objects.first().pk,
            "content_type_app_name": "articles",
            "content_type_model_name": "articlepage",
            "app_label": "articles",
            "app_name": "articles",
            "model_name": "source",
            "object_id": "1",
            "action": "delete",
            "action_name": "approve",
            "mode": "changes",
            "workflow_pk": Workflow.objects.first().pk,
            "task_id": Task.objects.first().pk,
            "uidb36": "1",
            "uidb64": "MQ",
            "key": "no-key",
            "token": "no-token",
        }
        self.pk: list[tuple[str, Any]] = [
            ("admin/requests/", submit({"phone": "+1 570-555-0123"}, language="en").pk),
            ("admin/users/", get_user_model().objects.create_user("someone").pk),
            ("admin/groups/", Group.objects.get(name="Editors").pk),
            ("admin/sites/", Site.objects.first().pk),
            ("admin/locales/", Locale.objects.first().pk),
            ("admin/collections/", Collection.objects.first().pk),
            ("admin/workflows/tasks/", Task.objects.first().pk),
            ("admin/workflows/", Workflow.objects.first().pk),
            ("admin/settings/", Organisation.objects.get().pk),
            ("admin/pages/", article.pk),
            ("admin/api/main/^pages/", article.pk),
            ("admin/api/main/^images/", self.any["image_id"]),
        ]
        for model in apps.get_models():
            first = model._default_manager.first()  # type: ignore[attr-defined]
            name = model._meta.model_name
            if model._meta.app_label == "articles" and first is not None:
                for place in (f"snippets/articles/{name}/", f"snippets/choose/articles/{name}/"):
                    self.pk.append((f"admin/{place}", first.pk))

    def path(self, route: str) -> str:
        """An address that this route answers."""

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name == "model_name" and route.startswith("admin/settings/"):
                return "organisation"
            if name != "pk":
                return str(self.any.get(name, 1))
            return str(next((pk for start, pk in self.pk if route.startswith(start)), 1))

        filled = _CONVERTER.sub(fill, _GROUP.sub(fill, route))
        plain = filled.replace("\\.", ".").replace("^", "").replace("$", "").replace("\\Z", "")
        return "/" + plain.replace(".*/", "no-such-page/")
