from enum import StrEnum


class Reason(StrEnum):
    REFUSED_ADDRESS = "refused_address"
    UNREACHABLE = "unreachable"
    """No answer, or none that is whole and HTTP."""
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_ADDRESS = "bad_address"
    TLS = "tls"


class FetchError(Exception):
    """The only error of `fetch`. It quotes nothing of the address."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
