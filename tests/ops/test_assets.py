from __future__ import annotations

import pytest

from ops import assets
from ops.layout import OpsError

BRANDED = (
    "/*! notice */@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    ".govuk-body{font-family:GDS Transport,arial,sans-serif;color:red}"
    ".govuk-footer__copyright-logo:before,.govuk-link{margin:0}"
    "@media print{.govuk-header__logotype{top:0}}"
    "@media print{.govuk-body{color:black}}"
    ".govuk-x:before{background:url(/assets/images/govuk-crest.svg)}"
)


def test_no_rule_names_the_gds_font_or_the_crest() -> None:
    stripped = assets.strip_branding(BRANDED)
    for name in ("GDS", "Transport", "crest", "logotype", "url("):
        assert name not in stripped


def test_what_is_not_branding_stays_in_our_font() -> None:
    assert assets.strip_branding(BRANDED) == (
        f".govuk-body{{font-family:{assets.FONT_STACK};color:red}}"
        ".govuk-link{margin:0}"
        "@media print{.govuk-body{color:black}}"
    )


def test_only_the_wanted_subsets_are_served() -> None:
    blocks = "".join(
        f"/* be-vietnam-pro-{subset}-400-normal */\n@font-face {{\n  font-weight: 400;\n"
        f"  src: url(./files/{subset}.woff2) format('woff2'), url(./files/{subset}.woff) format('woff');\n}}\n"
        for subset in ("vietnamese", "latin-ext", "latin")
    )
    css = assets.font_css(blocks, "400")
    assert css.count("@font-face") == len(assets.SUBSETS)
    assert "latin-ext" not in css
    assert "./files" not in css


def test_a_font_package_without_vietnamese_is_refused() -> None:
    with pytest.raises(OpsError, match="vietnamese"):
        assets.font_css("", "400")


def test_the_copied_style_sheet_has_no_branding_left() -> None:
    assets.ensure()
    css = (assets.VENDOR / "govuk-frontend.min.css").read_text()
    assert not assets.FORBIDDEN.search(css)
    assert css.count("{") == css.count("}")
    assert ".govuk-button{" in css
