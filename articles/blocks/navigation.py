"""Doors and menus: the ways in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.shared import SharedPageChooserBlock


class DoorBlock(blocks.StructBlock):
    """One of the ways in on the home page. A door whose page is gone is not shown."""

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
    page = SharedPageChooserBlock(
        required=False,
        help_text=_(
            "“Talk to someone” leads to the form where no page is chosen; the others need one."
        ),
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
