"""Draws a figure, reads its recipe back and checks claims, with ctypes alone:

    example.py SPEC FOLDER
"""
import ctypes
import sys
from ctypes import POINTER, byref, c_bool, c_char_p, c_double, c_int, c_int64, c_size_t, c_void_p


class Error(ctypes.Structure):
    _fields_ = [("code", c_int), ("message", ctypes.c_char * 1024)]


class Bytes(ctypes.Structure):
    _fields_ = [("n", c_size_t), ("data", c_void_p)]


class Number(ctypes.Structure):
    _fields_ = [("sign", c_int), ("log10_abs", c_double), ("value", c_double)]


class Claim(ctypes.Structure):
    _fields_ = [("place", c_char_p), ("text", c_char_p), ("sentence", c_char_p), ("holds", c_bool)]


def declare(result, name, *arguments):
    function = getattr(library, "gradfig_" + name)
    function.restype = result
    function.argtypes = arguments
    return function


library = ctypes.CDLL("libgradfig.so.0")
bytes_finish = declare(None, "bytes_finish", POINTER(Bytes))
spec_create = declare(c_void_p, "spec_create")
spec_destroy = declare(None, "spec_destroy", c_void_p)
spec_load = declare(c_bool, "spec_load", c_void_p, c_char_p, POINTER(Error))
spec_parse = declare(c_bool, "spec_parse", c_void_p, c_char_p, c_size_t, c_char_p, POINTER(Error))
spec_set = declare(c_bool, "spec_set", c_void_p, c_char_p, POINTER(Error))
spec_describe = declare(c_bool, "spec_describe", c_void_p, POINTER(Bytes), POINTER(Error))
mistakes_count = declare(c_size_t, "mistakes_count", c_void_p)
mistakes_get = declare(c_char_p, "mistakes_get", c_void_p, c_size_t)
figure_read = declare(c_bool, "figure_read", c_char_p, c_size_t, POINTER(Bytes), POINTER(Error))
renderer_create = declare(c_void_p, "renderer_create", POINTER(Error))
renderer_destroy = declare(None, "renderer_destroy", c_void_p)
renderer_draw = declare(
    c_bool, "renderer_draw", c_void_p, c_void_p, c_char_p, POINTER(Bytes), POINTER(Error))
networks_gradient = declare(
    c_bool, "networks_gradient", c_void_p, c_char_p, c_int64, POINTER(Number), POINTER(Error))
claims_count = declare(c_bool, "claims_count", c_void_p, POINTER(c_size_t), POINTER(Error))
claims_check = declare(
    c_bool, "claims_check", c_void_p, c_size_t, POINTER(Claim), POINTER(Error))

error = Error()


def check(done):
    if not done:
        sys.exit(error.message.decode())


def take(call, *arguments):
    """The bytes that a function fills."""
    filled = Bytes()
    check(call(*arguments, byref(filled), byref(error)))
    copy = ctypes.string_at(filled.data, filled.n)
    bytes_finish(byref(filled))
    return copy


def save(name, content):
    with open(f"{folder}/{name}", "wb") as file:
        file.write(content)


path, folder = sys.argv[1:]
spec = spec_create()
renderer = renderer_create(byref(error))
check(renderer)
check(spec_load(spec, path.encode(), byref(error)))

png = take(renderer_draw, renderer, spec, b"png")
save("figure.png", png)
save("recipe.yaml", take(figure_read, png, len(png)))
save("alt.txt", take(spec_describe, spec))

n = c_size_t()
n_wrong = 0
check(claims_count(spec, byref(n), byref(error)))
for i in range(n.value):
    claim = Claim()
    check(claims_check(spec, i, byref(claim), byref(error)))
    print(claim.sentence.decode())
    n_wrong += not claim.holds
print(f"{n_wrong} of {n.value} claims do not hold")

check(spec_set(spec, b"depth=10000", byref(error)))
gradient = Number()
check(networks_gradient(spec, b"plain", 10000, byref(gradient), byref(error)))
print(f"plain: {gradient.sign} {gradient.log10_abs:.6f} {gradient.value:.6g}")

text = b"depth: 1e3\nfigure: {theme: drak}\n"
if spec_parse(spec, text, len(text), b"typed", byref(error)):
    sys.exit("expected mistakes")
for i in range(mistakes_count(spec)):
    print(mistakes_get(spec, i).decode())

renderer_destroy(renderer)
spec_destroy(spec)
