"""Pictures: re-encoded when they come in, and never served as they came in."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageOps
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

WIDTHS = (400, 800, 1240)
"""Pixels: a phone, a phone's retina screen or a tablet, the text column at twice its width."""


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

    if TYPE_CHECKING:
        file: Any

    admin_form_fields = (*WagtailImage.admin_form_fields, "dark")

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
