from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from contact.models import IntakeRequest
from contact.queue.overview import Heap


class RequestFilterSet(WagtailFilterSet):
    """What is chosen, said twice: to the database for the lines that are shown, and of what was
    counted already, so that their number costs no second look."""

    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=IntakeRequest.Status.choices, widget=CheckboxSelectMultiple
    )
    assignee = django_filters.ChoiceFilter(label=_("Assignee"))

    class Meta:
        model = IntakeRequest
        fields = ["status", "suspected", "language", "assignee"]

    def __init__(self, *args: Any, assignees: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["assignee"].extra["choices"] = assignees

    @property
    def chosen(self) -> dict[str, Any]:
        """Lists of one or more values, by column."""
        said = self.form.cleaned_data if self.is_valid() else {}
        return {
            name: value if isinstance(value, list) else [value]
            for name, value in said.items()
            if name in self._meta.fields and value not in ("", None, [])
        }

    def filter_queryset(self, queryset: QuerySet[IntakeRequest]) -> QuerySet[IntakeRequest]:
        return queryset.filter(Q(**{f"{name}__in": said for name, said in self.chosen.items()}))

    def fits(self, heap: Heap) -> bool:
        return all(
            getattr(heap, name) in said or str(getattr(heap, name)) in said
            for name, said in self.chosen.items()
        )
