"""The groups that migration 0002 makes; `contact.team` alone says who is in them."""

INTAKE, LEADS, AUDITORS = "Intake", "Intake leads", "Auditors"

ANSWERING = (INTAKE, LEADS)
"""Who opens requests and answers them."""
