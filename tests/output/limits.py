"""Makes files that would take much memory or time if they were read without limits: small ones that
become large, and large ones that hold nothing. usage: limits.py FOLDER"""

import base64
import os
import struct
import sys
import zlib

MEBIBYTE = 1 << 20


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(chunks, width=1, height=1):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + b"".join(chunk(*each) for each in chunks)
        + chunk(b"IDAT", zlib.compress(bytes(4)))
        + chunk(b"IEND", b"")
    )


def deflated(kind, key, size):
    between = {b"zTXt": b"\0\0", b"iTXt": b"\0\1\0\0\0", b"iCCP": b"\0\0"}[kind]
    return kind, key + between + zlib.compress(b"a" * size, 9)


def png_behind(text):
    """With the text behind the pixels."""
    file = png([])
    return file[:-12] + chunk(*text) + file[-12:]


def object_stream(objects):
    return b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + zlib.compress(objects, 9)


def text(recipe):
    return b"tEXt", b"gradfig\0" + recipe


def sparse(name, beginning):
    with open(name, "wb") as file:
        file.write(beginning)
        file.truncate(1500 * MEBIBYTE)


def svg(content):
    return b'<?xml version="1.0"?>\n<svg>' + content


FILES = {
    "recipe.png": png([deflated(b"iTXt", b"gradfig", 10 * MEBIBYTE)]),
    "recipe-z.png": png([deflated(b"zTXt", b"gradfig", 200 * MEBIBYTE)]),
    "texts.png": png([deflated(b"iTXt", b"k", MEBIBYTE)] * 1700),
    "profile.png": png([deflated(b"iCCP", b"k", 200 * MEBIBYTE)]),
    "wide.png": png([text(b"{}")], width=1000000, height=1000000),
    "items.png": png([text(b"sweep: {slopes: [" + b"1," * 500000 + b"1]}")]),
    "levels.png": png([text(b"[" * 1000000)]),
    "recipe.svg": svg(b'<metadata id="x-recipe">' + b"a" * 1500000 + b"</metadata></svg>"),
    "levels.svg": svg(b"<a>" * 5000000),
    "attributes.svg": svg(b"<a " + b'a="" ' * 3000000 + b"/>"),
    "text.svg": svg(b"a" * (20 * MEBIBYTE)),
    "comment.svg": svg(b"<!--" + b"a" * (20 * MEBIBYTE)),
    "behind.png": png_behind(deflated(b"iTXt", b"gradfig", 10 * MEBIBYTE)),
    "metadata.svg": svg(b"<metadata>depth:" + b"a" * 1500000 + b"</metadata></svg>"),
    "objects.pdf": b"%PDF-1.5\n" + object_stream(b"a" * MEBIBYTE) * 8000,
    "marks.pdf": b"%PDF-1.5\n" + b"/ObjStm stream\n" * 2000000,
    "recipe.pdf": b"%PDF-1.5\n/Keywords (gradfig:" + base64.b64encode(b"a" * (20 * MEBIBYTE)),
}


def main():
    os.chdir(sys.argv[1])
    for name, content in FILES.items():
        with open(name, "wb") as file:
            file.write(content)
    sparse("sparse.png", b"\x89PNG\r\n\x1a\n")
    sparse("sparse.svg", b"<?xml")
    sparse("sparse.pdf", b"%PDF")
    sparse("sparse.yaml", b"depth: 1\n")


main()
