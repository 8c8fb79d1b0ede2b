"""From a family's words to pages, and to a number where somebody may be in danger."""

from articles.search.find import MOST_LETTERS, find, find_routes
from articles.search.index import warm
from articles.search.panel import Panel, panel_for

__all__ = ["MOST_LETTERS", "Panel", "find", "find_routes", "panel_for", "warm"]
