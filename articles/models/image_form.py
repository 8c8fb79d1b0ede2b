"""The admin's form for a picture: a file that is cut off gets a message, not an error page."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image as Pillow
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """Wagtail's own check counts the frames of a file that is cut off, and fails with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("file")
        if field is None:  # the form that only titles what was uploaded
            return
        check = field.check_image_pixel_size

        def whole(file: Any) -> None:
            try:
                check(file)
                with Pillow.open(io.BytesIO(file.read())) as picture:
                    picture.load()
            except (OSError, SyntaxError) as error:
                raise ValidationError(field.error_messages["invalid_image"]) from error
            finally:
                file.seek(0)

        field.check_image_pixel_size = whole
