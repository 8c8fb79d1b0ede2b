from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles.models.translations import follow  # noqa: F401  (listens from now on)
