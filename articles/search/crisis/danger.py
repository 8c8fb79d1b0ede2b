"""The dangers, the most pressing first: where the words speak of two, the first one leads."""

from enum import StrEnum


class Danger(StrEnum):
    OVERDOSE = "overdose"
    """Does not wake, does not breathe, turns blue, nods out; or the word itself."""
    WITHDRAWAL = "withdrawal"
    """Stopped alcohol or benzodiazepines: shaking, seeing things, a seizure; or means to stop."""
    EMERGENCY = "emergency"
    """A body in trouble of which the cause is not said: a seizure, blood, cannot stand."""
    SUICIDE = "suicide"
    POISON = "poison"
    """Swallowed what was not meant for them, or too much of it."""
    VIOLENCE = "violence"
    CHILD = "child"
    """A child alone, hurt, or in the car of somebody who drank."""
    STIMULANT = "stimulant"
    """Awake for days, hears voices, overheated, a pain in the chest, out of touch."""
    PREGNANCY = "pregnancy"
    """Pregnant, using, and frightened."""
    OTHER = "other"
    """Asks for help at once, and does not say for what."""
