"""The form designer: a form drafted question by question, tried as a citizen, published by another."""
