"""Things that speak English and Spanish in one row: a number, a claim, the centre itself.

A page has a translation of its own, in wagtail-localize. What stands on every page, or must be
checked in one place whatever the language, has a second field instead.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language


class Spoken(models.Model):
    """Each field in `SPOKEN` has a twin whose name ends with `_es`."""

    SPOKEN: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @property
    def said(self) -> dict[str, Any]:
        """The words in the reader's language; empty where nobody wrote them."""
        return {name: getattr(self, spoken(name)) for name in self.SPOKEN}


def spoken(field: str) -> str:
    """The name of the field that holds the words of `field` in the active language."""
    return f"{field}_es" if get_language() == "es" else field
