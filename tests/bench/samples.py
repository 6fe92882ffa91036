"""Photos of adults in the demo of @vladmandic/face-api, and where their faces are, drawn by hand.

Left, top, right, bottom in pixels, from the hairline to the chin. The photos lie in ``var/faces`` only.
"""

from documents.photos.boxes import Box

FACES = {
    "sample1.jpg": [Box(412, 344, 606, 600), Box(831, 428, 1031, 657), Box(1492, 207, 1692, 436)],
    "sample2.jpg": [Box(362, 133, 533, 426), Box(910, 251, 1087, 458), Box(1435, 148, 1649, 392)],
    "sample3.jpg": [Box(591, 328, 800, 601), Box(1073, 190, 1299, 504), Box(1504, 277, 1694, 584)],
    "sample4.jpg": [
        Box(274, 198, 423, 441), Box(662, 76, 855, 312), Box(992, 167, 1179, 418),
        Box(1275, 144, 1415, 395),
    ],
    "sample5.jpg": [
        Box(775, 119, 951, 335), Box(1111, 209, 1285, 447), Box(619, 440, 772, 678),
        Box(1404, 388, 1592, 674), Box(395, 872, 559, 1178),
    ],
    "sample6.jpg": [
        Box(243, 471, 471, 769), Box(672, 337, 847, 635), Box(1177, 314, 1362, 580),
        Box(1483, 259, 1702, 565),
    ],
}  # fmt: skip
