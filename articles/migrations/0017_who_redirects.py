"""Editors and publishers see and mend where old addresses lead."""

from importlib import import_module

from django.db import migrations

permission = import_module("articles.migrations.0002_roles").permission

ROLES = {"Editors": ["add", "change", "view"], "Publishers": ["add", "change", "delete", "view"]}


def change(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, actions in ROLES.items():
        for group in Group.objects.filter(name=name):
            for action in actions:
                group.permissions.add(
                    permission(apps, "wagtailredirects", "redirect", f"{action}_redirect")
                )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_picture_credits"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(change, migrations.RunPython.noop)]
