"""Standing in for others: representation with its proof, assisted filing by consent, co-signing before filing."""
