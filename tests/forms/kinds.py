"""A form with every kind of question, and answers it takes."""

from __future__ import annotations

from datetime import date
from typing import Any

TODAY = date(2026, 11, 21)
COMMUNES = {"14797", "14758"}
CHILDREN: dict[str, Any] = {
    "key": "children",
    "label": "Các con",
    "type": "rows",
    "row_name": "Người con",
    "min": 1,
    "max": 3,
    "when": 'has_children = "yes"',
    "fields": [
        {"key": "full_name", "label": "Họ tên", "type": "name", "required": True},
        {"key": "birth", "label": "Ngày sinh", "type": "date", "required": True, "past": True},
        {"key": "school", "label": "Trường", "type": "text", "required": True, "when": "age(birth) >= 6"},
        {"key": "home", "label": "Nơi ở", "type": "address"},
        {"key": "cost", "label": "Học phí", "type": "money"},
    ],
}
DEFINITION: dict[str, Any] = {
    "pages": [
        {
            "key": "nguoi",
            "title": "Người",
            "fields": [
                {
                    "key": "father",
                    "label": "Người cha",
                    "type": "person",
                    "parts": ["full_name", "birth", "sex?", "id_number?", "ethnicity?", "home?"],
                    "required": True,
                },
                {"key": "firm", "label": "Tổ chức", "type": "organisation"},
                {"key": "people", "label": "Dân tộc", "type": "ethnicity"},
                {"key": "died", "label": "Ngày mất", "type": "date", "unknown_day": True, "past": True},
                {"key": "home", "label": "Nơi ở", "type": "address", "hamlet": True, "anywhere": True},
                {"key": "spot", "label": "Vị trí", "type": "place"},
            ],
        },
        {
            "key": "con",
            "title": "Con",
            "fields": [
                {"key": "has_children", "label": "Có con không?", "type": "yes_no", "required": True},
                CHILDREN,
                {
                    "key": "total",
                    "label": "Tổng học phí",
                    "type": "calculated",
                    "as": "money",
                    "value": "sum(children, cost)",
                },
                {"key": "budget", "label": "Số tiền có", "type": "money"},
            ],
        },
        {
            "key": "lon",
            "title": "Người lớn",
            "when": "age(father_birth) >= 60",
            "fields": [{"key": "pension", "label": "Có lương hưu không?", "type": "yes_no", "required": True}],
        },
        {
            "key": "cuoi",
            "title": "Cuối",
            "fields": [
                {"key": "proof", "label": "Giấy chứng sinh", "type": "paper", "paper": "giay", "required": True},
                {
                    "key": "express",
                    "label": "Lý do gấp",
                    "type": "text",
                    "required": True,
                    "when": 'truong_hop = "gap"',
                },
                {"key": "agree", "label": "Tôi cam đoan", "type": "consent", "required": True, "text": "Toàn văn"},
            ],
        },
    ],
    "rules": [
        {"key": "du", "that": "total <= budget", "say": "Số tiền có không đủ.", "at": "budget"},
        {
            "key": "nhieu",
            "that": "count(children, true) < 3",
            "say": "Nhiều con.",
            "at": "children",
            "level": "warning",
        },
    ],
}
FATHER = {"full_name": "Lê Văn An", "birth": "1990-05-02"}
CHILD = {"full_name": "Lê Thị Hoa", "birth": "2015-02-01", "school": "Trường A", "cost": 1000}
GOOD: dict[str, Any] = {"father": FATHER, "has_children": "no", "agree": "yes"}
