"""Watchers: what is wrong, or about to be, with open dossiers; who is told of it, and when."""
