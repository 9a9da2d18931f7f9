"""Describing procedures without code: list, working copies part by part, check, preview, approval."""
