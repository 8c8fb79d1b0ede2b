"""`python -m tests.bench [queries|times|weights]`: measures, and says when a limit is passed."""

import sys
import time
from importlib import import_module

from tests.bench.setup import sample_site

MEASUREMENTS = ("weights", "queries", "times")


def main(wanted: list[str]) -> None:
    unknown = set(wanted) - set(MEASUREMENTS)
    if unknown:
        sys.exit(
            f"No measurement {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}."
        )
    began = time.monotonic()
    with sample_site():
        for name in wanted or MEASUREMENTS:
            say(import_module(f"tests.bench.{name}").measure())
    say(f"\nAll of it took {time.monotonic() - began:.0f} s.")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
