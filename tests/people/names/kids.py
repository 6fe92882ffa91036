"""Children of whom only the name matters."""

from people.names import ChildName, Roll, names_in


def kids(*names: str) -> Roll:
    """«Anna» or «Anna, Bērziņa»."""
    parted = (name.partition(", ") for name in names)
    return Roll(ChildName(pk, first, last) for pk, (first, _comma, last) in enumerate(parted, 1))


def written(text: str, *names: str) -> list[str]:
    """The places where one of them is named, as they are written."""
    return [place.written for one in names_in(text, kids(*names)) for place in one.mentions]
