"""Good manners: what somebody reports, what administration decides, what it takes out of the journal."""
