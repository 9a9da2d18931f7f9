"""What sound PDFs have in them and must not be refused for."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String


def web_link(made: pikepdf.Pdf) -> None:
    """An address that a reader may click on."""
    address = Dictionary(S=Name.URI, URI=String("https://dichvucong.gov.vn/"))
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 99, 20], A=address)
    made.pages[0].Annots = Array([made.make_indirect(mark)])


def opens_at_page(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([made.pages[1].obj, Name.Fit]))


def filled_form(made: pikepdf.Pdf) -> None:
    """A form of text boxes somebody filled in: a black block stands for the words."""
    drawn = made.make_indirect(
        Stream(made, b"0 g 0 0 200 40 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 40])
    )
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("ho_ten"),
            V=String("Hằng"),
            Rect=[100, 100, 300, 140],
            F=4,
            AP=Dictionary(N=drawn),
        )
    )
    made.pages[0].Annots = Array([field])
    made.Root.AcroForm = Dictionary(Fields=Array([field]))
