"""Devices somebody signed in on: known again by a cookie; some of them are shared by a group room."""
