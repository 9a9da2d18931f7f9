"""Nobody is asked twice for what the state already knows: answers and papers taken over, their source said."""
