"""Whether what pages and sources lead to is still there."""

from articles.link_check.broken import broken_internal, broken_on
from articles.link_check.follow_up import follow_up
from articles.link_check.run import check_links

__all__ = ["broken_internal", "broken_on", "check_links", "follow_up"]
