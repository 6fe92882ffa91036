"""The weekly check of nurse and clerk (R23)."""
