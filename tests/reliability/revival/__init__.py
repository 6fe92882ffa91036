"""Proof that script/run brings back whatever is killed and loses nothing, run by ``script/revive``."""
