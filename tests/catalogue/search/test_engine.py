"""The rules of ranking on a catalogue of four procedures."""

from motcua.catalogue.search import Alias, AliasKind, Index, LifeEvent, Prior, ProcedureDoc, Variant, build_index

BIRTH = ProcedureDoc("1.000001", "Thủ tục đăng ký khai sinh", "Hộ tịch", frozenset({"xa"}))
FOREIGN = ProcedureDoc("1.000002", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch", frozenset({"xa"}))
LICENCE = ProcedureDoc("1.000003", "Cấp lại giấy phép lái xe", "Đường bộ", frozenset({"tinh"}))
ELSEWHERE = ProcedureDoc(
    "1.000004", "Cấp lại giấy phép lái xe", "Đường bộ", frozenset({"tinh"}), promulgated_by="UBND tỉnh Nơi Khác"
)
ALL = (BIRTH, FOREIGN, LICENCE, ELSEWHERE)
EVENT = LifeEvent("sinh-con", "Có con nhỏ", ("1.000001",), ("mới sinh con",))


def small(*aliases: Alias, priors: tuple[Prior, ...] = (), variants: tuple[Variant, ...] = ()) -> Index:
    return build_index(ALL, aliases, priors, [EVENT], variants=variants)


def codes(index: Index, query: str) -> list[str]:
    return [hit.code for hit in index.search(query).hits]


def test_a_phrase_brings_a_procedure_whose_name_has_none_of_its_words() -> None:
    alias = Alias("rơi bằng", AliasKind.TEN_CU, codes=("1.000003",))
    assert codes(small(alias), "tôi bị rơi bằng")[0] == "1.000003"


def test_the_longer_phrase_wins() -> None:
    short = Alias("em bé", AliasKind.SU_KIEN, codes=("1.000001",))
    long = Alias("em bé nước ngoài", AliasKind.SU_KIEN, codes=("1.000002",))
    assert codes(small(short, long), "em bé nước ngoài")[0] == "1.000002"


def test_a_phrase_for_an_unknown_procedure_says_nothing() -> None:
    alias = Alias("bay lên trời", AliasKind.SU_KIEN, codes=("9.999999",))
    assert "9.999999" not in codes(small(alias), "bay lên trời")


def test_marks_that_contradict_weaken_a_phrase() -> None:
    lost = Alias("mất bằng", AliasKind.SU_KIEN, codes=("1.000003",))
    honey = Alias("mật bằng", AliasKind.SU_KIEN, codes=("1.000001",))
    assert codes(small(lost, honey), "mất bằng")[0] == "1.000003"
    assert codes(small(lost, honey), "mật bằng")[0] == "1.000001"


def test_another_provinces_twin_stands_behind_ours() -> None:
    found = codes(small(), "cấp lại giấy phép lái xe")
    assert found.index("1.000003") < found.index("1.000004")


def test_use_decides_between_equals() -> None:
    often = (Prior("1.000002", 90_000),)
    found = codes(small(priors=often), "khai sinh có yếu tố")
    assert found[0] == "1.000002"


def test_a_variant_needs_to_be_named() -> None:
    variants = (Variant("nuoc ngoai", "nuoc ngoai|tay", 0.3),)
    index = small(variants=variants)
    assert codes(index, "đăng ký khai sinh")[0] == "1.000001"
    assert codes(index, "đăng ký khai sinh nước ngoài")[0] == "1.000002"


def test_an_empty_catalogue_answers_with_life_events() -> None:
    answer = build_index([], [], [], [EVENT]).search("khai sinh")
    assert answer.hits == ()
    assert answer.life_events == (EVENT,)


def test_plain_title_falls_back_on_the_official_name() -> None:
    index = small(priors=(Prior("1.000001", 10, "Khai sinh cho con"),))
    assert index.plain_title("1.000001") == "Khai sinh cho con"
    assert index.plain_title("1.000003") == "Cấp lại giấy phép lái xe"
