"""The measures, one a module, and their registry."""
