"""Leads add and remove those who answer, lead and audit."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic import PermissionCheckedMixin

from contact import team
from contact.models import AccessEntry
from contact.queue.permissions import TEAM, GroupMembershipPolicy


class MemberForm(forms.Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("Of an account that is there already."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    group = forms.ChoiceField(label=_("Group"), choices=[(name, name) for name in team.PROTECTED])

    def clean_username(self) -> Any:
        typed = self.cleaned_data["username"]
        user = get_user_model().objects.filter(username=typed, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("There is no account of this name."))
        return user


@method_decorator(never_cache, name="dispatch")
class TeamView(PermissionCheckedMixin, View):
    permission_policy = GroupMembershipPolicy(AccessEntry, TEAM)
    permission_required = "change"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, MemberForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MemberForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, status=422)
        user, group = form.cleaned_data["username"], form.cleaned_data["group"]
        by: Any = request.user
        if "remove" not in request.POST and "vouch" not in request.POST:
            code = team.join(user, group, by.get_username(), by)
            messages.success(request, _("Added."))
            self._hand_over(request, user, code)
        elif "vouch" in request.POST:
            if team.is_member(user):
                code = team.vouch_again(user, by.get_username(), by)
                messages.success(request, _("How they signed in is forgotten."))
                self._hand_over(request, user, code)
        else:
            try:
                team.leave(user, group, by.get_username(), by)
            except team.LastLeadError:
                messages.error(
                    request, _("This is the only lead. Add another first, who can add others.")
                )
                return self._show(request, MemberForm(), status=422)
            messages.success(request, _("Removed."))
        # A lead who has just left may not look any more.
        here = self.permission_policy.user_has_permission(
            get_user_model().objects.get(pk=by.pk), "change"
        )
        return redirect("contact_queue:team" if here else "wagtailadmin_home")

    def _hand_over(self, request: HttpRequest, user: Any, code: str) -> None:
        if code:
            words = _("Give %(who)s this setup code yourself: %(code)s. It is shown this once.")
            messages.warning(request, words % {"who": user.get_username(), "code": code})

    def _show(self, request: HttpRequest, form: MemberForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "groups": [(name, team.members(name)) for name in team.PROTECTED],
            "page_title": _("Intake team"),
            "header_title": _("Intake team"),
            "header_icon": "group",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": "", "label": _("Intake team")},
            ],
        }
        return TemplateResponse(request, "contact/queue/team.html", context, status=status)
