"""sRGB as a small ICC profile of version 2, from the numbers of its standard.  Nothing goes in; the bytes of
`assets/icc/screen/sRGB.icc` come out.

Source: IEC 61966-2-1 (curve); ICC.1:2001-04 6.3 (primaries adapted to D50 by Bradford's method), 6.5 (types of tags).
"""

from __future__ import annotations

import struct

NAME, RIGHTS = "sRGB IEC61966-2.1", "No copyright, use freely"
WHITE = (0.9642, 1.0, 0.82491)
PRIMARIES = {b"rXYZ": (0.43607, 0.22249, 0.01392), b"gXYZ": (0.38515, 0.71687, 0.09708),
             b"bXYZ": (0.14307, 0.06061, 0.71410)}  # fmt: skip
STEPS = 512


def curve(value: float) -> float:
    """Light of a channel from 0 to 1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def srgb_profile() -> bytes:
    name = NAME.encode() + b"\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(8) + bytes(3) + bytes(67)
    steps = [round(65535 * curve(at / (STEPS - 1))) for at in range(STEPS)]
    table = b"curv\0\0\0\0" + struct.pack(f">I{STEPS}H", STEPS, *steps)
    parts = {b"desc": description, b"cprt": b"text\0\0\0\0" + RIGHTS.encode() + b"\0", b"wtpt": xyz(WHITE)}
    parts |= {tag: xyz(values) for tag, values in PRIMARIES.items()} | {b"rTRC": table}
    at = 128 + 4 + 12 * (len(parts) + 2)
    rows, body = [], b""
    for tag, data in parts.items():
        rows.append((tag, at + len(body), len(data)))
        body += data + bytes(-len(data) % 4)
    rows += [(tag, *rows[-1][1:]) for tag in (b"gTRC", b"bTRC")]
    head = struct.pack(">I4sI4s4s4s6H4s", at + len(body), bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ",
                       2000, 1, 1, 0, 0, 0, b"acsp")  # fmt: skip
    head += bytes(28) + struct.pack(">3i", *(round(value * 65536) for value in WHITE))
    table_of_tags = struct.pack(">I", len(rows)) + b"".join(struct.pack(">4sII", *row) for row in rows)
    return head.ljust(128, b"\0") + table_of_tags + body
