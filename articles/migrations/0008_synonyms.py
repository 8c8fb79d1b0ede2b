"""The synonyms' table, those that an installation starts with, and who may change them."""

from importlib import import_module
from pathlib import Path

import yaml
from django.db import migrations, models

FIRST = Path(__file__).parent / "first_synonyms.yaml"
ROLES = {"Editors": ["add", "change", "view"], "Publishers": ["add", "change", "delete", "view"]}

permission = import_module("articles.migrations.0002_roles").permission


def first(apps, schema_editor):
    """One row for each saying; said in two places of the file it means both."""
    Synonym = apps.get_model("articles", "Synonym")
    rows = {}
    for language, meanings in yaml.safe_load(FIRST.read_text()).items():
        for means, sayings in meanings.items():
            for words in sayings:
                rows.setdefault((str(words), language), []).append(means)
    Synonym.objects.bulk_create(
        Synonym(words=words, language=language, means=", ".join(dict.fromkeys(means))[:300])
        for (words, language), means in rows.items()
    )


def roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, actions in ROLES.items():
        for group in Group.objects.filter(name=name):
            for action in actions:
                group.permissions.add(permission(apps, "articles", "synonym", f"{action}_synonym"))


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0007_feedback"),
    ]

    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(help_text="A word or a few: a street name, a brand, slang, also one that hurts.", max_length=80, verbose_name="as families say it")),
                ("means", models.CharField(help_text="The words of the articles, in English; several with commas between.", max_length=300, verbose_name="as the articles say it")),
                ("language", models.CharField(choices=[("en", "English"), ("es", "Spanish")], default="en", max_length=2, verbose_name="language")),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "synonym",
                "verbose_name_plural": "synonyms",
                "ordering": ["words"],
            },
        ),
        migrations.AddConstraint(
            model_name="synonym",
            constraint=models.UniqueConstraint(fields=("words", "language"), name="synonym_said_once"),
        ),
        migrations.RunPython(first, migrations.RunPython.noop),
        migrations.RunPython(roles, migrations.RunPython.noop),
    ]
