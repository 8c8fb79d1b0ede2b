"""What an editor looks up in the Reports menu."""
