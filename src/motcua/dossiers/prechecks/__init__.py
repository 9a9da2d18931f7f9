"""Before a dossier gets its number: what an officer would look at first, as its procedure declares it."""
