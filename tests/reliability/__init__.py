"""Proof that the outbox delivers, whatever is killed meanwhile: real parts, run by ``script/deliver``."""
