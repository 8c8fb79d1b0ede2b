from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from contact import resealing
from contact.sealing import private_keys, public_keys
from contact.sealing.keyring import UnusableKey, generate, without


class Command(BaseCommand):
    help = (
        "The keys that requests are sealed to. `make`: a first pair and an offline recovery pair."
        " `list`: what this process has. `rotate`: the settings with a new active pair."
        " `reseal`: seal what older keys opened to the present ones. `retire KEY`: the settings"
        " without a key that nothing needs any more. Nothing here changes the environment:"
        " each says what to set."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["make", "list", "rotate", "reseal", "retire"])
        parser.add_argument("key", nargs="?", default="", help="The key to retire.")
        parser.add_argument("--id", default="", help="The new key's name; else its day.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"do_{options['action']}")(options["id"], options["key"])
        except UnusableKey as error:
            raise CommandError(str(error)) from error

    def do_make(self, key_id: str, _key: str) -> None:
        private, public = self._pair(key_id)
        recovery = public.partition(":")[0] + "-recovery"
        recovery_private, recovery_public = generate(recovery)
        self._say(public=[public, recovery_public], private=[private])
        self.stdout.write(
            f"\n# The private half of {recovery!r}: print it, lock it away, and keep it on no"
            f" server.\n{recovery_private}"
        )
        self.stderr.write(
            "Whoever holds a private key reads every request. Without any of them nobody does."
        )

    def do_list(self, _id: str, _key: str) -> None:
        rows = resealing.rows_by_key()
        public, private = list(public_keys()), private_keys()
        for key_id in dict.fromkeys([*public, *private, *rows]):
            active, seals = key_id == public[0], key_id in public
            opens = key_id in private
            does = [
                "active" if active else "recovery" if seals and not opens else "",
                "seals" if seals and opens and not active else "",
                "" if seals else "retired",
                "opens" if opens else "does not open here",
            ]
            said = ", ".join(filter(None, does))
            self.stdout.write(f"{key_id}: {said}; {rows.get(key_id, 0)} requests")

    def do_rotate(self, key_id: str, _key: str) -> None:
        private, public = self._pair(key_id)
        # The old active key stops sealing and goes on opening until `reseal` is through.
        active = next(iter(public_keys()), "")
        kept = without(settings.INTAKE_PUBLIC_KEYS, active)
        self._say(public=[public, *kept], private=[private, *without(_private(), "")])
        self.stderr.write(
            "Set both, restart every process, run `intake_keys reseal`, then"
            f" `intake_keys retire {active}`."
        )

    def do_reseal(self, _id: str, _key: str) -> None:
        done: Counter[bool] = Counter()
        every = sum(resealing.rows_by_key().values())
        for opened in resealing.reseal():
            done[opened] += 1
            if sum(done.values()) % 100 == 0:
                self.stdout.write(f"{sum(done.values())} done, of at most {every} ...")
        self.stdout.write(f"{done[True]} envelopes sealed to {', '.join(public_keys())}.")
        if done[False]:
            raise CommandError(
                f"{done[False]} envelopes do not open with the keys that this process has; they"
                " were left as they are."
            )

    def do_retire(self, _id: str, key: str) -> None:
        if key not in private_keys():
            raise CommandError(f"This process has no private key {key!r}: say which one to retire.")
        if key in public_keys():
            raise CommandError(f"{key!r} still seals new requests: `intake_keys rotate` first.")
        if rows := resealing.rows_by_key()[key]:
            raise CommandError(
                f"{rows} envelopes still need {key!r}: run `intake_keys reseal` first."
            )
        self._say(
            public=without(settings.INTAKE_PUBLIC_KEYS, key), private=without(_private(), key)
        )

    def _pair(self, key_id: str) -> tuple[str, str]:
        key_id = key_id or f"key-{timezone.localdate():%Y%m%d}"
        if key_id in public_keys() or key_id in private_keys():
            raise CommandError(f"There is a key {key_id!r} already: give another --id.")
        try:
            return generate(key_id)
        except UnusableKey as error:
            raise CommandError(f"{key_id!r}: {error}") from error

    def _say(self, public: list[str], private: list[str]) -> None:
        self.stdout.write(f"INTAKE_PUBLIC_KEYS={','.join(public)}\n")
        self.stdout.write(f"INTAKE_PRIVATE_KEYS={','.join(private)}")


def _private() -> str:
    return str(settings.INTAKE_PRIVATE_KEYS)
