"""A review as JSON, as a page, as text."""
