"""Entering people in the portal's own look (R8, R9): staff, children, those who answer for them."""
