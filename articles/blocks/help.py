"""Dangers and the numbers for them, and the way to ask for a call."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.shared import SharedChooserBlock


class UrgentSignBlock(blocks.StructBlock):
    """A danger, the number for it, and what to do until help is there."""

    trigger = blocks.CharBlock(
        max_length=200, help_text=_('As a reader would see it: "Will not wake up?"')
    )
    call = blocks.ListBlock(
        SharedChooserBlock("articles.Helpline"),
        min_num=1,
        max_num=3,
        help_text=_("The number for exactly this danger. The first is the one to call first."),
    )
    then = blocks.CharBlock(
        required=False,
        max_length=200,
        help_text=_("What to do until help is there, in one short sentence."),
    )

    class Meta:
        icon = "warning"
        label = _("Danger sign")
        help_text = _(
            "One danger, its number, and what to do. Write for somebody whose hands shake."
        )


class UrgentBlock(blocks.StreamBlock):
    sign = UrgentSignBlock()


class HelplinesBlock(blocks.StructBlock):
    """Numbers from the registry, with who answers and when."""

    helplines = blocks.ListBlock(
        SharedChooserBlock("articles.Helpline"),
        min_num=1,
        help_text=_("Those that fit this place in the text, the most urgent first."),
    )

    class Meta:
        icon = "mobile-alt"
        template = "articles/blocks/helplines.html"
        label = _("Helplines")
        help_text = _("Numbers from the registry, with who answers and when.")


class CallToActionBlock(blocks.StaticBlock):
    """Who answers, when, and what it costs: from the settings, so that it is true everywhere."""

    class Meta:
        icon = "mail"
        template = "articles/blocks/call_to_action.html"
        label = _("Ask for a call")
        admin_text = _("The words come from Settings, Organization.")
