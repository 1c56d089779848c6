"""Everything seen: windows, pages, widgets, painters and the theme."""
