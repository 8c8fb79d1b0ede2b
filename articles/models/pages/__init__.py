from articles.models.pages.article import ArticleCorrection, ArticlePage, RelatedArticle
from articles.models.pages.home import HomePage
from articles.models.pages.route import RoutePage
from articles.models.pages.standard import StandardPage
from articles.models.pages.topic import TopicPage

__all__ = [
    "ArticleCorrection",
    "ArticlePage",
    "HomePage",
    "RelatedArticle",
    "RoutePage",
    "StandardPage",
    "TopicPage",
]
