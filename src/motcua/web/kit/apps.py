from __future__ import annotations

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "motcua.web.kit"
    label = "web_kit"
