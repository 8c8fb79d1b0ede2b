#!/usr/bin/env python
"""Django's command line. With nothing in the environment it serves the local run in var/."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings.development")
    execute_from_command_line(sys.argv)
