"""What a browser would run or fetch of a page, found without one."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from contact.forms.fields import plain

ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "poster")


class Danger(HTMLParser):
    """`found` is script text, handlers and addresses of a payload; `text` is all that is shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.text += value or ""
            if self._runs(name, value or ""):
                self.found.append(f"{tag} {name}")

    def _runs(self, name: str, value: str) -> bool:
        address = re.sub(r"[\s\x00-\x1f]", "", value).casefold()
        if name in ADDRESSES:
            elsewhere = "evil.example" in urlsplit(value).netloc
            return elsewhere or bool(re.match(r"(javascript|vbscript|data):", address))
        sets_it = name in ("style", "srcdoc", "content") and "__ran" in value
        return name.startswith("on") or sets_it

    def handle_comment(self, data: str) -> None:
        if "__ran" in data:
            self.found.append("comment")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.cdata_elem in ("script", "style") and "__ran" in data:
            self.found.append(str(self.cdata_elem))


def harmless(page: str) -> None:
    assert Danger(page).found == []


def shows(page: str, words: str) -> bool:
    """Whether the words stand there, letter by letter, but for blanks and what no form keeps."""
    return "".join(plain(words).split()) in "".join(plain(Danger(page).text).split())
