"""Every role of DESIGN.md, as the migrations make it: what it may do, and no more."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Workflow

Codenames = set[str]


def crud(model: str, actions: str) -> Codenames:
    words = {"a": "add", "c": "change", "d": "delete", "v": "view"}
    return {f"{words[letter]}_{model}" for letter in actions}


MODELS: dict[str, Codenames] = {
    # The last one is wagtail-localize's own migration's doing.
    "Editors": crud("source", "acv")
    | crud("synonym", "acv")
    | crud("glossaryterm", "acv")
    | crud("redirect", "acv")
    | crud("helpline", "v")
    | crud("reviewer", "v")
    | crud("reviewdue", "v")
    | crud("unreviewedpublication", "v")
    | {"submit_translation"},
    "Reviewers": crud("source", "acv")
    | crud("helpline", "v")
    | crud("reviewer", "v")
    | crud("review", "v")
    | crud("reviewdue", "cv")
    | crud("unreviewedpublication", "v"),
    "Publishers": crud("source", "acdv")
    | crud("synonym", "acdv")
    | crud("glossaryterm", "acdv")
    | crud("redirect", "acdv")
    | crud("helpline", "acdv")
    | crud("reviewer", "acdv")
    | crud("review", "v")
    | crud("reviewdue", "cv")
    | crud("unreviewedpublication", "v")
    | crud("facility", "acdv")
    | {"change_organisation", "change_banner", "change_menus", "publish_unreviewed"},
    "Intake": set(),
    "Intake leads": {"change_office"},
    "Auditors": set(),
}
PAGES: dict[str, Codenames] = {
    "Editors": {"add_page", "change_page"},
    "Reviewers": {"change_page"},
    "Publishers": {"add_page", "change_page", "lock_page", "unlock_page"},
}
FILES: dict[str, Codenames] = {
    "Editors": {"add", "change", "choose"},
    "Reviewers": {"choose"},
    "Publishers": {"add", "change", "delete", "choose"},
}


def test_the_groups_are_those_of_the_house(db: None) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_models(db: None, name: str) -> None:
    held = set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
    assert held == MODELS[name] | {"access_admin"}


@pytest.mark.parametrize("name", MODELS)
def test_pages(db: None, name: str) -> None:
    held = GroupPagePermission.objects.filter(group__name=name)
    assert set(held.values_list("permission__codename", flat=True)) == PAGES.get(name, set())
    assert set(held.values_list("page__depth", flat=True)) <= {1}


@pytest.mark.parametrize("name", MODELS)
def test_images_and_documents(db: None, name: str) -> None:
    held = GroupCollectionPermission.objects.filter(group__name=name)
    wanted = {f"{action}_{m}" for action in FILES.get(name, ()) for m in ("image", "document")}
    assert set(held.values_list("permission__codename", flat=True)) == wanted


def test_each_step_of_a_workflow_is_one_group_s(db: None) -> None:
    steps = {
        workflow.name: [
            [group.name for group in task.specific.groups.all()] for task in workflow.tasks
        ]
        for workflow in Workflow.objects.active()
    }
    assert steps == {
        "Publication": [["Publishers"]],
        "Medical review": [["Reviewers"], ["Publishers"]],
    }


def test_no_group_publishes_by_itself(db: None) -> None:
    assert not GroupPagePermission.objects.filter(permission__codename="publish_page").exists()


def test_nobody_is_in_a_group_before_somebody_puts_them_there(db: None) -> None:
    assert not Group.objects.exclude(user=None).exists()
