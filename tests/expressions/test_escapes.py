"""What breaks out of other languages is no expression here, or nothing but text."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.expressions import ExpressionError, evaluate, parse

ESCAPES = [
    # Python
    "__import__('os').system('id')",
    "().__class__.__bases__[0].__subclasses__()",
    "''.__class__.__mro__[1]",
    "(lambda: 1)()",
    "[x for x in (1).__class__.__base__.__subclasses__()]",
    "open('/etc/passwd').read()",
    "eval('1')",
    "exec('import os')",
    "getattr(x, '__class__')",
    "f'{x.__class__}'",
    "x if True else y",
    "x := 1",
    "print(1)",
    "globals()",
    "breakpoint()",
    "9**9**9",
    "'a' * 10**9",
    "'%(x)s' % {'x': 1}",
    "'{0.__class__}'.format(x)",
    "x.__init__.__globals__",
    "type(x)",
    "raise Exception",
    "import os",
    "`id`",
    # Jinja and Django
    "{{ 7*7 }}",
    "{{ config.items() }}",
    "{% debug %}",
    "{% load static %}",
    "{{ request.user.password }}",
    "{{ ''.__class__ }}",
    "{{ self._TemplateReference__context.cycler.__init__.__globals__.os }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "x|attr('__class__')",
    "x|safe",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "${T(java.lang.Runtime).getRuntime().exec('id')}",
    # JavaScript
    "constructor.constructor('return process')()",
    "this.constructor",
    "x => x",
    "function(){}",
    "a?.b",
    "x ? y : z",
    "[]['filter']['constructor']('alert(1)')()",
    "new Date()",
    "a && b || c",
    "`${x}`",
    "x; y",
    "/x/.test(y)",
    # SQL and shells
    "1; DROP TABLE dossiers_dossier --",
    "$(id)",
    "1 /* x */",
    "<script>alert(1)</script>",
    "\\x41",
    "a\u0000b",
    "ｅｖａｌ(1)",
    "tên = 1",
]


@pytest.mark.parametrize("source", ESCAPES)
def test_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError):
        parse(source)


@pytest.mark.parametrize("text", [each for each in ESCAPES if "\u0000" not in each])
def test_is_only_text_inside_quotes_and_answers(text: str) -> None:
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    today = date(2026, 11, 22)
    assert evaluate(parse(f"x = {quoted} and len(x) > 0"), {"x": parse_text(quoted)}, today=today) is True
    assert evaluate(parse("lower(x)"), {"x": text}, today=today) == text.lower()


def parse_text(quoted: str) -> object:
    return evaluate(parse(quoted), {}, today=date(2026, 11, 22))


@pytest.mark.parametrize("name", ["__class__", "__dict__", "__init__", "constructor", "self", "request", "settings"])
def test_a_famous_name_is_just_an_unanswered_one(name: str) -> None:
    assert evaluate(parse(name), {"x": 1}, today=date(2026, 11, 22)) is None
