"""Editors write, reviewers approve, publishers publish; the home page stands under the root."""

from django.db import migrations

PAGES = {
    "Editors": ["add_page", "change_page"],
    "Reviewers": ["change_page"],
    "Publishers": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
FILES = {
    "Editors": ["add", "change", "choose"],
    "Reviewers": ["choose"],
    "Publishers": ["add", "change", "delete", "choose"],
}
MODELS = {
    "Editors": {"source": ["add", "change", "view"], "helpline": ["view"], "reviewer": ["view"]},
    "Reviewers": {
        "source": ["add", "change", "view"],
        "helpline": ["view"],
        "reviewer": ["view"],
        "review": ["add", "view"],
    },
    "Publishers": {
        "source": ["add", "change", "delete", "view"],
        "helpline": ["add", "change", "delete", "view"],
        "reviewer": ["add", "change", "delete", "view"],
        "review": ["view"],
        "facility": ["add", "change", "delete", "view"],
        "organisation": ["change"],
        "banner": ["change"],
        "menus": ["change"],
    },
}


def permission(apps, app, model, codename):
    """The permission, made here if the tables are so new that Django has not made it yet."""
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
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = Page.objects.get(depth=1)
    collection = Collection.objects.get(depth=1)
    # Wagtail's own first groups: an editor there may publish, and a moderator is none of ours.
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    for name, codenames in PAGES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
        for codename in codenames:
            GroupPagePermission.objects.get_or_create(
                group=group,
                page=root,
                permission=permission(apps, "wagtailcore", "page", codename),
            )
        for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            for action in FILES[name]:
                GroupCollectionPermission.objects.get_or_create(
                    group=group,
                    collection=collection,
                    permission=permission(apps, app, model, f"{action}_{model}"),
                )
        for model, actions in MODELS[name].items():
            for action in actions:
                group.permissions.add(permission(apps, "articles", model, f"{action}_{model}"))
    for task in GroupApprovalTask.objects.filter(groups=None):
        task.groups.set(Group.objects.filter(name="Publishers"))
        task.name = "Publishers look at it"
        task.save()
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Workflow.objects.filter(name="Moderators approval").update(name="Publication")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
