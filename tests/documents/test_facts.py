"""What is seen of a paper when it comes: readable, empty, signed. And what looking at evil files may cost."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from motcua.documents.inspect import seeing
from motcua.documents.limits import Limits
from motcua.documents.selectors import facts_of
from motcua.documents.services.accept import accept
from motcua.documents.services.inspect import inspect
from tests.documents import evil, evil_office, more_evil
from tests.documents.uploads import AT, Upload

MEMORY = 300 * 1024  # KiB


def paper(lines: int = 40, ink: int = 40, ground: int = 245) -> Image.Image:
    page = Image.new("L", (1240, 1754), ground)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(24)
    for number in range(lines):
        pen.text(
            (100, 100 + number * 38), f"{number}. Cong hoa xa hoi chu nghia Viet Nam, Doc lap", font=font, fill=ink
        )
    return page


def shot(page: Image.Image, blur: float = 0, noise: int = 0) -> Image.Image:
    """The page as a telephone of eight megapixels sees it."""
    large = page.resize((2480, 3508)).filter(ImageFilter.GaussianBlur(blur))
    return Image.blend(large, Image.effect_noise(large.size, noise), 0.12) if noise else large


@pytest.mark.parametrize(
    "page", [paper(), paper(1), shot(paper()), shot(paper(), 1), shot(paper(), 2, noise=40), paper(30, 120, 200)]
)
def test_a_readable_page_is_neither_blank_nor_blurry(page):
    assert seeing.judge(page) == ""


@pytest.mark.parametrize("blur", [6, 9, 14])
@pytest.mark.parametrize("noise", [0, 40])
def test_a_page_out_of_focus_is_blurry(blur, noise):
    assert seeing.judge(shot(paper(), blur, noise)) == "blurry"


@pytest.mark.parametrize(
    "page",
    [
        Image.new("L", (1240, 1754), 255),
        Image.new("L", (1240, 1754), 3),
        Image.linear_gradient("L").resize((1240, 1754)),
        shot(Image.new("L", (1240, 1754), 235), noise=40),
    ],
    ids=["white", "black", "shade", "noise"],
)
def test_a_page_without_marks_is_blank(page):
    assert seeing.judge(page) == "blank"


def test_a_tiny_picture_is_not_judged():
    assert seeing.judge(Image.new("L", (20, 20), 255)) == ""


def test_sharpness_falls_with_focus():
    found = [seeing.sharpness(shot(paper(), blur)) for blur in (0, 2, 4, 8)]
    assert found == sorted(found, reverse=True)


def as_pdf(*pages: Image.Image) -> bytes:
    out = io.BytesIO()
    pages[0].convert("RGB").save(out, "PDF", save_all=True, append_images=[page.convert("RGB") for page in pages[1:]])
    return out.getvalue()


def test_pages_are_named_by_their_numbers(citizen):
    white = Image.new("L", (1240, 1754), 255)
    content = as_pdf(paper(), white, shot(paper(), 9))
    facts = facts_of(accept(upload=Upload("a.pdf", content, ""), asker=citizen, at=AT))
    assert (facts.pages, facts.looked, facts.blank, facts.blurry) == (3, 3, (2,), (3,))
    assert not facts.is_blank
    assert facts.signature_valid is None


def test_a_photograph_of_nothing_is_blank(citizen):
    out = io.BytesIO()
    Image.new("RGB", (1600, 1200), "white").save(out, "JPEG")
    facts = facts_of(accept(upload=Upload("a.jpg", out.getvalue(), ""), asker=citizen, at=AT))
    assert facts.is_blank


def test_a_signed_paper_says_whether_it_is_whole(citizen, signed):
    facts = facts_of(accept(upload=Upload("a.pdf", signed, ""), asker=citizen, at=AT))
    assert facts.signature_valid is True
    assert len(facts.signers) == 2


def test_a_paper_changed_after_signing_says_so(citizen, signed):
    at = signed.index(b"/Title")
    changed = signed[:at] + b"/Titlf" + signed[at + 6 :]
    facts = facts_of(accept(upload=Upload("a.pdf", changed, ""), asker=citizen, at=AT))
    assert facts.signature_valid is False
    assert "Không dùng" in facts.signature_says


def test_looking_at_evil_files_is_bounded(tmp_path):
    """Memory of the child as the kernel counted it, and time; one that asked for more was ended by its limits."""
    bounds, most, slowest = Limits(), 0, 0.0
    swollen = [case for case in more_evil.cases() if case[1][:4] in {b"%PDF", b"\x89PNG"} or case[0].endswith("heic")]
    for _name, content, _declared, _problem in [*swollen, *evil_office.cases()[60:], *evil.cases()[-7:]]:
        file = tmp_path / "file"
        file.write_bytes(content)
        start = time.monotonic()
        found = inspect(file, bounds)
        slowest = max(slowest, time.monotonic() - start)
        most = max(most, found.peak)
    assert 0 < most < MEMORY
    assert slowest < bounds.wall_seconds
