"""The 54 peoples of Viet Nam (statistics decision 121-TCTK/PPCĐ of 1979), with other names people use for them."""

from __future__ import annotations

from motcua.kernel.text import fold, nfc

OTHER = "khác:"
LONGEST_OTHER = 50
_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "Kinh": ("Việt",),
    "Tày": ("Thổ (Tày)", "Ngạn", "Phén", "Thu Lao", "Pa Dí"),
    "Thái": ("Tày Khao", "Tày Đăm", "Thái Đen", "Thái Trắng", "Tày Mười", "Tày Thanh", "Mán Thanh", "Hàng Tổng"),
    "Hoa": ("Hán", "Triều Châu", "Phúc Kiến", "Quảng Đông", "Hải Nam", "Xạ Phạng"),
    "Khơ-me": ("Khmer", "Khơ me", "Khơ-me Krôm", "Cur", "Cul", "Miên"),
    "Mường": ("Mol", "Mual", "Mọi Bi", "Ao Tá", "Ậu Tá"),
    "Nùng": ("Xuồng", "Giang", "Nùng An", "Phàn Sình", "Nùng Cháo", "Nùng Lòi", "Quý Rim", "Khèn Lài"),
    "Mông": ("H'Mông", "Hmông", "Mèo", "Mẹo", "Mông Hoa", "Mông Xanh", "Mông Đỏ", "Mông Trắng", "Na Mẻo", "Miêu"),
    "Dao": ("Mán", "Động", "Trại", "Xá", "Dìu Miền", "Kiềm Miền", "Dao Đỏ", "Dao Tiền", "Dao Quần Chẹt", "Dao Thanh Y"),
    "Gia-rai": ("Gia Rai", "Giơ-rai", "Jrai", "Tơ-buăn", "Chơ-rai", "Hơ-bau", "Hđrung", "Chor"),
    "Ngái": ("Xín", "Lê", "Đản", "Khách Gia"),
    "Ê-đê": (
        "Ê đê",
        "Rhadé",
        "Ra-đê",
        "Đê",
        "Kpạ",
        "A-đham",
        "Krung",
        "Ktul",
        "Đliê Ruê",
        "Blô",
        "Epan",
        "Mđhur",
        "Bih",
    ),
    "Ba-na": ("Ba na", "Bahnar", "Gơ-lar", "Tơ-lô", "Giơ-lâng", "Rơ-ngao", "Krem", "Roh", "Con Kđe", "A-la Công"),
    "Xơ-đăng": ("Xơ đăng", "Xơ-teng", "Hđang", "Tơ-đra", "Mơ-nâm", "Ha-lăng", "Ca-dong", "Kmrâng", "Con Lan", "Bri-la"),
    "Sán Chay": ("Cao Lan", "Sán Chỉ", "Cao Lan - Sán Chỉ", "Mán Cao Lan", "Hờn Bận", "Sơn Tử"),
    "Cơ-ho": ("Cơ ho", "Kơ-ho", "K'Ho", "Xrê", "Nốp", "Cơ-don", "Chil", "Lát", "Tơ-ring"),
    "Chăm": ("Chàm", "Chiêm Thành", "Hroi", "Chăm Hroi"),
    "Sán Dìu": ("Sán Dẻo", "Trại Đất", "Mán Quần Cộc"),
    "Hrê": ("Chăm Rê", "Chom", "Krẹ", "Lũy"),
    "Mnông": ("Pnông", "Nông", "M'Nông", "Pré", "Bu-đâng", "Đi-pri", "Biat", "Gar", "Rơ-lam"),
    "Ra-glai": ("Ra glai", "Ra-clây", "Rai", "Noang", "La-oang"),
    "Xtiêng": ("Xa-điêng", "S'tiêng", "Stiêng"),
    "Bru Vân Kiều": ("Bru - Vân Kiều", "Vân Kiều", "Bru", "Măng Coong", "Tri", "Khùa"),
    "Thổ": ("Kẹo", "Mọn", "Cuối", "Họ", "Đan Lai", "Ly Hà", "Tày Pọng", "Con Kha", "Xá Lá Vàng"),
    "Giáy": ("Nhắng", "Dẩng", "Pầu Thìn", "Nu Nà", "Cùi Chu", "Xa"),
    "Cơ-tu": ("Cơ tu", "Ca-tu", "Katu", "Cao", "Hạ", "Phương", "Ca-tang"),
    "Gié Triêng": (
        "Gié-Triêng",
        "Gié",
        "Triêng",
        "Đgiéh",
        "Tareh",
        "Giang Rẫy",
        "Pin",
        "Treng",
        "Ta-riêng",
        "Ve",
        "La-ve",
    ),
    "Mạ": ("Châu Mạ", "Mạ Ngăn", "Mạ Xóp", "Mạ Tô", "Mạ Krung"),
    "Khơ-mú": ("Khơ mú", "Xá Cẩu", "Mứn Xen", "Pu Thênh", "Tềnh", "Tày Hay"),
    "Co": ("Cor", "Col", "Cùa", "Trầu", "Kor"),
    "Tà-ôi": ("Tà ôi", "Tôi-ôi", "Pa-co", "Pa-hi", "Ba-hi", "Pa Cô"),
    "Chơ-ro": ("Chơ ro", "Dơ-ro", "Châu Ro"),
    "Kháng": ("Xá Khao", "Xá Súa", "Xá Dón", "Xá Dẩng", "Xá Hốc", "Xá Ái", "Xá Bung", "Quảng Lâm"),
    "Xinh-mun": ("Xinh mun", "Puộc", "Pụa"),
    "Hà Nhì": ("U Ni", "Xá U Ni"),
    "Chu-ru": ("Chu ru", "Chơ-ru", "Chu", "Churu"),
    "Lào": ("Lào Bốc", "Lào Nọi"),
    "La Chí": ("Cù Tê", "La Quả"),
    "La Ha": ("Xá Khắc", "Phlắc", "Khlá"),
    "Phù Lá": ("Bồ Khô Pạ", "Mù Di Pạ", "Phổ", "Va Xơ Lao"),
    "La Hủ": ("Khù Sung", "Cò Xung", "Khả Quy", "Cọ Sọ", "Nê Thú"),
    "Lự": ("Lừ", "Nhuồn Duôn", "Mun Di"),
    "Lô Lô": ("Mun Di (Lô Lô)", "Di"),
    "Chứt": ("Sách", "Mày", "Rục", "Mã Liềng", "A-rem", "Tu Vang", "Pa Leng", "Xơ Lang", "Tơ Hung", "Chà Củi", "U Mo"),
    "Mảng": ("Mảng Ư", "Xá Lá Vàng (Mảng)"),
    "Pà Thẻn": ("Pà Hưng", "Tống", "Pá Hưng"),
    "Cơ Lao": ("Cờ Lao", "Ke Lao"),
    "Cống": ("Xắm Khống", "Mấng Nhé", "Xá Xeng"),
    "Bố Y": ("Chủng Chá", "Trọng Gia", "Tu Dí"),
    "Si La": ("Cù Dề Xừ", "Khả Pẻ"),
    "Pu Péo": ("Ka Bèo", "Pen Ti Lô Lô"),
    "Brâu": ("Brao",),
    "Ơ Đu": ("Tày Hạt", "Ơ-đu"),
    "Rơ-măm": ("Rơ măm", "Rmăm"),
}
PEOPLES: tuple[str, ...] = tuple(_OTHER_NAMES)


def _plain(name: str) -> str:
    return "".join(letter for letter in nfc(name).casefold() if letter.isalpha())


_KNOWN = {_plain(name): people for people, others in reversed(_OTHER_NAMES.items()) for name in others}
_KNOWN |= {_plain(name): name for name in PEOPLES}
_FOLDED: dict[str, set[str]] = {}
for _name, _people in _KNOWN.items():
    _FOLDED.setdefault(fold(_name), set()).add(_people)


def people_named(text: str) -> str:
    """The people a name means, in its official spelling; "" for a name nobody knows or that several could mean.

    Marks, capitals, dashes and apostrophes do not matter: "h'mong" is Mông; "tho" without marks is only Thổ.
    """
    plain = _plain(text)
    if plain in _KNOWN:
        return _KNOWN[plain]
    found = _FOLDED.get(plain, set()) if plain == fold(plain) else set()
    exact = {people for people in found if fold(_plain(people)) == plain}
    return next(iter(exact or found)) if len(exact or found) == 1 else ""
