from contact.forms.fields import one_of_each
from contact.forms.request import FORMS, FullRequestForm, ShortRequestForm
from contact.forms.supplement import SupplementForm

__all__ = ["FORMS", "FullRequestForm", "ShortRequestForm", "SupplementForm", "one_of_each"]
