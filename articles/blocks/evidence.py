"""What must be exact: quotations, statistics, tables, pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from articles.blocks.prose import INLINE, sources_block
from articles.blocks.shared import SharedChooserBlock
from articles.blocks.translation import TranslatedTableBlock


class QuotationBlock(blocks.StructBlock):
    """Exact words of somebody, with where they stand."""

    text = blocks.TextBlock(help_text=_("The exact words, without quotation marks."))
    who = blocks.CharBlock(
        label=_("Who said it"),
        max_length=140,
        help_text=_("The name, and why their words count here."),
    )
    where = blocks.CharBlock(
        label=_("Where: the work, the year"),
        max_length=200,
        help_text=_("So that a reader finds the place without the link."),
    )
    link = blocks.URLBlock(help_text=_("Where a reader can check the words."))

    class Meta:
        icon = "openquote"
        template = "articles/blocks/quotation.html"
        exact = True
        label = _("Quotation")
        help_text = _(
            "Exact words of somebody, when how they said it matters. They are never changed."
        )


class StatisticBlock(blocks.StructBlock):
    """A figure that says of whom, when and from where. Never a number of deaths."""

    figure = blocks.CharBlock(max_length=40, help_text=_('Short, such as "1 in 8".'))
    of_whom = blocks.CharBlock(max_length=240, help_text=_("Of whom, in a few words."))
    year = blocks.CharBlock(max_length=60, help_text=_("The year or years that were measured."))
    note = blocks.CharBlock(
        required=False, max_length=300, help_text=_("How it was counted, if that changes it.")
    )
    source = SharedChooserBlock(
        "articles.Source", help_text=_("The work in which the figure stands.")
    )

    class Meta:
        icon = "order"
        template = "articles/blocks/statistic.html"
        label = _("Statistic")
        help_text = _("One figure that helps a family understand. Never a number of deaths.")


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(
        max_length=200,
        help_text=_("What the table shows. Readers do not see the second caption, below."),
    )
    table = TranslatedTableBlock(
        [
            ("text", blocks.CharBlock(required=False)),
            ("rich", blocks.RichTextBlock(features=INLINE)),
        ],
        help_text=_("Three columns or fewer fit on a phone. Give each column a heading."),
    )
    sources = sources_block()

    class Meta:
        icon = "table"
        template = "articles/blocks/table.html"
        label = _("Table")
        help_text = _("For things that a reader compares. A list is often easier to read.")


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(
        help_text=_(
            "Say what it shows, for somebody who cannot see it. Or tick that it only decorates."
        )
    )
    caption = blocks.CharBlock(
        required=False,
        max_length=240,
        help_text=_("What a reader should notice. Leave it empty if the text says it."),
    )

    class Meta:
        icon = "image"
        template = "articles/blocks/picture.html"
        label = _("Picture")
        help_text = _("A picture that explains or calms. No drugs, and nobody who did not agree.")
