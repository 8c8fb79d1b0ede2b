from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, with the viewset of `recovery_site.signin.accounts`."""

    user_viewset = "recovery_site.signin.accounts.AccountViewSet"
