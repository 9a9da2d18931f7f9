"""Pages of dossiers filed together."""
