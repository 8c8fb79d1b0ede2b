"""`python -m tests.bench [weights|queries|times|search|intake|queue|...]`: what was measured."""

import sys
import time
from importlib import import_module

from tests.bench.setup import sample_site

IN_PROCESS = ("weights", "queries", "times")
WITH_SERVERS = ("search", "intake", "queue", "desk")
WHEN_ASKED = ("lighthouse",)
"""What needs programs that few have, and a machine that does little else."""


def main(wanted: list[str]) -> None:
    known = (*IN_PROCESS, *WITH_SERVERS, *WHEN_ASKED)
    unknown = set(wanted) - set(known)
    if unknown:
        sys.exit(f"No measurement {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    began = time.monotonic()
    wanted = wanted or [*IN_PROCESS, *WITH_SERVERS]
    here = [name for name in IN_PROCESS if name in wanted]
    # What runs in this process needs the settings of one; servers bring their own.
    with sample_site(prepared=bool(here)):
        for name in here:
            say(import_module(f"tests.bench.{name}").measure())
    for name in (*WITH_SERVERS, *WHEN_ASKED):
        if name in wanted:
            say(import_module(f"tests.bench.{name}").measure())
    say(f"\nAll of it took {time.monotonic() - began:.0f} s.")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
