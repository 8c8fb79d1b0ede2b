"""Every article gets a day for its next review; publishers and reviewers may set it."""

import importlib
from datetime import timedelta

from django.db import migrations
from django.utils import timezone

permission = importlib.import_module("articles.migrations.0002_roles").permission

MAY = {"Editors": ["view"], "Reviewers": ["view", "change"], "Publishers": ["view", "change"]}


def give_each_a_day(apps, schema_editor):
    ReviewDue = apps.get_model("articles", "ReviewDue")
    newest = {}
    for key, due in (
        apps.get_model("articles", "Review")
        .objects.order_by("reviewed_on", "pk")
        .values_list("article_id", "next_due_on")
    ):
        newest[key] = due
    first = timezone.localdate() + timedelta(days=30)
    ReviewDue.objects.bulk_create(
        ReviewDue(
            page_id=key,
            owner_id=owner,
            due_on=newest.get(key, first),
            reason="lapses" if key in newest else "new",
            set_at=timezone.now(),
        )
        for key, owner in apps.get_model("articles", "ArticlePage").objects.values_list(
            "pk", "owner_id"
        )
    )
    Group = apps.get_model("auth", "Group")
    for name, actions in MAY.items():
        for action in actions:
            Group.objects.get(name=name).permissions.add(
                permission(apps, "articles", "reviewdue", f"{action}_reviewdue")
            )
        Group.objects.get(name=name).permissions.add(
            permission(apps, "articles", "unreviewedpublication", "view_unreviewedpublication")
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_the_desk")]

    operations = [migrations.RunPython(give_each_a_day, migrations.RunPython.noop)]
