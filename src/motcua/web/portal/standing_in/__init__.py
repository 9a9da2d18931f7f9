"""Standing in for others, on the portal: help given to me, and who may file for whom."""
