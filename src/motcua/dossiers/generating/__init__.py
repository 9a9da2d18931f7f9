"""A made-up past for the province: as many dossiers as asked, the same ones for the same seed."""
