"""Reading what was typed with the Vietnamese keyboard switched off: "ddaang kys", "dang8 ky1"."""

from unicodedata import normalize

VOWELS = set("aeiouy")
TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"


def decoded(token: str) -> tuple[str, ...]:
    """Readings of an ASCII token as raw Telex, then as raw VNI; only those that differ from the token."""
    if not token.isascii() or not any(letter in VOWELS or letter == "w" for letter in token):
        return ()
    read = (_telex(token), _vni(token)) if any(mark.isdigit() for mark in token) else (_telex(token),)
    return tuple(text for text in read if text and text != token)


class _Syllable:
    def __init__(self) -> None:
        self.letters: list[str] = []
        self.marks: dict[int, str] = {}
        self.tone = ""

    def vowels(self, among: str = "aeiouy") -> list[int]:
        return [place for place, letter in enumerate(self.letters) if letter in among]

    def mark(self, among: str, mark: str) -> bool:
        places = [place for place in self.vowels(among) if place not in self.marks]
        if not places:
            return False
        self.marks[places[-1]] = mark
        return True

    def horn(self) -> bool:
        pair = "".join(self.letters).find("uo")
        if pair >= 0:
            self.marks[pair] = self.marks[pair + 1] = HORN
            return True
        return self.mark("ou", HORN)

    def bar(self) -> bool:
        if self.letters[:1] != ["d"]:
            return False
        self.letters[0] = "đ"
        return True

    def text(self) -> str:
        tone_place = self._tone_place()
        built = []
        for place, letter in enumerate(self.letters):
            tone = self.tone if place == tone_place else ""
            built.append(letter + self.marks.get(place, "") + tone)
        return normalize("NFC", "".join(built))

    def _tone_place(self) -> int:
        vowels = self.vowels()
        if len(vowels) > 1 and "".join(self.letters[:2]) in ("gi", "qu"):
            vowels = vowels[1:]
        marked = [place for place in vowels if place in self.marks]
        if marked:
            return marked[-1]
        if not vowels:
            return -1
        closed = vowels[-1] < len(self.letters) - 1
        return vowels[-1] if closed or len(vowels) == 1 else vowels[-2]


def _telex(token: str) -> str:
    syllable = _Syllable()
    for letter in token:
        if not _telex_letter(syllable, letter):
            syllable.letters.append(letter)
    return syllable.text()


def _telex_letter(syllable: _Syllable, letter: str) -> bool:
    seen = syllable.letters
    if letter == "d" and seen:
        return syllable.bar()
    if letter in "aeo" and letter in seen:
        return syllable.mark(letter, CIRCUMFLEX)
    if letter == "w":
        return _telex_w(syllable)
    if letter in TELEX_TONES and syllable.vowels():
        syllable.tone = TELEX_TONES[letter]
        return True
    return False


def _telex_w(syllable: _Syllable) -> bool:
    if "a" in syllable.letters and "u" not in syllable.letters:
        return syllable.mark("a", BREVE)
    if syllable.horn():
        return True
    syllable.letters.append("u")
    return syllable.mark("u", HORN)


def _vni(token: str) -> str:
    syllable = _Syllable()
    for letter in token:
        if letter in VNI_TONES:
            syllable.tone = VNI_TONES[letter]
        elif letter == "6":
            syllable.mark("aeo", CIRCUMFLEX)
        elif letter == "7":
            syllable.horn()
        elif letter == "8":
            syllable.mark("a", BREVE)
        elif letter == "9":
            syllable.bar()
        else:
            syllable.letters.append(letter)
    return syllable.text()
