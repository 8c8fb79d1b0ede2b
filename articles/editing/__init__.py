"""What helps editors: reports and reminders, inside the Wagtail admin."""
