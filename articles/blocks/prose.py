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
        choices=[("h2", _("Section")), ("h3", _("Part of a section"))],
        default="h2",
        help_text=_("Sections are listed under “In this article”."),
    )
    text = blocks.CharBlock(
        max_length=140, help_text=_("What the next lines answer, as a reader would ask it.")
    )
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
        help_text = _("Lets a tired reader jump to the part that they need.")


class TextBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(
        features=PROSE,
        help_text=_("Two or three short paragraphs. Say the most important thing first."),
    )
    sources = sources_block()

    class Meta:
        icon = "pilcrow"
        template = "articles/blocks/text.html"
        label = _("Text")
        help_text = _("Paragraphs and lists, with what backs them.")


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=INLINE),
        min_num=2,
        help_text=_("One thing to do in each, beginning with a verb."),
    )
    sources = sources_block()

    class Meta:
        icon = "list-ol"
        template = "articles/blocks/steps.html"
        label = _("Numbered steps")
        help_text = _("For what is done in this order and in no other.")


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[
            ("information", _("Information")),
            ("hope", _("Hope")),
            ("urgent", _("Urgent: danger to life")),
        ],
        default="information",
        help_text=_("“Urgent” is for danger to life alone, so that it keeps its weight."),
    )
    title = blocks.CharBlock(
        max_length=120, help_text=_("The one thing to remember, in a few words.")
    )
    text = blocks.RichTextBlock(
        features=PROSE, help_text=_("Two or three sentences that make sense by themselves.")
    )
    sources = sources_block()

    class Meta:
        icon = "info-circle"
        template = "articles/blocks/callout.html"
        label = _("Callout")
        help_text = _("Stands out from the text. Use few, or none stands out.")
