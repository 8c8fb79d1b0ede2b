"""The language check in Wagtail's own checks panel: one rule for each term.

The preview carries the findings, and sentences that are too long, as marks
(`articles.editing.marks`), made by the one matcher. Here axe, which Wagtail runs over the preview,
is told to report each mark: by one of axe's own checks, so that no script of ours is needed.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem
from wagtail.models import Page

from articles.editing.language import Severity, terms
from articles.editing.marks import LONG
from articles.readability import LONGEST_SENTENCE

CHECK = "no-finding"
IMPACT: dict[Severity, str] = {
    Severity.STOP: "serious",
    Severity.CHANGE: "moderate",
    Severity.CONSIDER: "minor",
}


class LanguageCheckerItem(ContentCheckerItem):
    """Wagtail's own checks, and those of a language's terms."""

    def __init__(self, in_editor: bool, language: str) -> None:
        super().__init__(in_editor=in_editor)
        self.terms = terms(language)

    def get_axe_run_only(self, request: HttpRequest) -> list[str]:
        return [*super().get_axe_run_only(request), *map(_rule, self._names())]

    def get_axe_custom_rules(self, request: HttpRequest) -> list[dict[str, Any]]:
        rules = [
            {
                "id": _rule(name),
                "impact": IMPACT[severity],
                "selector": f'[data-finding="{name}"]',
                "tags": ["best-practice"],
                "none": [CHECK],
                "enabled": True,
            }
            for name, severity in self._names().items()
        ]
        return [*super().get_axe_custom_rules(request), *rules]

    def get_axe_custom_checks(self, request: HttpRequest) -> list[dict[str, Any]]:
        check = {
            "id": CHECK,
            "evaluate": "attr-non-space-content-evaluate",
            "options": {"attribute": "data-finding"},
        }
        return [*super().get_axe_custom_checks(request), check]

    def get_axe_messages(self, request: HttpRequest) -> dict[str, Any]:
        said = {
            _rule(term.id): {
                "error_name": _("Say instead: %(words)s") % {"words": term.instead},
                "help_text": f"{term.why} ({term.guide.by})",
            }
            for term in self.terms
        }
        said[_rule(LONG)] = {
            "error_name": _("Make two sentences of it"),
            "help_text": _("A sentence of more than %(most)s words is hard to follow at night.")
            % {"most": LONGEST_SENTENCE},
        }
        return {**super().get_axe_messages(request), **said}

    def _names(self) -> dict[str, Severity]:
        return {term.id: term.severity for term in self.terms} | {LONG: Severity.CONSIDER}


def check_language(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """For Wagtail's hook `construct_wagtail_userbar`: in place of its own checks."""
    language = page.locale.language_code if page else get_language() or "en"
    for n, item in enumerate(items):
        if isinstance(item, ContentCheckerItem | AccessibilityItem):
            items[n] = LanguageCheckerItem(item.in_editor, language)


def _rule(name: str) -> str:
    return f"wording-{name}"
