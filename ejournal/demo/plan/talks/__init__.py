"""What teachers and parents talk about."""
