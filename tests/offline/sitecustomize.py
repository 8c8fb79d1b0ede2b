"""For the processes that tests start: no name beyond this machine is known to them.

Python runs this first, where `PYTHONPATH` names its folder. Else the link check of a test's site
would ask every host that the sample leads to.
"""

import socket
from typing import Any

_known = socket.getaddrinfo


def _here(host: Any, *said: Any, **also: Any) -> Any:
    if host not in (None, "", "localhost") and any(letter.isalpha() for letter in str(host)):
        raise socket.gaierror(socket.EAI_NONAME, "beyond this machine")
    return _known(host, *said, **also)


socket.getaddrinfo = _here
