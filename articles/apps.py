from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles import moved  # noqa: F401  (these listen from now on)
        from articles.models.translations import follow  # noqa: F401
