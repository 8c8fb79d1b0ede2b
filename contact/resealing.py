"""Moving envelopes from the key they were sealed to, to the present ones."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count

from contact.models import Draft, IntakeRequest, Note, Supplement
from contact.models.sealed import Sealed
from contact.sealing import CannotOpen, public_keys, recipients

SEALED = (IntakeRequest, Supplement, Note, Draft)


def rows_by_key() -> Counter[str]:
    """How many envelopes each key is the active one of."""
    counted: Counter[str] = Counter()
    for model in SEALED:
        pairs = model.objects.order_by().values_list("key_id").annotate(Count("pk"))
        counted.update(dict(pairs))
    return counted


def reseal() -> Iterator[bool]:
    """Seal anew, one by one, what is not sealed to just the present keys.

    Yields whether each opened; what does not is left as it is. May be stopped anywhere and run
    again: what is done is passed over. Words exist in this process's memory alone. Raises
    `contact.sealing.CannotSeal` where there is no key.
    """
    keys = public_keys()
    for model in SEALED:
        for (pk,) in list(model.objects.order_by("created_at").values_list("pk")):
            row = model.objects.filter(pk=pk).first()
            if row is None or _sealed_to(row) == list(keys):
                continue
            try:
                answers = row.open()
            except CannotOpen:
                yield False
                continue
            # Only what we read: an envelope that changed meanwhile is for the next run.
            before = row.key_id
            row.seal(answers, keys)
            model.objects.filter(pk=pk, key_id=before).update(
                envelope=row.envelope, key_id=row.key_id
            )
            yield True


def _sealed_to(row: Sealed) -> list[str]:
    try:
        return recipients(bytes(row.envelope))
    except CannotOpen:
        return []
