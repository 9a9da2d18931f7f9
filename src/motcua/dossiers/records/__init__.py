"""Whose record a dossier is, what another system told of it, and who must hear of it from us."""
