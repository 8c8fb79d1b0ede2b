from contact.forms.fields import in_words, one_of_each
from contact.forms.request import FORMS, FullRequestForm, ShortRequestForm
from contact.forms.supplement import SupplementForm

__all__ = [
    "FORMS",
    "FullRequestForm",
    "ShortRequestForm",
    "SupplementForm",
    "in_words",
    "one_of_each",
]
