"""What a template is given about each question: every id, name and sentence ready-made, nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.forms.presenters import controls

PLAIN = frozenset({"input", "textarea", "select", "date", "address", "radios", "checkboxes"})


class Looked:
    """Read by a template with one look-up instead of a failed one first: pages of hundreds of questions feel it."""

    __slots__ = ()

    def __getitem__(self, name: str) -> object:
        try:
            return getattr(self, name)
        except AttributeError:
            raise KeyError(name) from None


@dataclass(frozen=True, slots=True)
class ChoiceView(Looked):
    """One radio, checkbox or option. ``id`` of the first one equals the field's id; ``control`` is it with its label,
    ready markup (not of an option)."""

    id: str
    value: str
    label: str
    checked: bool
    control: str = ""


@dataclass(frozen=True, slots=True)
class BoxView(Looked):
    """One control of a date (day, month, year) or an address (commune: has ``choices``; the others have none).

    ``folded``: asked only of who needs it, behind a line that opens. ``control`` is it with its label, ready markup.
    """

    id: str
    name: str
    label: str
    value: str
    wrong: bool
    inputmode: str = ""
    autocomplete: str = ""
    width: int = 0
    maxlength: int = 0
    choices: tuple[ChoiceView, ...] = ()
    folded: bool = False
    control: str = ""


@dataclass(frozen=True, slots=True)
class UploadView(Looked):
    """The papers handed in at a file slot: their names, and where they are uploaded.

    ``begin_url`` takes a file in pieces (tus) from within the page; empty where that cannot be.
    """

    url: str
    names: tuple[str, ...] = ()
    begin_url: str = ""


@dataclass(frozen=True, slots=True)
class MapView(Looked):
    """A map to point at. ``url`` of its picture, "" = it cannot be had now; ``at`` what it shows, for a hidden control;
    ``moves``: (value, sign, words) of the buttons that move it; ``told``: where the pin is; ``note``: whose map."""

    id: str
    name: str
    url: str
    at: str
    width: int
    height: int
    moves: tuple[tuple[str, str, str], ...]
    note: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class RowView(Looked):
    """One row of a repeating group. ``title`` "Thành viên 2"; ``remove`` is the name of its button, "" = cannot go."""

    id: str
    title: str
    fields: tuple[FieldView, ...]
    remove: str


@dataclass(frozen=True, slots=True)
class FieldView(Looked):
    """Everything a template needs about one field.

    ``widget``: input, textarea, radios, checkboxes, select, date, address, info, group, rows, consent, paper,
    calculated. ``input_type``: text, tel, email. ``value`` is the text to show in an input or textarea, or what was
    calculated; ``choices`` belong to radios, checkboxes and select (a select begins with an empty option); ``boxes`` to
    date and address; ``parts`` to group, ``map`` to one that asks for a place; ``entries`` to rows with ``count_name``
    and ``add`` (the names of the hidden count and the button; "" = full) and ``add_label``; ``options`` with
    ``list_id`` to an input that suggests. ``hint_id``/``error_id`` go into ``described_by`` ready-made. ``help`` is
    longer text for a details element (for info: the paragraph, for consent: the whole text). ``note`` is worked out
    from the answer. ``unasked`` = does not apply with the answers so far: hidden where a script may show it again.
    ``reacts`` = others hang on this answer.
    ``head`` and ``body`` are a plain question as ready markup, above and below its notes.
    ``locked`` = shown as received from an authoritative source, no control; ``source`` says from which, ``wrong_url``
    leads to where wrong data is mended. ``warning`` is a doubt, not an error.
    """

    key: str
    id: str
    name: str
    type: str
    widget: str
    label: str
    hint: str
    help: str
    required: bool
    error: str
    warning: str
    value: str
    choices: tuple[ChoiceView, ...]
    boxes: tuple[BoxView, ...]
    input_type: str
    inputmode: str
    autocomplete: str
    autocapitalize: str
    spellcheck: str
    maxlength: int
    rows: int
    width: int
    suffix: str
    hint_id: str
    error_id: str
    described_by: str
    locked: bool
    unasked: bool = False
    reacts: bool = False
    note: str = ""
    note_id: str = ""
    list_id: str = ""
    options: tuple[str, ...] = ()
    parts: tuple[FieldView, ...] = ()
    entries: tuple[RowView, ...] = ()
    look: str = ""
    count_name: str = ""
    add: str = ""
    add_label: str = ""
    upload: UploadView | None = None
    map: MapView | None = None

    @property
    def is_plain(self) -> bool:
        """Whether ``head`` and ``body`` draw it."""
        return not self.locked and self.widget in PLAIN

    @property
    def told_by(self) -> str:
        """The source, the same for neighbours that came from there together; "" for what is typed."""
        return self.source if self.locked else ""

    @property
    def head(self) -> str:
        return controls.head(self)

    @property
    def body(self) -> str:
        return controls.body(self)

    @property
    def is_wrong(self) -> bool:
        """Whether anything in it is, within persons and rows too."""
        inner = (*self.parts, *(column for entry in self.entries for column in entry.fields))
        return bool(self.error) or any(view.is_wrong for view in inner)

    @property
    def has_notes(self) -> bool:
        """Whether more than a hint stands above the control."""
        return bool(self.help or self.warning or self.error)

    source: str = ""
    wrong_url: str = ""
