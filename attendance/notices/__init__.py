"""What parents say: notices of absence, and one-tap answers (R22, R23)."""
