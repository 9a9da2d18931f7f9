"""A page photographed a little askew is levelled in its copy, and nothing else is turned."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from motcua.documents.inspect.tilt import LEAST, WIDEST, levelled, tilt
from tests.documents.test_facts import paper, shot


def askew(degrees: float) -> Image.Image:
    return paper().rotate(degrees, Image.Resampling.BICUBIC, fillcolor=200)


@pytest.mark.parametrize("degrees", [-7.0, -3.3, -1.0, 2.0, 5.0, 7.0])
def test_lines_are_made_level(degrees: float) -> None:
    assert tilt(askew(degrees)) == pytest.approx(-degrees, abs=0.5)
    assert abs(tilt(levelled(askew(degrees).convert("RGB")))) <= LEAST


def test_a_blurred_and_noisy_photograph_is_made_level_too() -> None:
    assert tilt(shot(askew(4.0), 2, noise=40)) == pytest.approx(-4.0, abs=0.5)


def portrait() -> Image.Image:
    picture = Image.radial_gradient("L").resize((900, 1200))
    ImageDraw.Draw(picture).ellipse((300, 300, 600, 700), fill=90)
    return picture


@pytest.mark.parametrize(
    "picture",
    [
        paper(),
        Image.new("L", (900, 1200), 250),
        Image.effect_noise((900, 1200), 60),
        portrait(),
        Image.new("L", (3, 2)),
    ],
    ids=["level", "blank", "noise", "portrait", "tiny"],
)
def test_what_is_level_or_has_no_lines_stays_as_it_is(picture: Image.Image) -> None:
    assert levelled(picture) is picture


def test_a_page_turned_on_purpose_is_left_alone() -> None:
    assert abs(tilt(askew(30.0))) <= WIDEST
    assert tilt(paper().rotate(90, expand=True)) == 0.0
