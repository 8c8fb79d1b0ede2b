from articles.models.evidence.due import ReviewDue
from articles.models.evidence.glossary import GlossaryTerm
from articles.models.evidence.helpline import CheckedNumber, Helpline
from articles.models.evidence.review import Review, Reviewer, UnreviewedPublication
from articles.models.evidence.source import Source

__all__ = [
    "CheckedNumber",
    "GlossaryTerm",
    "Helpline",
    "Review",
    "ReviewDue",
    "Reviewer",
    "Source",
    "UnreviewedPublication",
]
