"""In which sizes a photo is kept; known also where nothing is decoded."""

PAGE, THUMBNAIL = 1600, 480  # long sides in pixels: a phone's whole screen; the feed
