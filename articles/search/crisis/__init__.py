"""Whether somebody who types these words may be in danger, and which.

Pure, and asymmetric: to miss a danger is far worse than to show a number once too often. It reads
states ("will not wake", "stopped drinking and sees things"), in English and Spanish, misspelt too.
"""

from articles.search.crisis.danger import Danger
from articles.search.crisis.rules import CALM, RULES, STUDY
from articles.search.crisis.wording import plain

__all__ = ["Danger", "dangers_in"]


def dangers_in(query: str) -> list[Danger]:
    """The dangers that the words speak of, the most pressing first; nearly always none or one."""
    said = plain(query)
    if STUDY.holds(said) or CALM.holds(said):
        return []
    found = {danger for danger, rules in RULES.items() if any(rule.holds(said) for rule in rules)}
    return [danger for danger in Danger if danger in found]
