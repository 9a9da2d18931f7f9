"""The search over the real catalogue and dictionary; figures on all samples come from ./bench search."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue.search import Index
from motcua.catalogue.search.documents import Intent
from motcua.catalogue.search.evaluate import evaluate, read_rows

HERE = Path(__file__).parent
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệ 0123456789.,;()|=\t\n\u0301\u0323ﬁ漢"
SAMPLES = HERE.parents[2] / "data/search/samples"


def first(index: Index, query: str) -> str:
    return index.search(query).hits[0].code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("LÀM GIẤY KHAI SINH CHO CON", "1.001193"),
        ("lam giay khai sinh cho con", "1.001193"),
        ("la\u0300m gia\u0302\u0301y khai sinh", "1.001193"),
        ("đăng kí kết hôn", "1.000894"),
    ],
)
def test_case_marks_and_composition_do_not_matter(index: Index, query: str, code: str) -> None:
    assert first(index, query) == code


@pytest.mark.parametrize("query", ["1.004194", "2.001159.H56", "thủ tục 1.004222.000.00.00.H56 nộp ở đâu"])
def test_a_typed_code_is_the_only_answer(index: Index, query: str) -> None:
    hits = index.search(query).hits
    assert [hit.code for hit in hits] == [next(code for code in ("1.004194", "2.001159", "1.004222") if code in query)]


def test_an_unknown_code_still_gives_something_to_click(index: Index) -> None:
    answer = index.search("9.999999")
    assert answer.hits or answer.life_events


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("nhập hộ khẩu", "1.004222"),
        ("KT3", "1.004194"),
        ("giấy độc thân", "1.004873"),
        ("mất chứng minh thư", "1.014064"),
        ("mất bìa đỏ", "1.115493"),
        ("gplx bị mất", "3.000348"),
        ("giấy hôn thú", "1.000894"),
    ],
)
def test_old_names_and_abbreviations_are_understood(index: Index, query: str, code: str) -> None:
    assert first(index, query) == code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("vợ tui mới đẻ mần giấy khai sinh răng", "1.001193"),
        ("giấy tạm trú làm ở mô", "1.004194"),
    ],
)
def test_words_of_thanh_hoa_are_understood(index: Index, query: str, code: str) -> None:
    assert first(index, query) == code


@pytest.mark.parametrize(
    ("query", "understood", "code"),
    [
        ("ddaang kys keets hoon", "đăng ký kết hôn", "1.000894"),
        ("dang1 ky1 ket61 hon6", "đáng ký kết hôn", "1.000894"),
        ("lamf giaays khai sinh", "làm giấy khai sinh", "1.001193"),
    ],
)
def test_raw_typing_is_decoded_and_said(index: Index, query: str, understood: str, code: str) -> None:
    answer = index.search(query)
    assert answer.hits[0].code == code
    assert answer.understood_as.split()[-2:] == understood.split()[-2:]


def test_a_slip_of_one_letter_is_repaired(index: Index) -> None:
    assert first(index, "ly lich tu phaap") == "3.000333"
    assert first(index, "khai xinh cho bé") == "1.001193"


def test_nothing_is_said_when_nothing_was_repaired(index: Index) -> None:
    assert index.search("đăng ký kết hôn").understood_as == ""


@pytest.mark.parametrize(
    ("query", "intent", "code"),
    [
        ("làm giấy khai sinh phí bao nhiêu", Intent.FEE, "1.001193"),
        ("xin giay doc than o dau", Intent.PLACE, "1.004873"),
        ("làm hộ chiếu mất bao lâu", Intent.DURATION, "1.001456"),
        ("đăng ký kết hôn cần giấy tờ gì", Intent.PAPERS, "1.000894"),
        ("đăng ký tạm trú online được không", Intent.ONLINE, "1.004194"),
    ],
)
def test_what_is_asked_about_is_remembered_and_does_not_disturb(
    index: Index, query: str, intent: Intent, code: str
) -> None:
    answer = index.search(query)
    assert (answer.intent, answer.hits[0].code) == (intent, code)


def test_a_query_that_is_only_a_question_is_searched_as_it_stands(index: Index) -> None:
    assert index.search("phí bao nhiêu").hits


def test_siblings_too_close_to_call_are_asked_about(index: Index) -> None:
    choices = index.search("mất hộ chiếu").clarify
    assert choices is not None
    assert {"1.010386", "1.001445"} <= {choice.code for choice in choices}
    assert choices[-1].code == ""
    assert len(choices) <= 5
    assert len({choice.label for choice in choices}) == len(choices)


def test_a_clear_leader_is_not_questioned(index: Index) -> None:
    assert index.search("đăng ký kết hôn").clarify is None


@pytest.mark.parametrize(
    ("query", "unlikely"),
    [
        ("đăng ký khai tử", {"1.000419", "1.001766", "1.004827"}),
        ("đăng ký khai sinh", {"1.003583", "2.000528", "1.000110"}),
    ],
)
def test_variants_nobody_named_stay_behind(index: Index, query: str, unlikely: set[str]) -> None:
    assert index.search(query).hits[0].code not in unlikely


def test_a_named_variant_comes_first(index: Index) -> None:
    assert first(index, "đăng ký kết hôn lưu động") == "1.000593"
    assert first(index, "kết hôn với người nước ngoài") == "2.000806"


def test_our_own_version_of_a_procedure_stands_before_the_national_one(index: Index) -> None:
    codes = [hit.code for hit in index.search("tách thửa đất").hits]
    assert codes[:2] == ["1.115490", "1.012784"]


def test_a_life_event_is_recognised(index: Index) -> None:
    assert "nguoi-than-mat" in {event.slug for event in index.search("bố tôi mới mất").life_events}


@pytest.mark.parametrize(
    "query", ["", "   ", "?!…", "\x00\u200b", "a", "zzzzqqq wwxx", "🙂🙂", "1", "'; DROP TABLE x; --"]
)
def test_garbage_never_fails_and_never_ends_empty_handed(index: Index, query: str) -> None:
    answer = index.search(query)
    assert answer.hits or answer.life_events


@pytest.mark.parametrize("query", ["giá vàng hôm nay", "thời tiết thanh hóa", "asdkjh qwe"])
def test_what_is_no_procedure_is_not_presented_as_an_answer(index: Index, query: str) -> None:
    answer = index.search(query)
    assert not answer.confident
    assert answer.life_events


def test_very_long_queries_are_cut_not_refused(index: Index) -> None:
    assert first(index, "đăng ký tạm trú " * 5000) == "1.004194"


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(query=st.text(alphabet=st.sampled_from(LETTERS), max_size=60))
def test_any_characters_are_survived(index: Index, query: str) -> None:
    answer = index.search(query)
    assert answer.hits or answer.life_events


def test_the_limit_is_kept(index: Index) -> None:
    assert len(index.search("khai sinh", limit=3).hits) == 3


def test_many_threads_get_the_same_answers(index: Index) -> None:
    queries = [row.query for row in read_rows(HERE / "unseen_queries.csv")][:40]
    alone = [index.search(query) for query in queries]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(index.search, queries)) == alone


@pytest.mark.parametrize(
    ("path", "top1", "top3", "top10"),
    [
        (SAMPLES / "dev_queries.csv", 0.95, 0.97, 1.0),
        (HERE / "unseen_queries.csv", 0.93, 0.97, 0.99),
        (HERE / "second_unseen_queries.csv", 0.84, 0.91, 0.98),
        (HERE / "third_unseen_queries.csv", 0.9, 0.95, 0.98),
    ],
)
def test_the_right_procedure_is_found(index: Index, path: Path, top1: float, top3: float, top10: float) -> None:
    figures = evaluate(index, read_rows(path))
    assert figures.top1 >= top1
    assert figures.top3 >= top3
    assert figures.top10 >= top10
    assert figures.zero == 0
