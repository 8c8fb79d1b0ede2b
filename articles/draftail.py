"""A number of the registry within a sentence: how editors put it there, how it is stored."""

from typing import Any

from django.urls import reverse_lazy
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from articles.models import Helpline

FEATURE = "helpline"
ENTITY = "HELPLINE"


class HelplineLink(LinkHandler):
    """For whatever shows rich text without our own template tag: the number without a link."""

    identifier = FEATURE

    @staticmethod
    def get_model() -> type[Helpline]:
        return Helpline

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        return "<a>"

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Any:
        if attrs.get("id", "").isdigit():
            yield Helpline, attrs["id"], "", ""


class HelplineElement(InlineEntityElementHandler):
    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"id": attrs.get("id", ""), "way": attrs.get("way", "call")}


def stored(props: dict[str, Any]) -> Any:
    """Attributes sorted by the exporter; the words inside are the number as it was chosen."""
    attributes = {"linktype": FEATURE, "id": props.get("id"), "way": props.get("way") or "call"}
    return DOM.create_element("a", attributes, props["children"])


def register(features: FeatureRegistry) -> None:
    features.register_link_type(HelplineLink)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "mobile-alt",
                "description": "A number from the registry",
                "chooserUrls": {
                    "helplineChooser": reverse_lazy(
                        "wagtailsnippetchoosers_articles_helpline:choose"
                    )
                },
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/helpline_entity.js"],
            css={"all": ["css/editor.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {'a[linktype="helpline"]': HelplineElement(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: stored}},
        },
    )
