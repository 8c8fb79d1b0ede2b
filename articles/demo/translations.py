"""The sample in Spanish: each page's catalogue goes through wagtail-localize, as an editor's would.

A catalogue is a gettext file in `content/es/`, named after the page's slug: the English of each
segment, and its Spanish. So the site knows from the first day which text was made from which.
"""

from pathlib import Path

import polib
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from articles.demo import things
from articles.demo.content import CONTENT, BrokenContent

CATALOGUES = CONTENT / "es"
LANGUAGE = "es"


def catalogue(page: Page) -> Path:
    return CATALOGUES / f"{page.slug}.po"


def may_be_made(page: Page) -> bool:
    """Where there is a catalogue, no Spanish of somebody's, and a Spanish page above."""
    locale, _ = Locale.objects.get_or_create(language_code=LANGUAGE)
    if not catalogue(page).exists() or page.has_translation(locale):
        return False
    above = page.get_parent()
    return above.is_root() or above.has_translation(locale)


def translate(page: Page) -> Page:
    """The page in Spanish, live. Raises `BrokenContent` for a segment without its Spanish."""
    path, locale = catalogue(page), Locale.objects.get(language_code=LANGUAGE)
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    said = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}
    wanted = translation.export_po()
    for entry in wanted:
        entry.msgstr = said.get(entry.msgid, "")
        if not entry.msgstr:
            raise BrokenContent(f"{path.name}: no Spanish for {entry.msgid!r}")
    translation.import_po(wanted)
    translated, _ = source.create_or_update_translation(locale, publish=False)
    things.publish(translated)
    return translated
