"""Parts of a page that are the same for everybody are rendered once in a process: they were most of a page's time."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MOST = 100  # renderings kept of one part


class OnceNode(Node):
    def __init__(self, content: NodeList, varies_by: Sequence[FilterExpression]) -> None:
        self.nodelist = content
        self._varies_by = varies_by
        self._rendered: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = (get_language(), *(each.resolve(context) for each in self._varies_by))
        found = self._rendered.get(key)
        if found is None:
            if len(self._rendered) >= MOST:
                self._rendered.clear()
            found = self._rendered[key] = self.nodelist.render(context)
        return found


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """``{% once section %}…{% endonce %}``: rendered once for each language and value of what is named.

    Nothing inside may depend on anything else: no name of a person, no token of a form, no address of the page.
    """
    _name, *varies_by = token.split_contents()
    content = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(content, [parser.compile_filter(each) for each in varies_by])
