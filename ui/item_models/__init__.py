"""Item_models."""
