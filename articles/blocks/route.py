"""The steps of a route: what to do tonight, this week and later, and where to read on."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.prose import sources_block
from articles.blocks.shared import SharedPageChooserBlock

WHENS = [("tonight", _("Tonight")), ("this_week", _("This week")), ("later", _("Later"))]
"""In the order in which a route shows them."""


class RouteStepBlock(blocks.StructBlock):
    """One thing to do. Its only link is the page, so that a page that is gone takes it along."""

    when = blocks.ChoiceBlock(
        choices=WHENS, default="tonight", help_text=_("When a tired reader can really do it.")
    )
    text = blocks.RichTextBlock(
        features=["bold", "italic", "helpline"],
        help_text=_("One or two short sentences, without links."),
    )
    page = SharedPageChooserBlock(
        required=False,
        label=_("Read on"),
        help_text=_("While this page is not live, the step is shown without a link."),
    )
    sources = sources_block()

    class Meta:
        icon = "tick"
        label = _("Step")
        help_text = _("One thing to do, small enough for a bad day.")


class RouteBlock(blocks.StreamBlock):
    step = RouteStepBlock()
