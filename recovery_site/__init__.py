"""The composition root: the one app that knows the others by name."""
