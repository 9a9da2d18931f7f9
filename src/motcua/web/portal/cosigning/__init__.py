"""Co-signing on the portal: reading and answering, and how far one's own filing is."""
