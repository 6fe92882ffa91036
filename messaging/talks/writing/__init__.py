"""The page a draft is written on: taps, texts saved as they are typed, what was agreed, who will see it."""
