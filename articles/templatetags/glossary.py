"""The words that need explaining: each linked where an article first uses it."""

import re
from typing import Any

from django import template
from django.urls import reverse

from articles.models import ArticlePage, GlossaryTerm
from articles.models.evidence.glossary import pattern, said_terms

register = template.Library()

Context = dict[str, Any]

_TAG = re.compile(r"(<[^>]+>)")


class Terms:
    """The glossary as one page uses it."""

    def __init__(self) -> None:
        terms = said_terms()
        self._by_form = {form: term for term in reversed(terms) for form in term.forms}
        self._pattern = pattern(terms)
        self.used: list[GlossaryTerm] = []

    def mark(self, html: str) -> str:
        """`html` with the first use of each term linked; nothing within links and headings."""
        if self._pattern is None:
            return html
        parts, inside = _TAG.split(html), 0
        for n, part in enumerate(parts):
            if n % 2:
                if re.match(r"<(?:a|h\d)\b", part):
                    inside += 1
                elif re.match(r"</(?:a|h\d)>", part):
                    inside -= 1
            elif not inside:
                parts[n] = self._pattern.sub(self._link, part)
        return "".join(parts)

    def _link(self, match: re.Match[str]) -> str:
        term = self._by_form[" ".join(match[0].lower().split())]
        if term in self.used:
            return match[0]
        self.used.append(term)
        # The words come out of HTML, so they are escaped; a key is a slug.
        there = f"{reverse('glossary')}#{term.key}"
        return f'<a class="term" href="{there}" data-term="term-{term.key}">{match[0]}</a>'


def with_terms(context: Context, html: str) -> str:
    """Marks terms within articles alone: a form or a policy is no place to learn words."""
    page = context.get("page")
    if not isinstance(page, ArticlePage):
        return html
    terms = page.__dict__.get("_terms")
    if terms is None:
        terms = page.__dict__["_terms"] = Terms()
    return terms.mark(html)


@register.inclusion_tag("components/terms.html", takes_context=True)
def terms_used(context: Context) -> Context:
    """What the linked words mean: opened in place where the browser knows how."""
    page = context.get("page")
    terms = getattr(page, "_terms", None)
    return {"terms": terms.used if terms else []}
