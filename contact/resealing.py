"""Moving envelopes from the key they were sealed to, to the present ones."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count

from contact.models import IntakeRequest, Note, Supplement
from contact.sealing import CannotOpen, public_keys

SEALED = (IntakeRequest, Supplement, Note)


def rows_by_key() -> Counter[str]:
    """How many envelopes each key is the active one of."""
    counted: Counter[str] = Counter()
    for model in SEALED:
        pairs = model.objects.order_by().values_list("key_id").annotate(Count("pk"))
        counted.update(dict(pairs))
    return counted


def behind(active: str) -> int:
    return sum(model.objects.exclude(key_id=active).count() for model in SEALED)


def reseal() -> Iterator[bool]:
    """Seal anew, one by one, what another key than the active one is named on.

    Yields whether each opened; what does not is left as it is. May be stopped anywhere and run
    again: what is done is no longer found. Words exist in this process's memory alone. Raises
    `contact.sealing.CannotSeal` where there is no key.
    """
    keys = public_keys()
    active = next(iter(keys), "")
    for model in SEALED:
        pks = model.objects.exclude(key_id=active).order_by("created_at").values_list("pk")
        for (pk,) in list(pks):
            row = model.objects.filter(pk=pk).first()
            if row is None:
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
