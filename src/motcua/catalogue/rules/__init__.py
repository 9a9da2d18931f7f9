"""Who may change what the catalogue says, and when what they wrote is whole. Pure."""

from motcua.catalogue.rules.permits import (
    can_approve,
    can_approve_draft,
    can_draft,
    check_approve,
    check_approve_draft,
    check_draft,
    check_take_back,
    check_write,
)

__all__ = [
    "can_approve",
    "can_approve_draft",
    "can_draft",
    "check_approve",
    "check_approve_draft",
    "check_draft",
    "check_take_back",
    "check_write",
]
