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
        help_text=_("Decides how it looks. The doors stand in your order."),
    )
    title = blocks.CharBlock(
        max_length=80, help_text=_("What the reader would say, in a few words.")
    )
    sentence = blocks.CharBlock(
        max_length=160, help_text=_("What waits behind the door, in one short sentence.")
    )
    page = SharedPageChooserBlock(
        required=False,
        help_text=_(
            "“Talk to someone” leads to the form where no page is chosen; the others need one."
        ),
    )

    class Meta:
        icon = "link"
        label = _("Door")
        help_text = _("One way in, for one kind of need.")


class DoorsBlock(blocks.StreamBlock):
    door = DoorBlock()


class MenuItemBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(
        help_text=_("The page that it leads to. While that is not live, the link is left out.")
    )
    label = blocks.CharBlock(
        required=False, max_length=40, help_text=_("Leave empty for the page's own title.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        help_text = _("One page, under its own title or under shorter words.")


class MenuBlock(blocks.StreamBlock):
    item = MenuItemBlock()
