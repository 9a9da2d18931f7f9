"""The helper's desk: filling in for people who agreed, and signatures given at the counter."""
