"""Reading XML from strangers: no document type, no entity, bounded in size, depth and number of elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid

LARGEST = 2_000_000
DEEPEST, MOST_ELEMENTS = 60, 20_000


@dataclass(slots=True)
class Element:
    """``tag`` and attributes are "namespace name", or the bare name without a namespace."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts).strip()

    @property
    def name(self) -> str:
        """The tag without its namespace."""
        return self.tag.rpartition(" ")[2]

    def get(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    def all(self, tag: str) -> Iterator[Element]:
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Element | None:
        return next(self.all(tag), None)


class _Builder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.path: list[Element] = []
        self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.path) >= DEEPEST:
            raise _refused(_("Tệp có quá nhiều phần tử hoặc lồng nhau quá sâu."))
        element = Element(tag, attributes)
        if self.path:
            self.path[-1].children.append(element)
        self.root = self.root or element
        self.path.append(element)

    def end(self, _tag: str) -> None:
        self.path.pop()

    def data(self, text: str) -> None:
        self.path[-1].texts.append(text)


def read_xml(content: bytes) -> Element:
    """The root element; ``Invalid`` for what is too large, no XML, or asks for more than elements and text."""
    if len(content) > LARGEST:
        raise _refused(_("Tệp lớn hơn 2 MB. Chọn tệp BPMN khác."))
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.EntityDeclHandler = _no_doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003 expat takes no keyword
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _refused(_("Tệp không phải là XML đúng cách: %s") % error) from None
    if builder.root is None:
        raise _refused(_("Tệp không có nội dung."))
    return builder.root


def _no_doctype(*_declared: object) -> None:
    raise _refused(_("Tệp có khai báo DOCTYPE hoặc ENTITY nên không được nhận. Xuất lại từ phần mềm vẽ quy trình."))


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, code="bad_bpmn")
