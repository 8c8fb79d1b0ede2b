"""What a log line may hold: never a request, nor an error's own words, which may quote one."""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutRequest(logging.Filter):
    """Strips the request that Django attaches, and the words of what it found suspicious."""

    def filter(self, record: logging.LogRecord) -> bool:
        if hasattr(record, "request"):
            del record.request
        if record.name.startswith("django.security"):
            record.msg, record.args = "a suspicious request was refused", ()
        return True


class WithoutWords(logging.Formatter):
    """A traceback with its places and the kinds of its errors, and none of their texts."""

    def formatException(self, ei: ExcInfo) -> str:
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines[:0] = [*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"]
            error = error.__cause__ or error.__context__
        return "".join(lines).rstrip()
