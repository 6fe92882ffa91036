"""Photos of a day (R27): sent from a phone, covered by a worker, looked at by who took them, then shown.

The gate and the worker are ``documents.photos``; here is whose the photos are and who may see them.
"""
