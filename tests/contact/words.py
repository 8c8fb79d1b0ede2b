"""What a person types in these tests: every answer carries a word that is found nowhere else."""

from django.db import connection

SHORT = {
    "form": "short",
    "phone": "(602) 555-0142 ext. 90817",
    "email": "quokka@zanzibar-canary.example",
    "name": "Wilhelmina Canaryname",
    "message": "My daughter Philippina canarymessage\nsecond line canaryline",
    "voicemail_ok": "on",
}
FULL = SHORT | {
    "form": "full",
    "text_ok": "on",
    "seeking_for": "loved_one",
    "contact_method": "phone",
    "best_time": "afternoon",
    "insurer": "Canaryinsurer Mutual",
    "acknowledged": "on",
}
TYPED = [
    "5550142",
    "555-0142",
    "quokka",
    "zanzibar",
    "Wilhelmina",
    "Canaryname",
    "Philippina",
    "canarymessage",
    "canaryline",
    "Canaryinsurer",
    "loved_one",
    "afternoon",
]
"""Words that only the person's answers hold."""


def found_in(text: str | bytes) -> list[str]:
    """Which of the typed words stand in `text`, in any case."""
    if isinstance(text, str):
        text = text.encode()
    return [word for word in TYPED if word.lower().encode() in text.lower()]


def whole_database() -> bytes:
    """Every value of every column of every table, as this connection sees it."""
    dump = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    raw = isinstance(value, bytes | memoryview)
                    dump.append(bytes(value) if raw else str(value).encode(errors="replace"))
    return b"\n".join(dump)


def refuse_inserts_into(table: str) -> None:
    """From here to the end of the test, the database itself refuses new rows there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$"
            )
            then = "FOR EACH ROW EXECUTE FUNCTION refuse()"
        else:
            then = "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        cursor.execute(f"CREATE TRIGGER refuse BEFORE INSERT ON {table} {then}")
