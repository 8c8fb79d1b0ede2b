"""Who reads a page, where that changes what it may show."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ReadersMixin(models.Model):
    """A page that a child reads offers people who are there for children, never our form."""

    read_by_children = models.BooleanField(
        _("read by children"),
        default=False,
        help_text=_(
            "Shows no form, no “Ask for a call” and no other articles. Shows who can help a child:"
            " an adult they trust, and the lines of the urgent box."
        ),
    )

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        context["child_help"] = {"helplines": self.lines_for_a_child()}
        return context

    def lines_for_a_child(self) -> list[Any]:
        """The lines that the urgent box names, each once, but for 911, which stands there first."""
        if not self.read_by_children:
            return []
        self.blocks  # type: ignore[attr-defined]  # noqa: B018  (reading them resolves the lines)
        lines = [line for sign in self.urgent for line in sign.value["call"] if line]  # type: ignore[attr-defined]
        return list({line.pk: line for line in lines if line.call != "911"}.values())
