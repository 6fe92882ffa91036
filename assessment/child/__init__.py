"""One child as its teachers read it: what changed since when, what was written by whom, what is published."""
