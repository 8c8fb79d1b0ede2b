"""The editors' side of the admin: listings, reports, checks and what stands at their doors."""
