"""Contact data belongs to the adult alone (R13): changed by the owner, confirmed at the new address,
announced to the old one with a way back."""
