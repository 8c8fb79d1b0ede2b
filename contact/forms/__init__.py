from contact.forms.request import FORMS, FullRequestForm, ShortRequestForm
from contact.forms.supplement import SupplementForm

__all__ = ["FORMS", "FullRequestForm", "ShortRequestForm", "SupplementForm"]
