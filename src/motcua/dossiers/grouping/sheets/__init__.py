"""Many dossiers of one procedure from a spreadsheet: a row a dossier."""
