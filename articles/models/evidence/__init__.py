from articles.models.evidence.helpline import Helpline
from articles.models.evidence.review import Review, Reviewer
from articles.models.evidence.source import Source

__all__ = ["Helpline", "Review", "Reviewer", "Source"]
