"""One address asked of another host, strictly: for the link check, and for media that move in.

Whoever writes an address could point it at our own network. So a name is resolved once, every
address behind it must be allowed, and the connection goes to that very address: a second answer
of the name server cannot change it. Each redirect is checked anew. One deadline ends the whole of
it, however slowly a host drips, and what comes in is counted as it comes. Nothing is unpacked, no
proxy of the environment is asked, no cookie is kept.
"""

from articles.fetching.address import Allowed, Target, is_public, parse
from articles.fetching.error import FetchError, Reason
from articles.fetching.fetch import Answer, fetch

__all__ = ["Allowed", "Answer", "FetchError", "Reason", "Target", "fetch", "is_public", "parse"]
