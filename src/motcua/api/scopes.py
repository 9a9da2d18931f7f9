"""What a machine may ask of the API, and the share of it that one machine has."""

from __future__ import annotations

from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from oauth2_provider.scopes import BaseScopes

from motcua.identity.selectors import machine_scopes

SCOPES: dict[str, str | Promise] = {
    "file": _("Nộp hồ sơ cho người dân"),
    "read": _("Đọc hồ sơ mà cơ quan của ứng dụng giải quyết hoặc tiếp nhận"),
    "mirror": _("Gửi diễn biến hồ sơ do hệ thống của ứng dụng quản lý"),
}


class Client(Protocol):
    client_id: str


class MachineScopes(BaseScopes):  # type: ignore[misc]  # the library has no types
    """A token never names more than the machine has; asking for nothing gives all of it."""

    def get_all_scopes(self) -> dict[str, str]:
        return {scope: str(words) for scope, words in SCOPES.items()}

    def get_available_scopes(self, application: Client | None = None, *_args: Any, **_more: Any) -> list[str]:
        return sorted(machine_scopes(application.client_id)) if application is not None else []

    def get_default_scopes(self, application: Client | None = None, *_args: Any, **_more: Any) -> list[str]:
        return self.get_available_scopes(application)
