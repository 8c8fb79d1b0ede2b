from articles.models.evidence.helpline import CheckedNumber, Helpline
from articles.models.evidence.review import Review, Reviewer
from articles.models.evidence.source import Source

__all__ = ["CheckedNumber", "Helpline", "Review", "Reviewer", "Source"]
