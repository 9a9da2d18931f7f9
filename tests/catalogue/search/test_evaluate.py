from motcua.catalogue.search import Index
from motcua.catalogue.search.evaluate import Row, evaluate


def test_places_are_counted(index: Index) -> None:
    rows = [
        Row("đăng ký kết hôn", frozenset({"1.000894"})),
        Row("đăng ký kết hôn", frozenset({"9.999999"})),
    ]
    figures = evaluate(index, rows)
    assert (figures.queries, figures.top1, figures.top3, figures.top10, figures.zero) == (2, 0.5, 0.5, 0.5, 0.0)
    assert figures.missed == ("đăng ký kết hôn",)
    assert figures.p95_ms > 0


def test_any_of_several_codes_is_right(index: Index) -> None:
    assert evaluate(index, [Row("đăng ký kết hôn", frozenset({"9.999999", "1.000894"}))]).top1 == 1.0


def test_no_rows_give_zeroes(index: Index) -> None:
    assert evaluate(index, []).queries == 0
