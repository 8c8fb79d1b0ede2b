"""Whether what pages and sources lead to is still there."""

from articles.link_check.internal import broken_internal
from articles.link_check.run import check_links

__all__ = ["broken_internal", "check_links"]
