"""Pictures: re-encoded when they come in, and never served as they came in."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageOps
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

WIDTHS = (400, 800, 1240)
"""Pixels: a phone, a phone's retina screen or a tablet, the text column at twice its width."""


class Licence(models.TextChoices):
    """Why we may show a picture. Those of Creative Commons are the end of their own address."""

    OWN = "own", _("Made for this site")
    PUBLIC_DOMAIN = "public-domain", _("Public domain")
    PERMISSION = "permission", _("With written permission")
    CC0 = "zero/1.0", "CC0 1.0"
    BY_4 = "by/4.0", "CC BY 4.0"
    BY_SA_4 = "by-sa/4.0", "CC BY-SA 4.0"
    BY_3 = "by/3.0", "CC BY 3.0"
    BY_SA_3 = "by-sa/3.0", "CC BY-SA 3.0"
    BY_2 = "by/2.0", "CC BY 2.0"
    BY_SA_2 = "by-sa/2.0", "CC BY-SA 2.0"

    @property
    def asks_for_the_name(self) -> bool:
        return self.startswith("by") or self == Licence.PERMISSION

    @property
    def address(self) -> str:
        """Where a reader finds its terms, for those that ask to be linked to."""
        return f"https://creativecommons.org/licenses/{self}/" if self.startswith("by") else ""


class SiteImage(AbstractImage):
    """A picture with a default description and, if it has one, a twin for dark screens.

    Saving a new file re-encodes it from its pixels: place, camera and every other metadata are
    gone, and it stands upright. Raises `PIL.UnidentifiedImageError` if the file is no picture.
    """

    dark = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture for dark screens"),
        help_text=_("The same picture in dark colours, if there is one."),
    )

    credit = models.CharField(
        _("who made it"),
        max_length=160,
        blank=True,
        help_text=_(
            "The person or the house, as they wish to be named. No page goes live without it."
        ),
    )
    licence = models.CharField(
        _("why we may show it"),
        max_length=20,
        blank=True,
        choices=Licence.choices,
        help_text=_("Readers see who made it where the licence asks for that."),
    )
    source_link = models.CharField(
        _("where it comes from"),
        max_length=400,
        blank=True,
        validators=[URLValidator(["http", "https"])],
        help_text=_("The page that offers it, with its licence, if it stands on the web."),
    )

    if TYPE_CHECKING:
        file: Any

    admin_form_fields = (
        *WagtailImage.admin_form_fields,
        "dark",
        "credit",
        "licence",
        "source_link",
    )

    @property
    def terms(self) -> Licence | None:
        """The licence, where readers are told who made the picture; None where none is asked."""
        found = Licence(self.licence) if self.licence in Licence.values else None
        return found if found and found.asks_for_the_name and self.credit else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        upload: Any = self.file
        if upload and not upload._committed:
            self._reencode()
        super().save(*args, **kwargs)

    def _reencode(self) -> None:
        upload: Any = self.file
        upload.open()
        with Pillow.open(upload) as picture:
            kind = picture.format or "PNG"
            upright = ImageOps.exif_transpose(picture)
            if kind == "JPEG" and upright.mode != "RGB":
                upright = upright.convert("RGB")
            elif upright.mode not in ("RGB", "RGBA", "L", "LA"):
                upright = upright.convert("RGBA")
            clean = Pillow.new(upright.mode, upright.size)
            clean.paste(upright)
            out = io.BytesIO()
            options: dict[str, Any] = {
                "JPEG": {"quality": 92, "optimize": True},
                "WEBP": {"lossless": True, "method": 4},
            }.get(kind, {"optimize": True})
            clean.save(out, kind, **options)
        self.width, self.height = clean.size
        self.file = ContentFile(out.getvalue(), name=upload.name)
        self.file_size = out.tell()
        self._set_file_hash()


def specs(image: SiteImage) -> list[str]:
    """The renditions of a picture in the text: WebP at each width it has, and one JPEG."""
    widths = [width for width in WIDTHS if width <= image.width] or [image.width]
    return [*(f"width-{width}|format-webp" for width in widths), f"width-{WIDTHS[1]}|format-jpeg"]


def attach_renditions(images: Iterable[SiteImage | None], names: Iterable[str]) -> None:
    """Give the images, and their twins for dark screens, these renditions in one query."""
    all_of_them = [i for image in images if image for i in (image, image.dark) if i]
    if not all_of_them:
        return
    found: dict[int, list[SiteRendition]] = {image.pk: [] for image in all_of_them}
    for rendition in SiteRendition.objects.filter(image__in=found, filter_spec__in=set(names)):
        found[rendition.image_id].append(rendition)
    for image in all_of_them:
        for rendition in found[image.pk]:
            rendition.image = image
        image.prefetched_renditions = found[image.pk]


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_a_spec"
            )
        ]
