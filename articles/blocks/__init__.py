"""The vocabulary of the pages' bodies. A block that makes a claim names its source."""

from articles.blocks.body import BodyBlock, StandardBodyBlock
from articles.blocks.help import UrgentBlock
from articles.blocks.navigation import DoorsBlock, MenuBlock
from articles.blocks.prose import INLINE, PROSE
from articles.blocks.route import WHENS, RouteBlock

__all__ = [
    "INLINE",
    "PROSE",
    "WHENS",
    "BodyBlock",
    "DoorsBlock",
    "MenuBlock",
    "RouteBlock",
    "StandardBodyBlock",
    "UrgentBlock",
]
