"""Articles go live by the workflow: written, read by a clinician, published by somebody else."""

import importlib

from django.db import migrations

permission = importlib.import_module("articles.migrations.0002_roles").permission

REVIEW = "Medical review"
PUBLICATION = "Publication"


def task(apps, model, name, group):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    content_type, _ = ContentType.objects.get_or_create(app_label="articles", model=model.lower())
    made = apps.get_model("articles", model).objects.create(name=name, content_type=content_type)
    made.groups.set(Group.objects.filter(name=group))
    return made


def change(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(
        permission__codename="publish_page"
    ).delete()
    Group.objects.get(name="Publishers").permissions.add(
        permission(apps, "articles", "unreviewedpublication", "publish_unreviewed")
    )
    # A review is made by the workflow alone.
    Group.objects.get(name="Reviewers").permissions.remove(
        permission(apps, "articles", "review", "add_review")
    )
    publication = task(apps, "PublicationTask", "A publisher looks at it", "Publishers")
    for workflow in Workflow.objects.filter(name=PUBLICATION):
        WorkflowTask.objects.filter(workflow=workflow).delete()
        WorkflowTask.objects.create(
            workflow=workflow, task_id=publication.task_ptr_id, sort_order=0
        )
    review = task(apps, "MedicalReviewTask", "A clinician reads it", "Reviewers")
    reviewed = Workflow.objects.create(name=REVIEW, active=True)
    for order, step in enumerate((review, publication)):
        WorkflowTask.objects.create(workflow=reviewed, task_id=step.task_ptr_id, sort_order=order)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_medical_review")]

    operations = [migrations.RunPython(change, migrations.RunPython.noop)]
