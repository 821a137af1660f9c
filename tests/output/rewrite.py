"""Writes a PNG again with its recipe as other programs may leave it: rewrite.py PNG RECIPE FOLDER
or with an alpha that is 255 everywhere: rewrite.py PNG NEW"""

import itertools
import struct
import sys
import zlib

KEY = b"gradfig"
TEXTS = (b"tEXt", b"zTXt", b"iTXt")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def chunks(png):
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += size + 12


def latin(recipe):
    return recipe.encode("latin-1", "backslashreplace")


FORMS = {
    "tEXt": lambda recipe: chunk(b"tEXt", KEY + b"\0" + latin(recipe)),
    "tEXt-utf8": lambda recipe: chunk(b"tEXt", KEY + b"\0" + recipe.encode()),
    "zTXt": lambda recipe: chunk(b"zTXt", KEY + b"\0\0" + zlib.compress(latin(recipe))),
    "iTXt": lambda recipe: chunk(b"iTXt", KEY + b"\0\0\0en\0\0" + recipe.encode()),
    "iTXt-z": lambda recipe: chunk(b"iTXt", KEY + b"\0\1\0\0\0" + zlib.compress(recipe.encode())),
}


def channels(color):
    return {0: 1, 2: 3, 3: 1, 6: 4}[color]


def unfilter(rows, n):
    """The rows of samples, without the filters of PNG."""
    before = bytes(len(rows[0]) - 1)
    for row in rows:
        kind, line = row[0], bytearray(row[1:])
        for i in range(len(line)):
            left = line[i - n] if i >= n else 0
            corner = before[i - n] if i >= n else 0
            guess = left + before[i] - corner
            paeth = min((left, before[i], corner), key=lambda value: abs(guess - value))
            line[i] = (line[i] + (0, left, before[i], (left + before[i]) // 2, paeth)[kind]) & 255
        before = bytes(line)
        yield before


def add_alpha(png):
    parts = list(chunks(png))
    (width, height, depth, color) = struct.unpack(">IIBB", parts[0][1][:10])
    assert depth == 8
    data = zlib.decompress(b"".join(data for kind, data in parts if kind == b"IDAT"))
    size = 1 + width * channels(color)
    rows = [data[at : at + size] for at in range(0, len(data), size)]
    palette = next((data for kind, data in parts if kind == b"PLTE"), b"")
    new = bytearray()
    for line in unfilter(rows, channels(color)):
        new.append(0)
        for at in range(0, len(line), channels(color)):
            pixel = line[at : at + channels(color)]
            if color == 3:
                pixel = palette[3 * pixel[0] : 3 * pixel[0] + 3]
            new += pixel[:3] + b"\xff"
    yield png[:8]
    yield chunk(b"IHDR", struct.pack(">IIBB", width, height, 8, 6) + bytes(3))
    yield from (chunk(*part) for part in parts if part[0] in TEXTS + (b"pHYs",))
    yield chunk(b"IDAT", zlib.compress(bytes(new))) + chunk(b"IEND", b"")


def main():
    if len(sys.argv) == 3:
        with open(sys.argv[1], "rb") as old, open(sys.argv[2], "wb") as new:
            new.writelines(add_alpha(old.read()))
        return
    png, folder = open(sys.argv[1], "rb").read(), sys.argv[3]
    recipe = open(sys.argv[2], encoding="utf-8").read()
    kept = [part for part in chunks(png) if part[0] not in TEXTS]
    for form, is_behind in itertools.product(FORMS, (False, True)):
        text = FORMS[form](recipe)
        end = b"IEND" if is_behind else b"IDAT"
        with open(f"{folder}/{form}-{'behind' if is_behind else 'before'}.png", "wb") as file:
            file.write(png[:8])
            for kind, data in kept:
                file.write((text if kind == end else b"") + chunk(kind, data))
                text = b"" if kind == end else text


main()
