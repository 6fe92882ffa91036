"""Starts and stops the processes of development and the demo; production uses none of it."""
