"""The vocabulary of an article's body. A block that makes a claim names its source."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

INLINE = ["bold", "italic", "link"]
PROSE = [*INLINE, "ul", "ol", "document-link"]


def sources_block() -> blocks.ListBlock:
    """The sources that stand behind one block; their numbers appear at its end."""
    return blocks.ListBlock(
        SnippetChooserBlock("articles.Source"),
        label=_("Sources"),
        help_text=_("What backs the claims in this block. Their numbers appear at its end."),
        default=[],
        collapsed=True,
    )


class HeadingValue(blocks.StructValue):
    @property
    def fragment(self) -> str:
        """The part of an address that leads here."""
        return self.get("anchor") or slugify(self.get("text") or "")


class HeadingBlock(blocks.StructBlock):
    """A heading with an anchor that stays when the words change."""

    level = blocks.ChoiceBlock(
        choices=[("h2", _("Section")), ("h3", _("Part of a section"))], default="h2"
    )
    text = blocks.CharBlock(max_length=140)
    anchor = blocks.CharBlock(
        required=False,
        max_length=80,
        help_text=_("Made from the words the first time, then kept, so that links go on working."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        cleaned["anchor"] = slugify(cleaned.get("anchor") or cleaned.get("text") or "")[:80]
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


class QuotationBlock(blocks.StructBlock):
    """Exact words of somebody, with where they stand."""

    text = blocks.TextBlock(help_text=_("The exact words, without quotation marks."))
    who = blocks.CharBlock(label=_("Who said it"), max_length=140)
    where = blocks.CharBlock(label=_("Where: the work, the year"), max_length=200)
    link = blocks.URLBlock(help_text=_("Where a reader can check the words."))

    class Meta:
        icon = "openquote"
        template = "articles/blocks/quotation.html"
        label = _("Quotation")


class StatisticBlock(blocks.StructBlock):
    """A figure that says of whom, when and from where. Never a number of deaths."""

    figure = blocks.CharBlock(max_length=40, help_text=_('Short, such as "1 in 8".'))
    of_whom = blocks.CharBlock(max_length=240, help_text=_("Of whom, in a few words."))
    year = blocks.CharBlock(max_length=60, help_text=_("The year or years that were measured."))
    note = blocks.CharBlock(
        required=False, max_length=300, help_text=_("How it was counted, if that changes it.")
    )
    source = SnippetChooserBlock("articles.Source")

    class Meta:
        icon = "order"
        template = "articles/blocks/statistic.html"
        label = _("Statistic")


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(max_length=200, help_text=_("What the table shows."))
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(required=False)),
            ("rich", blocks.RichTextBlock(features=INLINE)),
        ]
    )
    sources = sources_block()

    class Meta:
        icon = "table"
        template = "articles/blocks/table.html"
        label = _("Table")


class PictureBlock(blocks.StructBlock):
    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=240)

    class Meta:
        icon = "image"
        template = "articles/blocks/picture.html"
        label = _("Picture")


class HelplinesBlock(blocks.StructBlock):
    """Numbers from the registry, with who answers and when."""

    helplines = blocks.ListBlock(SnippetChooserBlock("articles.Helpline"), min_num=1)

    class Meta:
        icon = "mobile-alt"
        template = "articles/blocks/helplines.html"
        label = _("Helplines")


class CallToActionBlock(blocks.StaticBlock):
    """Who answers, when, and what it costs: from the settings, so that it is true everywhere."""

    class Meta:
        icon = "mail"
        template = "articles/blocks/call_to_action.html"
        label = _("Ask for a call")
        admin_text = _("The words come from Settings, Organisation.")


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


class UrgentSignBlock(blocks.StructBlock):
    """A danger, the number for it, and what to do until help is there."""

    trigger = blocks.CharBlock(
        max_length=200, help_text=_('As a reader would see it: "Will not wake up?"')
    )
    call = blocks.ListBlock(SnippetChooserBlock("articles.Helpline"), min_num=1, max_num=3)
    then = blocks.CharBlock(required=False, max_length=200)

    class Meta:
        icon = "warning"
        label = _("Danger sign")


class UrgentBlock(blocks.StreamBlock):
    sign = UrgentSignBlock()


class DoorBlock(blocks.StructBlock):
    """One of the ways in on the home page; with no page it leads to the form."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("danger", _("Danger now")),
            ("tonight", _("What to do tonight")),
            ("talk", _("Talk to someone")),
        ],
        default="tonight",
    )
    title = blocks.CharBlock(max_length=80)
    sentence = blocks.CharBlock(max_length=160)
    page = blocks.PageChooserBlock(
        required=False, help_text=_("Leave empty to lead to the form that asks for a call.")
    )

    class Meta:
        icon = "link"
        label = _("Door")


class DoorsBlock(blocks.StreamBlock):
    door = DoorBlock()


class MenuItemBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock()
    label = blocks.CharBlock(
        required=False, max_length=40, help_text=_("Leave empty for the page's own title.")
    )

    class Meta:
        icon = "link"
        label = _("Link")


class MenuBlock(blocks.StreamBlock):
    item = MenuItemBlock()
