"""Small files for messages whose sender brought none, made here."""

import struct
import zlib


def png(width=160, height=120):
    """Return a small green gradient as a PNG."""
    rows = b"".join(
        b"\0" + b"".join(bytes((30 + x * 60 // width, 120 + y * 100 // height, 110)) for x in range(width))
        for y in range(height)
    )

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def mp3(frames=38):
    """Return a second of silence as an MP3: frames of 417 bytes, 128 kbit/s, 44.1 kHz."""
    return (b"\xff\xfb\x90\x64" + bytes(413)) * frames


def pdf(text="Innovasia"):
    """Return a PDF of one page with one line."""
    stream = f"BT /F1 24 Tf 60 750 Td ({text}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


def webp():
    """Return the smallest sticker: one lossless WebP pixel."""
    data = b"VP8L" + struct.pack("<I", 13) + b"\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
    return b"RIFF" + struct.pack("<I", 4 + len(data)) + b"WEBP" + data


def mp4():
    """Return the header of an empty MP4: enough to be recognised as a video."""
    return struct.pack(">I", 24) + b"ftypisom\0\0\x02\0isommp41" + struct.pack(">I", 8) + b"mdat"


def ogg(frames=50):
    """Return a second of silence as Ogg Opus: headers, then frames of 20 ms."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    vendor = b"innovasia"
    tags = b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", 0)
    silence = [b"\xf8\xff\xfe"] * frames
    return _ogg_page([head], 2, 0) + _ogg_page([tags], 0, 1) + _ogg_page(silence, 4, 2, 960 * frames)


def _ogg_page(packets, flags, sequence, position=0):
    lengths = bytes(map(len, packets))
    header = b"OggS" + struct.pack("<BBqIIIB", 0, flags, position, 1, sequence, 0, len(packets)) + lengths
    page = header + b"".join(packets)
    return page[:22] + struct.pack("<I", _ogg_crc(page)) + page[26:]


def _ogg_crc(data):
    crc = 0
    for byte in data:
        crc ^= byte << 24
        for _bit in range(8):
            crc = ((crc << 1) ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc


# kind of message: (maker, MIME type, file name)
SAMPLES = {
    "image": (png, "image/png", "foto.png"),
    "video": (mp4, "video/mp4", "video.mp4"),
    "audio": (mp3, "audio/mpeg", "suara.mp3"),
    "voice": (ogg, "audio/ogg; codecs=opus", "suara.ogg"),
    "sticker": (webp, "image/webp", "stiker.webp"),
    "document": (pdf, "application/pdf", "brosur.pdf"),
}
