"""Individual talks with parents (R28): what was said in person, kept so that both can stand by it."""
