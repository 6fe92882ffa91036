"""One group's day: taps, the confirmation, corrections (R22)."""
