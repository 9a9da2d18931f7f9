"""The provider's own pages: plain HTML, no script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from simulators.vneid.people import Citizen

_STYLE = """
body{margin:0;background:#e9edf2;font:17px/1.5 "Be Vietnam Pro",system-ui,sans-serif;color:#1b2733}
main{max-width:24rem;margin:1.5rem auto;background:#fff;border-radius:1.75rem;border:.5rem solid #1b2733;
padding:1.25rem}
.demo{background:#fff4d6;border-radius:.5rem;padding:.5rem .75rem;font-size:.9rem;margin:0 0 1rem}
h1{font-size:1.35rem;line-height:1.3;margin:.25rem 0 .5rem}
fieldset{border:0;margin:1rem 0;padding:0}legend{font-weight:700;padding:0;margin-bottom:.5rem}
label{display:flex;gap:.75rem;align-items:center;border:1px solid #8796a5;border-radius:.75rem;
padding:.6rem .75rem;margin:.5rem 0}
label:has(:checked){border-color:#a3130b;box-shadow:inset 0 0 0 1px #a3130b}
input{width:1.25rem;height:1.25rem;accent-color:#a3130b;flex:none}small{display:block;color:#4a5a69}
button{display:block;width:100%;min-height:3rem;border-radius:.75rem;font:inherit;font-weight:700;margin-top:.75rem}
.yes{background:#a3130b;color:#fff;border:0}.no{background:#fff;color:#1b2733;border:1px solid #8796a5}
:focus-visible{outline:3px solid #1d6fd6;outline-offset:2px}
"""


def page(title: str, body: str) -> bytes:
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>"
        "<p class='demo'><strong>Bản mô phỏng.</strong> Đây không phải VNeID thật; "
        "mọi người ở đây đều là nhân vật hư cấu.</p>"
        f"<h1>{escape(title)}</h1>{body}</main></body></html>"
    ).encode()


def approval(handle: str, client: str, citizens: Iterable[Citizen]) -> bytes:
    choices = "".join(_choice(citizen, checked=number == 0) for number, citizen in enumerate(citizens))
    return page(
        "Yêu cầu đăng nhập",
        f"<p><strong>{escape(client)}</strong> xin biết họ tên, số định danh, ngày sinh của anh/chị.</p>"
        f'<form method="post" action="/auth/decision"><input type="hidden" name="login" value="{escape(handle)}">'
        f"<fieldset><legend>Đăng nhập với tư cách</legend>{choices}</fieldset>"
        '<button class="yes" name="answer" value="yes">Xác nhận đăng nhập</button>'
        '<button class="no" name="answer" value="no">Từ chối</button></form>',
    )


def message(title: str, sentence: str) -> bytes:
    return page(title, f"<p>{escape(sentence)}</p>")


def _choice(citizen: Citizen, *, checked: bool) -> str:
    number = escape(citizen.id_number)
    return (
        f'<label><input type="radio" name="citizen" value="{number}"{" checked" if checked else ""}>'
        f"<span>{escape(citizen.full_name)}<small>{number} · mức {citizen.level}</small></span></label>"
    )
