"""A page in its other language: what it was made from, and what of it is behind."""

from articles.models.translations.urgent import TranslatedUrgent

__all__ = ["TranslatedUrgent"]
