"""Reports by the library: a command that starts hundreds of times takes far longer."""
import ctypes
from ctypes import byref, c_bool, c_char_p, c_size_t, c_void_p


class Error(ctypes.Structure):
    _fields_ = [("code", ctypes.c_int), ("message", ctypes.c_char * 1024)]


class Bytes(ctypes.Structure):
    _fields_ = [("n", c_size_t), ("data", c_void_p)]


class Library:
    """libgradfig.so at `path`, with one renderer."""

    def __init__(self, path):
        self.library, self.error = ctypes.CDLL(path), Error()
        self.spec_create = self.declare(c_void_p, "spec_create")
        self.spec_destroy = self.declare(None, "spec_destroy", c_void_p)
        self.spec_load = self.declare(c_bool, "spec_load", c_void_p, c_char_p, c_void_p)
        self.spec_parse = self.declare(c_bool, "spec_parse", c_void_p, c_char_p, c_size_t, c_char_p,
                                       c_void_p)
        self.spec_set = self.declare(c_bool, "spec_set", c_void_p, c_char_p, c_void_p)
        self.report_write = self.declare(c_bool, "report_write", c_void_p, c_void_p, c_char_p,
                                         c_void_p, c_void_p)
        self.bytes_finish = self.declare(None, "bytes_finish", c_void_p)
        self.renderer = self.declare(c_void_p, "renderer_create", c_void_p)(byref(self.error))
        self.check(self.renderer)

    def declare(self, result, name, *arguments):
        function = getattr(self.library, "gradfig_" + name)
        function.restype, function.argtypes = result, arguments
        return function

    def check(self, done):
        if not done:
            raise SystemExit(self.error.message.decode())

    def report(self, form, path, settings="", text=None):
        """The report of the spec at `path`, or of `text`, with the settings, one on a line."""
        spec, filled, error = self.spec_create(), Bytes(), byref(self.error)
        if text is None:
            self.check(self.spec_load(spec, path.encode(), error))
        else:
            self.check(self.spec_parse(spec, text.encode(), len(text.encode()), path.encode(), error))
        self.check(self.spec_set(spec, settings.encode(), error))
        self.check(self.report_write(self.renderer, spec, form.encode(), byref(filled), error))
        report = ctypes.string_at(filled.data, filled.n).decode()
        self.bytes_finish(byref(filled))
        self.spec_destroy(spec)
        return report
