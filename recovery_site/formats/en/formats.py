"""Dates as the house writes them: 22 November 2026. Times stay Django's: 8 a.m."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, P"
