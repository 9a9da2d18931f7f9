"""The API object: its description, its login, its problems, its parts."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from motcua.api import acts, catalogue, dossiers, filing, mirrors, problems, tracking
from motcua.api.reading import StrictParser

REFUSED = 400


class Api(NinjaAPI):
    """Ninja's, but the description says that refusals are problem details, as they are."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= REFUSED:
                        answer["content"] = {problems.MEDIA_TYPE: next(iter(answer["content"].values()))}
        return schema


api = Api(
    title="Motcua",
    version="1",
    description=(
        "Dịch vụ công của tỉnh cho máy gọi máy. Máy lấy mã truy cập bằng OAuth 2 client credentials tại "
        "`POST /api/v1/token` (RFC 6749 §4.4); mọi lỗi khác theo RFC 9457 (`application/problem+json`). Thao tác "
        "ghi cần tiêu đề `Idempotency-Key`: gửi lại cùng mã và cùng nội dung thì được đúng câu trả lời cũ; "
        "diễn biến của bản sao mang số thứ tự thay cho mã đó."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    parser=StrictParser(),
)
problems.install(api)
api.add_router("", catalogue.router)
api.add_router("", tracking.router)
api.add_router("", filing.router)
api.add_router("", dossiers.router)
api.add_router("", acts.router)
api.add_router("", mirrors.router)
