"""Still lifes drawn in code, as a phone would have taken them from above: for the demonstration's photos."""
