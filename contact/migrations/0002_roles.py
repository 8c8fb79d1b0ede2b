"""Intake staff answer, intake leads also run the office, auditors read the access log."""

from django.db import migrations

GROUPS = ["Intake", "Intake leads", "Auditors"]


def permission(apps, app, model, codename):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=app, model=model)
    found, _ = Permission.objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return found


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name in GROUPS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
        if name == "Intake leads":
            group.permissions.add(permission(apps, "contact", "office", "change_office"))


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
