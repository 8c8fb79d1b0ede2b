"""Makes the sample's single things out of a row of its files."""

from datetime import UTC, datetime
from typing import Any

from django.core.files import File
from wagtail.models import Page

from articles.models import (
    ArticlePage,
    Facility,
    GlossaryTerm,
    Helpline,
    SiteImage,
    Source,
    TopicPage,
)
from articles.models.image import Licence

PUBLISHED = datetime(2026, 11, 22, 12, tzinfo=UTC)


def publish(page: Page) -> None:
    page.save_revision().publish()
    type(page).objects.filter(pk=page.pk).update(first_published_at=PUBLISHED)
    page.refresh_from_db()


def source(row: dict[str, Any]) -> Source:
    row = {**row, "key": row["id"]}
    row.pop("id")
    row["year"] = str(row.get("year") or "")
    return Source.objects.create(**row)


def helpline(row: dict[str, Any], order: int) -> Helpline:
    row = {**row, "key": str(row["id"]), "what_for": row["what"], "order": order}
    row.pop("id")
    row.pop("what")
    line = Helpline(**row)
    line.full_clean()
    line.save()
    return line


def picture(path: Any) -> SiteImage:
    with path.open("rb") as file:
        image = SiteImage(title=path.stem, file=File(file, name=path.name))
        image.credit, image.licence = "Recovery site", Licence.OWN
        image.save()
    return image


def article(topic: TopicPage, row: dict[str, Any]) -> ArticlePage:
    article = ArticlePage(
        title=row["title"],
        slug=row["slug"],
        summary=row["summary"],
        search_description=row.get("search_description", ""),
        picture=SiteImage.objects.filter(title=row.get("picture")).first(),
        picture_alt=row.get("picture_alt") or "",
        picture_decorative=not row.get("picture_alt"),
        read_by_children=row.get("read_by_children", False),
    )
    topic.add_child(instance=article)
    return article


def term(row: dict[str, Any]) -> GlossaryTerm:
    row = dict(row)
    row["source"] = Source.objects.get(key=row["source"]) if row.get("source") else None
    term = GlossaryTerm(**row)
    term.full_clean()
    term.save()
    return term


def facility(row: dict[str, Any]) -> Facility:
    claims = row.pop("claims")
    facility = Facility(**row)
    facility.claims = [Facility.claims.rel.related_model(**claim) for claim in claims]
    facility.save()
    return facility
