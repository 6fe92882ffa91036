"""The picture engine (R27): a photo is decoded apart, its faces are covered for good.

Pure functions and one child process; what they work on is bytes and pixels, never a row.
The order: ``gate`` (web) → ``reencoding`` → ``faces`` → ``covering`` → ``copies`` (all in the worker).
"""
