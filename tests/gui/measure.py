"""What measurements need: keys pressed and pixels read without another process in between, percentiles."""
import ctypes, ctypes.util

_x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
_xtst = ctypes.CDLL(ctypes.util.find_library("Xtst") or "libXtst.so.6")
_x11.XOpenDisplay.restype = ctypes.c_void_p
_x11.XDefaultRootWindow.restype = ctypes.c_ulong
_x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
_x11.XKeysymToKeycode.restype = ctypes.c_ubyte
_x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
_x11.XDisplayWidth.argtypes = _x11.XDisplayHeight.argtypes = [ctypes.c_void_p, ctypes.c_int]
_x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
_x11.XGetImage.restype = ctypes.c_void_p
_x11.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
_x11.XDestroyImage.argtypes = [ctypes.c_void_p]
_xtst.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
ALL_PLANES, Z_PIXMAP = ctypes.c_ulong(-1).value, 2
RETURN = 0xFF0D


class _Image(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int), ("data", ctypes.c_void_p)]


class Screen:
    def __init__(self):
        self.display = _x11.XOpenDisplay(None)
        self.root = _x11.XDefaultRootWindow(self.display)
        self.size = _x11.XDisplayWidth(self.display, 0), _x11.XDisplayHeight(self.display, 0)

    def press_return(self):
        key = _x11.XKeysymToKeycode(self.display, RETURN)
        for down in (1, 0):
            _xtst.XTestFakeKeyEvent(self.display, key, down, 0)
        _x11.XSync(self.display, 0)

    def shows(self, colour, run=16):
        """Whether so many pixels of that colour stand side by side anywhere."""
        width, height = self.size
        image = _x11.XGetImage(self.display, self.root, 0, 0, width, height, ALL_PLANES, Z_PIXMAP)
        data = ctypes.string_at(ctypes.cast(image, ctypes.POINTER(_Image)).contents.data, width * height * 4)
        _x11.XDestroyImage(image)
        red, green, blue = bytes.fromhex(colour)
        return any(bytes((blue, green, red, rest)) * run in data for rest in (0, 255))


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def told(name, values, unit, target=""):
    print(f"{name}: p50 {percentile(values, 50):.1f}, p95 {percentile(values, 95):.1f}, max {max(values):.1f} {unit}"
          f" of {len(values)}{target and ', to reach: ' + target}", flush=True)
