"""What a guardian who took part reads of a talk, says to it, and is told of it on Today."""
