from django.apps import AppConfig
from django.db.models.signals import m2m_changed, pre_delete, pre_save


class ContactConfig(AppConfig):
    name = "contact"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Requests for help"

    def ready(self) -> None:
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import Group

        from contact import team

        through = get_user_model().groups.through  # type: ignore[attr-defined]
        m2m_changed.connect(team.refuse_membership, sender=through, dispatch_uid="intake-team")
        pre_save.connect(team.refuse_renaming, sender=Group, dispatch_uid="intake-team")
        pre_delete.connect(team.refuse_deleting, sender=Group, dispatch_uid="intake-team")
