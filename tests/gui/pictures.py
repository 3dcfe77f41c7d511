"""Pictures for walks: files made from nothing, the clipboard, and what of a window changes by itself."""
import pathlib, struct, subprocess, time, zlib


def png_chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(path, width=640, height=400, text=b"", colour=None):
    """A sky over water, or one colour. `text` goes into a comment."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)  # no filter
        for x in range(width):
            rows += bytes(colour or (60 + 140 * x // width, 120 + 80 * y // height, 220 - 120 * y // height))
    comment = png_chunk(b"tEXt", b"Comment\0" + text) if text else b""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + comment + png_chunk(b"IDAT", zlib.compress(bytes(rows))) + png_chunk(b"IEND", b""))
    return path


def _codes(pixels):
    """GIF's LZW with nothing compressed: 7-bit pixels in 8-bit codes, the table emptied before it grows."""
    bits, count, out = 0, 0, bytearray()

    def put(code):
        nonlocal bits, count
        bits |= code << count
        count += 8
        while count >= 8:
            out.append(bits & 255)
            bits >>= 8
            count -= 8
    for start in range(0, len(pixels), 100):
        put(128)
        for pixel in pixels[start:start + 100]:
            put(pixel)
    put(129)
    return bytes(out)


def gif(path, width=320, height=200, pictures=8):
    """A bar that wanders from left to right, for ever."""
    table = b"".join(bytes((2 * n, 160 - n // 2, 220 - n)) for n in range(128))
    data = b"GIF89a" + struct.pack("<HHBBB", width, height, 0xf6, 0, 0) + table
    data += b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    for number in range(pictures):
        left = number * width // pictures
        line = bytes(127 if left <= x < left + width // pictures else 40 * x // width for x in range(width))
        data += b"\x21\xf9\x04\x04" + struct.pack("<H", 12) + b"\x00\x00" + b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x07"
        codes = _codes(line * height)
        for start in range(0, len(codes), 255):
            data += bytes((len(codes[start:start + 255]),)) + codes[start:start + 255]
        data += b"\x00"
    path.write_bytes(data + b"\x3b")
    return path


def dots_of(window, colour):
    """How many of a window's pixels have about this colour."""
    name = "rgb(%d,%d,%d)" % colour
    told = subprocess.run(["import", "-window", str(window.id), "png:-"], check=True, capture_output=True).stdout
    only = ["-fuzz", "8%", "-fill", "black", "+opaque", name, "-fill", "white", "-opaque", name, "-format", "%[fx:mean*w*h]", "info:"]
    return float(subprocess.run(["convert", "png:-", *only], input=told, check=True, capture_output=True).stdout)


def copy(path, kind):
    """As another program has it on the clipboard."""
    subprocess.run(["xclip", "-selection", "clipboard", "-t", kind, "-i", path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def copy_files(folder, *paths):
    """As a file manager does."""
    names = pathlib.Path(folder) / "uri-list"
    names.write_text("".join(f"file://{path}\r\n" for path in paths))
    copy(names, "text/uri-list")


def signature(file):
    """Of the pixels alone."""
    return subprocess.run(["identify", "-format", "%# %n\n", f"{file}[0]"], check=True, capture_output=True, text=True).stdout


def looks(window, part):
    """A hash of what is on the screen there, without giving the window the focus. `part`: x, y, width, height of the screen."""
    x, y, width, height = part
    shot = subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "rgb:-"], check=True, capture_output=True)
    return zlib.crc32(shot.stdout)


def moves(window, part, seconds=2.5):
    seen, end = set(), time.monotonic() + seconds
    while time.monotonic() < end:
        seen.add(looks(window, part))
        time.sleep(0.1)
    return len(seen) > 2
