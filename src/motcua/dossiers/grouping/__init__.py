"""Dossiers that belong together: bundles, several procedures of one person, many dossiers from a spreadsheet."""
