"""Vietnamese text: one canonical form for storing, one folded form for comparing."""

import unicodedata

ABBREVIATIONS = frozenset({"BHXH", "BHYT", "BHTN", "TNLĐ", "BNN", "DSPHSK", "UBND", "HĐND", "GCN", "CSGT"})


def nfc(text: str) -> str:
    """The composed form in which every text of the province is stored and compared."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without any mark: "Đăng ký" → "dang ky". Digits, dots and spaces stay as they are."""
    lowered = nfc(text).lower().replace("đ", "d")
    return "".join(mark for mark in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(mark))


def calm(text: str) -> str:
    """A name shouted in capitals said in a normal voice; abbreviations and the country keep theirs."""
    if not text.isupper():
        return text
    words = [word if word.strip("().,;:") in ABBREVIATIONS else word.lower() for word in text.split()]
    lowered = " ".join(words).replace("việt nam", "Việt Nam")
    return lowered[:1].upper() + lowered[1:]
