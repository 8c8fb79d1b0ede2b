from django.apps import AppConfig


class RecoverySiteConfig(AppConfig):
    name = "recovery_site"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Recovery site"

    def ready(self) -> None:
        from recovery_site import checks  # noqa: F401  (registers the house rules)
