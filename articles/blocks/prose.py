"""Words: headings, text, steps, callouts. What backs a claim is named with it."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.shared import SharedChooserBlock
from articles.blocks.translation import ExactBlock

INLINE = ["bold", "italic", "link", "helpline"]
PROSE = [*INLINE, "ul", "ol", "document-link"]


def sources_block() -> blocks.ListBlock:
    """The sources that stand behind one block; their numbers appear at its end."""
    return blocks.ListBlock(
        SharedChooserBlock("articles.Source"),
        label=_("Sources"),
        help_text=_("What backs the claims in this block. Their numbers appear at its end."),
        default=[],
        collapsed=True,
    )


class HeadingValue(blocks.StructValue):
    @property
    def fragment(self) -> str:
        """The part of an address that leads here."""
        return self.get("anchor") or slugify(self.get("text") or "") or "section"


class HeadingBlock(blocks.StructBlock):
    """A heading with an anchor that stays when the words change."""

    level = blocks.ChoiceBlock(
        choices=[("h2", _("Section")), ("h3", _("Part of a section"))], default="h2"
    )
    text = blocks.CharBlock(max_length=140)
    anchor = ExactBlock(
        required=False,
        max_length=80,
        help_text=_("Made from the words the first time, then kept, so that links go on working."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        words = cleaned.get("anchor") or cleaned.get("text") or ""
        cleaned["anchor"] = slugify(words)[:80] or "section"
        return cleaned

    class Meta:
        value_class = HeadingValue
        icon = "title"
        template = "articles/blocks/heading.html"
        label = _("Heading")


class TextBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=PROSE)
    sources = sources_block()

    class Meta:
        icon = "pilcrow"
        template = "articles/blocks/text.html"
        label = _("Text")


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(blocks.RichTextBlock(features=INLINE), min_num=2)
    sources = sources_block()

    class Meta:
        icon = "list-ol"
        template = "articles/blocks/steps.html"
        label = _("Numbered steps")


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[
            ("information", _("Information")),
            ("hope", _("Hope")),
            ("urgent", _("Urgent: danger to life")),
        ],
        default="information",
    )
    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=PROSE)
    sources = sources_block()

    class Meta:
        icon = "info-circle"
        template = "articles/blocks/callout.html"
        label = _("Callout")
