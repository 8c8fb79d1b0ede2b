from articles.models.checkup import Checkup
from articles.models.evidence import (
    CheckedNumber,
    GlossaryTerm,
    Helpline,
    Review,
    ReviewDue,
    Reviewer,
    Source,
    UnreviewedPublication,
)
from articles.models.feedback import Feedback
from articles.models.image import SiteImage, SiteRendition
from articles.models.link import Link, PageLink
from articles.models.pages import (
    ArticleCorrection,
    ArticlePage,
    HomePage,
    RelatedArticle,
    RoutePage,
    StandardPage,
    TopicPage,
)
from articles.models.site import (
    Banner,
    Facility,
    FacilityClaim,
    Frame,
    Menus,
    Organisation,
    SampleItem,
)
from articles.models.synonym import Synonym
from articles.models.translations import TranslatedUrgent
from articles.models.workflow import MedicalReviewTask, PublicationTask

__all__ = [
    "ArticleCorrection",
    "ArticlePage",
    "Banner",
    "CheckedNumber",
    "Checkup",
    "Facility",
    "FacilityClaim",
    "Feedback",
    "Frame",
    "GlossaryTerm",
    "Helpline",
    "HomePage",
    "Link",
    "MedicalReviewTask",
    "Menus",
    "Organisation",
    "PageLink",
    "PublicationTask",
    "RelatedArticle",
    "Review",
    "ReviewDue",
    "Reviewer",
    "RoutePage",
    "SampleItem",
    "SiteImage",
    "SiteRendition",
    "Source",
    "StandardPage",
    "Synonym",
    "TopicPage",
    "TranslatedUrgent",
    "UnreviewedPublication",
]
