"""What a log line may hold: never a request, which carries what somebody searched or wrote."""

import logging


class WithoutRequest(logging.Filter):
    """Strips the request that Django attaches to its records, so that no handler prints it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if hasattr(record, "request"):
            del record.request
        return True
