"""What helps editors to see harm while they write it: pure functions over a page's words."""
