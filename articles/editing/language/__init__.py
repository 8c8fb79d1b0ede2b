"""Words that hurt a reader: what is found, what to say instead, and why."""

from articles.editing.language.matcher import Finding, check, check_each, fold
from articles.editing.language.terms import VERSION, Severity, Term, terms

__all__ = ["VERSION", "Finding", "Severity", "Term", "check", "check_each", "fold", "terms"]
