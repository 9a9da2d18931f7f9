"""The API object: its description, its login, its problems, its parts."""

from __future__ import annotations

from ninja import NinjaAPI

from motcua.api import acts, catalogue, dossiers, filing, problems, tracking

api = NinjaAPI(
    title="Motcua",
    version="1",
    description=(
        "Dịch vụ công của tỉnh cho máy gọi máy. Máy lấy mã truy cập bằng OAuth 2 client credentials tại "
        "`/api/v1/token`; mọi lỗi theo RFC 9457 (`application/problem+json`)."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
problems.install(api)
api.add_router("", catalogue.router)
api.add_router("", tracking.router)
api.add_router("", filing.router)
api.add_router("", dossiers.router)
api.add_router("", acts.router)
