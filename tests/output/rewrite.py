"""Writes a PNG again with its recipe as other programs may leave it: rewrite.py PNG RECIPE FOLDER"""

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


def main():
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
