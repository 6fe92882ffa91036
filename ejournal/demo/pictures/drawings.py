"""Still lifes: what lies on the table, from below to above."""

from __future__ import annotations

from math import cos, pi, sin

from ejournal.demo.pictures.canvas import (
    Colour,
    Table,
    band,
    block,
    darker,
    disc,
    leaf,
    lighter,
    mixed,
    star,
    wave,
)

RED, ORANGE, YELLOW = (205, 74, 62), (226, 138, 58), (238, 197, 88)
GREEN, BLUE, VIOLET = (98, 150, 92), (78, 128, 178), (128, 104, 172)
BROWN, CLAY, PAPER = (138, 92, 58), (189, 124, 92), (250, 246, 236)
OAK, PINE, CLOTH = (196, 156, 112), (218, 186, 142), (232, 226, 214)
BRIGHT = (RED, ORANGE, YELLOW, GREEN, BLUE, VIOLET)


def bridge(t: Table) -> None:
    t.boards(PINE)
    for n, tone in enumerate((BLUE, lighter(BLUE), BLUE)):
        t.lay(band(wave(-4, 104, 34 + 7 * n, 2.4, 1.3), 8), tone, high=0.4 if n == 0 else 0)
    for x in (24, 42, 60, 78):
        t.lay([block(x, 37, 6, 26)], CLAY, high=1.6)
        t.lay([block(x - 0.6, 36.4, 4.2, 23)], lighter(CLAY, 0.18))
    for n, x in enumerate((24, 38, 52, 66, 78)):
        tone = BRIGHT[n]
        t.lay([block(x, 41, 15, 9, t.rng.uniform(-3, 3))], tone, high=2.4)
        t.lay([block(x, 39.4, 13, 3.5)], lighter(tone, 0.22))
    _car(t, 46, 40, RED)


def _car(t: Table, x: float, y: float, colour: Colour) -> None:
    t.lay([block(x, y, 9, 4.6)], colour, high=1.6)
    t.lay([block(x + 0.6, y, 3.6, 3.6)], (196, 220, 232))
    t.lay([disc(x + dx, y + dy, 0.8) for dx in (-3, 3) for dy in (-2.6, 2.6)], (48, 44, 52))


def leaves(t: Table) -> None:
    t.lay([block(50, 37.5, 92, 67, -1.5)], CLOTH, high=0.8)
    for ring, (count, far, tones) in enumerate((
        (16, 26, (ORANGE, YELLOW)), (12, 17, (RED, ORANGE)), (8, 8, (YELLOW, GREEN)),
    )):  # fmt: skip
        for n in range(count):
            a = 360 * n / count + ring * 9
            x, y = 50 + far * cos(a * pi / 180), 37.5 + far * sin(a * pi / 180)
            tone = mixed(tones[n % 2], BROWN, t.rng.uniform(0, 0.25))
            t.lay(
                [leaf(x - 3 * cos(a * pi / 180), y - 3 * sin(a * pi / 180), 10, a)], tone, high=0.5
            )
            tip = (x + 5 * cos(a * pi / 180), y + 5 * sin(a * pi / 180))
            t.lay(band([(x - 3 * cos(a * pi / 180), y - 3 * sin(a * pi / 180)), tip], 0.25),
                  darker(tone))  # fmt: skip
    _chestnut(t, 50, 37.5, 3.4)


def _chestnut(t: Table, x: float, y: float, size: float) -> None:
    t.lay([disc(x, y, size, 0.9)], (104, 56, 36), high=size / 3)
    t.lay([disc(x - size * 0.3, y - size * 0.3, size * 0.35, 0.7)], (160, 104, 76))


def _acorn(t: Table, x: float, y: float, angle: float) -> None:
    t.lay([leaf(x - 2.5, y, 6.2, angle, 0.72)], (176, 134, 74), high=0.8)
    t.lay([disc(x - 1.8, y, 2, 0.9, angle)], (112, 84, 54))


def rows(t: Table) -> None:
    t.boards(OAK)
    for row, count in enumerate((3, 5, 7, 4)):
        y = 14 + row * 15.5
        t.lay([block(52, y, 84, 11.5, t.rng.uniform(-0.7, 0.7))], PAPER, high=0.5)
        t.lay([block(15, y, 7, 7, 4)], BRIGHT[row + 1], high=0.4)
        t.lay([disc(13.6 + 2.4 * (n % 2), y - 2 + 2 * (n // 2), 0.65) for n in range(min(count, 6))],
              PAPER)  # fmt: skip
        for n in range(count):
            x = 27 + n * 9 + t.rng.uniform(-0.6, 0.6)
            (_chestnut(t, x, y, 3) if row % 2 == 0 else _acorn(t, x, y, t.rng.uniform(-25, 25)))


def ornament(t: Table) -> None:
    """A star of eight petals."""
    t.lay([block(50, 37.5, 69, 69, 1)], PAPER, high=1)
    for n in range(13 * 13):
        x, y = n % 13 - 6, n // 13 - 6
        is_red = _is_petal(abs(x) - 1, abs(y) - 1) or _is_petal(abs(y) - 1, abs(x) - 1)
        tone = RED if is_red else (CLOTH if (x + y) % 2 else lighter(YELLOW, 0.5))
        at = 50 + x * 5.1, 37.5 + y * 5.1
        t.lay([block(*at, 4.6, 4.6, t.rng.uniform(-4, 4))], tone, high=0.3 if is_red else 0)
    for n in range(7):
        at = t.rng.uniform(89, 96), 8 + n * 10
        t.lay([block(*at, 4.6, 4.6, t.rng.uniform(0, 80))], RED, high=0.4)


def _is_petal(along: int, away: int) -> bool:
    """Between an axis and the diagonal."""
    return 0 <= along <= 2 and along < away <= along + 3


def sprouts(t: Table) -> None:
    t.boards(lighter(PINE, 0.4), 3)
    for n in range(8):
        x, y = 16 + (n % 4) * 22.5, 22 + (n // 4) * 32
        pot = mixed(CLAY, BRIGHT[n % 6], 0.22)
        t.lay([disc(x, y, 9)], pot, high=2)
        t.lay([disc(x, y, 7.8)], darker(pot, 0.3))
        t.lay([disc(x, y, 7.2)], (74, 54, 44))
        for k in range(3 + n % 4):
            a = k * 360 / (3 + n % 4) + n * 25
            tone = mixed(GREEN, (190, 214, 120), t.rng.uniform(0, 0.6))
            t.lay([leaf(x, y, t.rng.uniform(4, 8), a, 0.36)], tone, high=0.7)
        t.lay([block(x + 7, y + 7, 5, 2.4, -20)], PAPER, high=0.5)
        t.lay([disc(x + 7, y + 7, 0.8)], BRIGHT[n % 6])


def glasses(t: Table) -> None:
    t.lay([block(50, 37.5, 96, 40)], (236, 240, 240), high=0.6)
    for n, tone in enumerate(BRIGHT):
        x, y = 13 + n * 15, 37.5 + (3 if n % 2 else -3)
        t.lay([disc(x, y, 6.9)], (206, 218, 222), high=1.8)
        t.lay([disc(x, y, 6)], lighter(tone, 0.45))
        t.lay([disc(x, y, 2.6 + n * 0.6)], lighter(tone, 0.12))
        t.lay(band([(x - 3.6, y - 3.2), (x - 1.4, y - 4.6)], 0.8), (252, 254, 254))
    for n, tone in enumerate((RED, YELLOW, BLUE)):
        x, y = 22 + n * 28, 65
        t.lay([disc(x, y, 3, 0.8)], lighter(tone, 0.2), high=0.3)
        t.lay(band([(x + 6, y - 2), (x + 16, y + 2)], 1.4), PAPER, high=0.6)


def house(t: Table) -> None:
    """A drawing with a name on it."""
    t.lay([block(50, 37.5, 84, 62, -2)], PAPER, high=1)
    t.lay(band(wave(12, 88, 58, 1.2, 2), 5), mixed(GREEN, PAPER, 0.2))
    t.lay([block(48, 46, 26, 22)], mixed(ORANGE, PAPER, 0.25))
    t.lay([[(32, 36), (48, 22), (64, 36)]], mixed(RED, PAPER, 0.15))
    t.lay([block(42, 44, 7, 7), block(55, 44, 7, 7)], mixed(BLUE, PAPER, 0.35))
    t.lay([block(48, 52, 6, 10)], BROWN)
    t.lay([disc(77, 19, 5)], YELLOW)
    for n in range(10):
        a = 2 * pi * n / 10
        t.lay(band([(77 + 6.5 * cos(a), 19 + 6.5 * sin(a)), (77 + 10 * cos(a), 19 + 10 * sin(a))], 0.9),
              YELLOW)  # fmt: skip
    for x in (18, 25, 73, 80):
        t.lay(band([(x, 58), (x, 50)], 0.9), GREEN)
        t.lay([star(x, 48, 6, 3.2, 1.5)], BRIGHT[x % 6])
    for n, line in enumerate(
        (((15, 13), (18, 9), (21, 13)), ((23, 13), (23, 9)), ((26, 9), (29, 13)))
    ):
        t.lay(band(line, 0.8), VIOLET if n % 2 else BLUE)
    for n, tone in enumerate((RED, GREEN, BLUE, YELLOW)):
        t.lay([block(95, 14 + n * 13, 2.4, 12, -8 + n * 6)], tone, high=0.7)


def drums(t: Table) -> None:
    t.boards(darker(OAK, 0.12))
    for x, y, size, tone in ((33, 36, 22, RED), (72, 26, 14, BLUE), (74, 58, 11, GREEN)):
        t.lay([disc(x, y, size)], tone, high=3)
        t.lay([disc(x, y, size - 2)], BROWN)
        t.lay([disc(x, y, size - 3)], lighter((234, 220, 196), 0.2))
        t.lay([disc(x - size * 0.25, y - size * 0.25, size * 0.35)], lighter((234, 220, 196), 0.5))
    for start, end in (((14, 62), (40, 28)), ((24, 68), (50, 36))):
        t.lay(band([start, end], 1.6), PINE, high=1.4)
        t.lay([disc(*end, 2)], CLAY, high=1)


def stones(t: Table) -> None:
    t.lay([block(50, 37.5, 104, 79)], (214, 196, 164))
    for _ in range(160):
        at = t.rng.uniform(0, 100), t.rng.uniform(0, 75)
        t.lay([disc(*at, t.rng.uniform(0.15, 0.4))], (190, 170, 138))
    a = 1.0
    for n in range(52):
        far = 1.5 + 1.75 * a
        a += 4.6 / far
        x, y = 50 + far * 1.2 * cos(a), 37.5 + far * sin(a)
        tone = mixed((150, 148, 150), t.rng.choice((PAPER, BROWN, (90, 96, 110))), 0.5)
        size = 1.5 + n * 0.02
        t.lay([disc(x, y, size, t.rng.uniform(0.7, 1), t.rng.uniform(0, 180))], tone, high=0.7)
        t.lay([disc(x - size * 0.3, y - size * 0.3, size * 0.3)], lighter(tone, 0.35))


def letters(t: Table) -> None:
    t.boards(PINE)
    t.lay([block(37, 36, 26, 40, -3), block(63, 36, 26, 40, 3)], PAPER, high=1.4)
    for side, x in ((-3, 37.0), (3, 63.0)):
        for n in range(7):
            t.lay([block(x, 22 + n * 4.4, 18 if n % 3 else 12, 1, side)], (176, 168, 170))
    t.lay([star(63, 26, 5, 5, 2.2)], ORANGE)
    for n, tone in enumerate(BRIGHT):
        x, turn = 12 + n * 15.2, t.rng.uniform(-9, 9)
        t.lay([block(x, 66, 9.5, 9.5, turn)], tone, high=1.1)
        t.lay([block(x, 66, 7.2, 7.2, turn)], PAPER)
        t.lay(band([(x - 1.8, 68), (x, 63.6), (x + 1.8, 68)][: 2 + n % 2], 1), darker(tone, 0.1))


def cups(t: Table) -> None:
    t.lay([block(50, 37.5, 104, 79)], darker(CLOTH, 0.2))
    t.lay([disc(50, 37.5, 33)], lighter(OAK, 0.15), high=2)
    for n in range(8):
        a = 2 * pi * n / 8
        x, y = 50 + 24 * cos(a), 37.5 + 24 * sin(a)
        t.lay([disc(x, y, 5.4)], PAPER, high=0.8)
        t.lay([disc(x, y, 4.4)], lighter(BRIGHT[n % 6], 0.4))
        t.lay(
            [disc(50 + 16 * cos(a + 0.2), 37.5 + 16 * sin(a + 0.2), 2.4)], BRIGHT[n % 6], high=0.9
        )
    t.lay([disc(50, 37.5, 8)], lighter(CLAY, 0.2), high=1.2)
    for n in range(7):
        a, far = 2 * pi * n / 6, 4.6 if n < 6 else 0
        t.lay(
            [disc(50 + far * cos(a), 37.5 + far * sin(a), 2.2)],
            (RED, GREEN, YELLOW)[n % 3],
            high=0.6,
        )


def balls(t: Table) -> None:
    t.lay([block(50, 37.5, 104, 79)], mixed(GREEN, (190, 200, 150), 0.45))
    for x, y, size, tone in ((26, 28, 17, RED), (55, 44, 19, YELLOW), (80, 26, 14, BLUE)):
        hoop = [
            (x + size * cos(n * pi / 24), y + size * 0.95 * sin(n * pi / 24)) for n in range(49)
        ]
        t.lay(band(hoop, 2), tone, high=0.8)
    for n, (x, y) in enumerate(((26, 28), (57, 42), (48, 52), (80, 26), (12, 62), (90, 60))):
        tone = BRIGHT[(n * 2 + 1) % 6]
        t.lay([disc(x, y, 5.2)], tone, high=1.8)
        t.lay([disc(x - 1.6, y - 1.6, 1.7)], lighter(tone, 0.5))
    t.lay(band(wave(8, 70, 69, 2.4, 3), 1.3), VIOLET, high=0.6)
