from contact.models.access_entry import AccessEntry
from contact.models.attempt import Attempt
from contact.models.digest_key import DigestKey
from contact.models.draft import Draft
from contact.models.intake_request import IntakeRequest
from contact.models.link import Link
from contact.models.note import Note
from contact.models.notice import Notice
from contact.models.office import Office, OpeningHours
from contact.models.supplement import Supplement
from contact.models.tombstone import Tombstone

__all__ = [
    "AccessEntry",
    "Attempt",
    "DigestKey",
    "Draft",
    "IntakeRequest",
    "Link",
    "Note",
    "Notice",
    "Office",
    "OpeningHours",
    "Supplement",
    "Tombstone",
]
