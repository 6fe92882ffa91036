"""The page on which a plan is written: one form, whose texts are saved as they are typed."""
