"""The bodies that pages have."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.evidence import PictureBlock, QuotationBlock, StatisticBlock, TableBlock
from articles.blocks.help import CallToActionBlock, HelplinesBlock
from articles.blocks.prose import CalloutBlock, HeadingBlock, StepsBlock, TextBlock
from articles.blocks.translation import ExactBlock


class FillInBlock(blocks.StructBlock):
    """What only the centre can say; it shows on the page until somebody says it."""

    text = blocks.TextBlock(
        label=_("What is missing"),
        help_text=_(
            "A question to your colleagues. Replace the block by its answer before you open."
        ),
    )

    class Meta:
        icon = "edit"
        template = "articles/blocks/fill_in.html"
        label = _("Still to be filled in")
        help_text = _("Readers see this gap, so it should not stay long.")


class ProvenBlock(blocks.StructBlock):
    """Promises about privacy: each names the test that fails when it stops being true."""

    promises = blocks.ListBlock(
        blocks.StructBlock(
            [
                (
                    "text",
                    blocks.CharBlock(
                        label=_("What is promised"),
                        max_length=240,
                        help_text=_(
                            "One promise about privacy, as a worried reader would ask for it."
                        ),
                    ),
                ),
                (
                    "test",
                    ExactBlock(
                        label=_("The test that proves it"),
                        max_length=200,
                        help_text=_("File and name, as the tests of this site's code have them."),
                    ),
                ),
            ]
        ),
        min_num=1,
        help_text=_("Only what the site really keeps. Ask whoever looks after the code."),
    )

    class Meta:
        icon = "check"
        template = "articles/blocks/proven.html"
        label = _("Promises that tests prove")
        help_text = _("Each promise names the test that fails when it stops being true.")


TAKEN = {"main", "ask", "child-help", "contents", "contents-short", "corrections", "errors"} | {
    "footer-leave",
    "footer-us",
    "helpful",
    "next-step",
    "related",
    "sources",
}
"""The ids that the pages' own parts have."""


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
        """Gives every heading an anchor of its own. One that stood before keeps it."""
        kept = {
            child.value.get("anchor")
            for child in value
            if child.block_type == "heading" and child.value.get("anchor")
        }
        had = [bool(c.value.get("anchor")) for c in value if c.block_type == "heading"]
        cleaned = super().clean(value)
        taken = set(TAKEN)
        headings = [child.value for child in cleaned if child.block_type == "heading"]
        for heading, stood in zip(headings, had, strict=True):
            wish = anchor = heading["anchor"]
            count = 2
            while anchor in taken or (not stood and anchor in kept):
                anchor, count = f"{wish}-{count}", count + 1
            taken.add(anchor)
            heading["anchor"] = anchor
        return cleaned


class StandardBodyBlock(BodyBlock):
    fill_in = FillInBlock()
    proven = ProvenBlock()
    facilities = blocks.StaticBlock(
        icon="home",
        template="articles/blocks/facilities.html",
        label=_("Our facilities"),
        admin_text=_("The facilities and what was checked about each."),
    )
