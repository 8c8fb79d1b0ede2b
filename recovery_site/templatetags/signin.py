from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def demonstration() -> bool:
    """Whether this is a local run, whose accounts share a password."""
    return settings.DEMONSTRATION
