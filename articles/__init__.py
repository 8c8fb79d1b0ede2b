"""The articles that families read, and what they stand on: sources, helplines, reviews."""
