"""The bodies that pages have."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.evidence import PictureBlock, QuotationBlock, StatisticBlock, TableBlock
from articles.blocks.help import CallToActionBlock, HelplinesBlock
from articles.blocks.prose import CalloutBlock, HeadingBlock, StepsBlock, TextBlock


class FillInBlock(blocks.StructBlock):
    """What only the centre can say; it shows on the page until somebody says it."""

    text = blocks.TextBlock(label=_("What is missing"))

    class Meta:
        icon = "edit"
        template = "articles/blocks/fill_in.html"
        label = _("Still to be filled in")


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
    statistic = StatisticBlock()
    quotation = QuotationBlock()
    table = TableBlock()
    picture = PictureBlock()
    helplines = HelplinesBlock()
    call_to_action = CallToActionBlock()

    def clean(self, value: Any) -> Any:
        """Gives every heading an anchor of its own; the first one with a name keeps it."""
        cleaned = super().clean(value)
        taken: set[str] = set()
        for child in cleaned:
            if child.block_type == "heading":
                wish = anchor = child.value["anchor"]
                count = 2
                while anchor in taken:
                    anchor, count = f"{wish}-{count}", count + 1
                taken.add(anchor)
                child.value["anchor"] = anchor
        return cleaned


class StandardBodyBlock(BodyBlock):
    fill_in = FillInBlock()
    facilities = blocks.StaticBlock(
        icon="home",
        template="articles/blocks/facilities.html",
        label=_("Our facilities"),
        admin_text=_("The facilities and what was checked about each."),
    )
