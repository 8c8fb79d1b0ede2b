"""Text that shows nothing: spaces, and the letters that have no shape."""

import unicodedata

_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
"""Unicode's kinds: control, format (a zero-width space, a soft hyphen), and all that separates."""


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing of `text`."""
    return all(unicodedata.category(letter) in _UNSEEN for letter in text)
