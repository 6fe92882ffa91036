"""Nothing that was sent is lost, doubled or shown uncovered while the worker of photos is killed."""
