"""How people get their keys: one-time links by letter or on a printed slip (R10–R17, R34, R35)."""
