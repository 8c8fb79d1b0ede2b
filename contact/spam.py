"""Signs that a machine wrote this. They put a request under "suspected spam" and lose none."""

import re
from collections.abc import Mapping
from typing import Any

LINKS = 2
"""One address may be a clinic that somebody asks about; machines leave more."""

_LINK = re.compile(r"https?://(?:www\.)?|\bwww\.", re.IGNORECASE)
_MARKUP = re.compile(r"<a\s|\[url\b|\[link\b|</a>", re.IGNORECASE)


def signs_of_spam(answers: Mapping[str, Any], trap: str = "") -> list[str]:
    """Short names of the signs, in the order in which they are looked for; none for a person.

    Neither haste nor the want of browser headers is a sign.
    """
    message, name = str(answers.get("message", "")), str(answers.get("name", ""))
    signs = {
        "hidden field": bool(trap),
        "link in the name": bool(_LINK.search(name)),
        "several links": len(_LINK.findall(message)) >= LINKS,
        "markup of a link": bool(_MARKUP.search(message)),
    }
    return [sign for sign, found in signs.items() if found]
