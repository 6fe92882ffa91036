"""What stands around a sign-in: passwords, guesses, and a form that met an expired session."""
