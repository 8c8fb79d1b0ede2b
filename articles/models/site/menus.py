from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from articles.blocks import MenuBlock


@register_setting(icon="list-ul")
class Menus(BaseSiteSetting):
    header = StreamField(
        MenuBlock(max_num=8),
        blank=True,
        verbose_name=_("header"),
        help_text=_("What most readers look for first. Five links or fewer fit on a phone."),
    )
    footer = StreamField(
        MenuBlock(max_num=16),
        blank=True,
        verbose_name=_("footer"),
        help_text=_("Who you are, and your policies, for those who read to the end."),
    )

    panels = [FieldPanel("header"), FieldPanel("footer")]

    class Meta:
        verbose_name = _("menus")
