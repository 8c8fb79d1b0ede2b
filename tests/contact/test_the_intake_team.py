"""Nobody gets into the intake groups but through a lead, or a command on the server."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import transaction

from contact import team
from contact.models import AccessEntry, IntakeRequest


def groups_of(username: str) -> set[str]:
    user = get_user_model().objects.get(username=username)
    return set(user.groups.values_list("name", flat=True))


@pytest.mark.parametrize("name", team.PROTECTED)
def test_no_road_but_the_teams_leads_into_its_groups(account: Any, name: str) -> None:
    user, group = account("editor"), Group.objects.get(name=name)
    roads = [
        lambda: user.groups.add(group),
        lambda: user.groups.set([group]),
        lambda: group.user_set.add(user),
        lambda: group.user_set.set([user]),
    ]
    for road in roads:
        with pytest.raises(PermissionDenied), transaction.atomic():
            road()
    assert groups_of("editor") == {"Editors"}


@pytest.mark.parametrize("name", team.PROTECTED)
def test_no_group_becomes_or_stops_being_one_of_them(db: None, name: str) -> None:
    group, other = Group.objects.get(name=name), Group.objects.get(name="Editors")
    group.name = "Something else"
    with pytest.raises(PermissionDenied), transaction.atomic():
        group.save()
    with pytest.raises(PermissionDenied), transaction.atomic():
        Group.objects.get(name=name).delete()
    with team.allowed():
        Group.objects.filter(pk=group.pk).update(name="Gone")
    other.name = name
    with pytest.raises(PermissionDenied), transaction.atomic():
        other.save()


def test_a_superuser_cannot_join_through_the_admin(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("admin")
    me = get_user_model().objects.get(username="admin")
    intake = Group.objects.get(name="Intake")
    page = client.get(f"/admin/users/edit/{me.pk}/").content.decode()
    assert "Editors" in page
    assert "Intake leads" not in page
    sent = {
        "username": "admin",
        "email": "admin@example.org",
        "first_name": "A",
        "last_name": "B",
        "is_active": "on",
        "is_superuser": "on",
        "groups": [str(intake.pk)],
    }
    client.post(f"/admin/users/edit/{me.pk}/", sent)
    client.post(
        f"/admin/bulk/auth/user/assign_role/?id={me.pk}&next=/admin/users/", {"role": intake.pk}
    )
    client.post(f"/admin/groups/edit/{Group.objects.get(name='Editors').pk}/", {"name": "Intake"})
    assert groups_of("admin") == set()
    url = f"/admin/requests/{request_for_help.pk}/"
    assert "Wilhelmina" not in client.get(url).content.decode()


def test_editing_a_colleagues_account_keeps_them_in_the_team(account: Any, signed_in: Any) -> None:
    user = account("intake", "ann")
    editors = Group.objects.get(name="Editors")
    sent = {
        "username": "ann",
        "email": "ann@example.org",
        "first_name": "Ann",
        "last_name": "B",
        "is_active": "on",
        "groups": [str(editors.pk)],
    }
    answer = signed_in("admin").post(f"/admin/users/edit/{user.pk}/", sent)
    assert answer.status_code == 302
    assert groups_of("ann") == {"Intake", "Editors"}


def test_a_lead_adds_and_removes_and_the_log_says_so(account: Any, signed_in: Any) -> None:
    account("editor", "new")
    lead = signed_in("lead")
    sent = {"username": "new", "group": "Intake"}
    assert lead.post("/admin/requests/team/", sent).status_code == 302
    assert groups_of("new") == {"Editors", "Intake"}
    assert "new" in lead.get("/admin/requests/team/").content.decode()
    assert lead.post("/admin/requests/team/", sent | {"remove": ""}).status_code == 302
    assert groups_of("new") == {"Editors"}
    said = list(AccessEntry.objects.filter(action="team").values_list("username", "detail"))
    assert sorted(said) == [("lead", "Intake: + new"), ("lead", "Intake: - new")]


def test_the_last_lead_stays(signed_in: Any, account: Any) -> None:
    lead = signed_in("lead")
    sent = {"username": "lead", "group": "Intake leads", "remove": ""}
    answer = lead.post("/admin/requests/team/", sent)
    assert answer.status_code == 422
    assert "This is the only lead" in answer.content.decode()
    assert groups_of("lead") == {"Intake leads"}
    account("lead", "second")
    assert lead.post("/admin/requests/team/", sent).status_code == 302
    assert groups_of("lead") == set()
    assert lead.get("/admin/requests/team/").status_code in (302, 403)


@pytest.mark.parametrize(
    "sent",
    [
        {"username": "nobody", "group": "Intake"},
        {"username": "", "group": "Intake"},
        {"username": "lead", "group": "Editors"},
        {"username": "x" * 5000, "group": "Intake"},
    ],
)
def test_a_mistake_is_said(signed_in: Any, sent: dict[str, str]) -> None:
    assert signed_in("lead").post("/admin/requests/team/", sent).status_code == 422
    assert not AccessEntry.objects.filter(action="team").exists()


@pytest.mark.parametrize("role", ["intake", "auditor", "admin", "editor", "publisher", "reviewer"])
def test_nobody_but_a_lead_changes_the_team(signed_in: Any, role: str) -> None:
    client = signed_in(role)
    assert client.get("/admin/requests/team/").status_code in (302, 403)
    client.post("/admin/requests/team/", {"username": role, "group": "Intake leads"})
    assert "Intake leads" not in groups_of(role)


def test_the_command_makes_a_lead_and_logs_it(
    account: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    account("editor", "ann")
    call_command("intake_lead", "ann")
    call_command("intake_lead", "ann")
    assert groups_of("ann") == {"Editors", "Intake leads"}
    assert "already" in capsys.readouterr().out
    entry = AccessEntry.objects.get(action="team")
    assert (entry.username, entry.detail) == ("server", "Intake leads: + ann")


def test_the_command_says_who_is_not_there(account: Any) -> None:
    user = account("editor", "gone")
    user.is_active = False
    user.save()
    for name, said in (("nobody", "no account"), ("gone", "switched off")):
        with pytest.raises(CommandError, match=said):
            call_command("intake_lead", name)
