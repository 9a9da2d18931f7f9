"""Vietnamese text: one canonical form for storing, one folded form for comparing."""

import unicodedata


def nfc(text: str) -> str:
    """The composed form in which every text of the province is stored and compared."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without any mark: "Đăng ký" → "dang ky". Digits, dots and spaces stay as they are."""
    lowered = nfc(text).lower().replace("đ", "d")
    return "".join(mark for mark in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(mark))
