"""Draws the pictures of products: flat, in the colours of what they show, a few kilobytes each."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

SIZE = 256
#: Drawn larger and made smaller, so that edges are smooth.
SCALE = 2
PAPER = "#fffdf7"
#: name: (background, the thing, its shade)
COLOURS = {
    "amber": ("#fdf0d5", "#e39a1f", "#b36f0b"),
    "gold": ("#fdf6d8", "#e8bf3a", "#b98f12"),
    "orange": ("#fdeadc", "#ee8434", "#bd5c14"),
    "lemon": ("#fcf8d2", "#e6d02f", "#ad9a10"),
    "brown": ("#f1e6dc", "#96643c", "#694022"),
    "dark": ("#e9e4e1", "#4d3b35", "#2e211d"),
    "wine": ("#f6e0e4", "#8c2f45", "#611b2d"),
    "purple": ("#ece3f3", "#6f4a8e", "#4a2d64"),
    "red": ("#fbe2dd", "#cf4433", "#98281a"),
    "green": ("#e3f1e0", "#5c9a46", "#3b6e2a"),
    "teal": ("#dcf1ee", "#2f9a8c", "#196b60"),
    "blue": ("#e0ecf8", "#4381c1", "#285b92"),
    "white": ("#e8eef2", "#f7f4ea", "#c9c2ad"),
}


def png(shape, colour, label):
    """Draw a product.

    :param str shape: a function of this module without its underscore: jar, bottle, box, ...
    :param str colour: of COLOURS
    :param str label: a word that is printed on it
    :return: bytes of a PNG
    """
    background, main, shade = COLOURS[colour]
    image = Image.new("RGB", (SIZE * SCALE, SIZE * SCALE), background)
    pen = _Pen(image)
    pen.oval(62, 206, 194, 224, _mixed(background, shade))  # its shadow
    SHAPES[shape](pen, main, shade, label)
    small = image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    content = BytesIO()
    small.quantize(48, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


class _Pen:
    """Draws in units of the small picture."""

    def __init__(self, image):
        self.draw = ImageDraw.Draw(image)

    def box(self, left, top, right, bottom, colour, radius=0):
        corners = [value * SCALE for value in (left, top, right, bottom)]
        self.draw.rounded_rectangle(corners, radius * SCALE, colour)

    def oval(self, left, top, right, bottom, colour):
        self.draw.ellipse([value * SCALE for value in (left, top, right, bottom)], colour)

    def shape(self, colour, *points):
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], colour)

    def arc(self, left, top, right, bottom, colour, width):
        corners = [value * SCALE for value in (left, top, right, bottom)]
        self.draw.arc(corners, 180, 360, colour, width * SCALE)

    def text(self, x, y, text, colour, width, size=26):
        """Write in the middle of ``x`` and ``y``, as large as ``width`` permits."""
        font = ImageFont.load_default(size * SCALE)
        if (wide := font.getlength(text)) > width * SCALE:
            font = ImageFont.load_default(int(size * SCALE * width * SCALE / wide))
        self.draw.text((x * SCALE, y * SCALE), text, colour, font, anchor="mm")


def _mixed(one, other, part=0.25):
    def channels(colour):
        return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]

    return tuple(int(a + (b - a) * part) for a, b in zip(channels(one), channels(other), strict=True))


def _label(pen, left, top, right, bottom, shade, text):
    pen.box(left, top, right, bottom, PAPER, 6)
    pen.box(left, top, right, top + 8, shade, 4)
    pen.text((left + right) / 2, (top + bottom) / 2 + 4, text, shade, right - left - 12)


def _jar(pen, main, shade, text):
    pen.box(70, 70, 186, 216, main, 24)
    pen.box(78, 92, 90, 196, _mixed(main, PAPER, 0.45), 6)
    pen.box(76, 44, 180, 74, shade, 8)
    pen.box(76, 58, 180, 63, _mixed(shade, PAPER))
    _label(pen, 84, 116, 172, 178, shade, text)


def _bottle(pen, main, shade, text):
    pen.shape(main, (112, 76), (144, 76), (168, 112), (88, 112))
    pen.box(88, 104, 168, 218, main, 16)
    pen.box(96, 122, 105, 200, _mixed(main, PAPER, 0.45), 4)
    pen.box(110, 36, 146, 70, shade, 6)
    pen.box(114, 66, 142, 80, _mixed(shade, PAPER))
    _label(pen, 92, 132, 164, 190, shade, text)


def _dropper(pen, main, shade, text):
    pen.oval(114, 30, 142, 74, shade)
    pen.box(108, 64, 148, 94, _mixed(shade, PAPER, 0.35), 5)
    pen.box(90, 92, 166, 218, main, 18)
    pen.box(98, 108, 106, 200, _mixed(main, PAPER, 0.45), 4)
    _label(pen, 94, 126, 162, 186, shade, text)


def _box(pen, main, shade, text):
    pen.shape(_mixed(main, PAPER, 0.4), (58, 78), (104, 50), (206, 50), (174, 78))
    pen.shape(shade, (174, 78), (206, 50), (206, 178), (174, 214))
    pen.box(58, 78, 174, 214, main, 2)
    pen.box(58, 92, 174, 100, shade)
    _label(pen, 72, 122, 160, 186, shade, text)


def _pouch(pen, main, shade, text):
    pen.shape(main, (76, 52), (180, 52), (190, 216), (66, 216))
    pen.box(74, 44, 182, 66, shade, 4)
    pen.box(80, 72, 176, 75, _mixed(main, PAPER, 0.6))
    pen.oval(120, 47, 136, 63, _mixed(shade, PAPER, 0.7))
    _label(pen, 84, 112, 172, 176, shade, text)


def _tin(pen, main, shade, text):
    pen.box(74, 74, 182, 216, main, 10)
    pen.oval(74, 58, 182, 90, shade)
    pen.oval(84, 62, 172, 84, _mixed(shade, PAPER))
    pen.box(82, 96, 92, 204, _mixed(main, PAPER, 0.35), 5)
    _label(pen, 88, 118, 168, 184, shade, text)


def _soap(pen, main, shade, text):
    pen.box(44, 110, 212, 216, shade, 30)
    pen.box(44, 96, 212, 200, main, 30)
    pen.box(66, 116, 190, 180, _mixed(main, PAPER, 0.35), 20)
    pen.text(128, 148, text, shade, 100, 30)
    for left, top, size in ((60, 60, 22), (90, 42, 14), (170, 56, 18)):
        pen.oval(left, top, left + size, top + size, PAPER)


def _basket(pen, main, shade, text):
    pen.arc(66, 40, 190, 190, shade, 10)
    for left, top, colour in ((74, 84, "amber"), (108, 74, "green"), (142, 84, "wine")):
        pen.box(left, top, left + 40, 150, COLOURS[colour][1], 10)
        pen.box(left + 4, top - 8, left + 36, top + 8, COLOURS[colour][2], 4)
    pen.shape(main, (46, 132), (210, 132), (190, 216), (66, 216))
    pen.box(40, 124, 216, 142, shade, 8)
    pen.text(128, 180, text, PAPER, 120, 26)


def _book(pen, main, shade, text):
    pen.box(70, 48, 196, 214, shade, 8)
    pen.box(78, 200, 194, 210, PAPER, 2)
    pen.box(60, 44, 186, 202, main, 8)
    pen.box(60, 44, 78, 202, shade, 6)
    pen.box(92, 64, 172, 66, PAPER)
    pen.text(132, 116, text, PAPER, 84, 26)
    pen.box(92, 180, 172, 182, PAPER)


def _heart(pen, main, shade, text):
    for left in (52, 118):
        pen.oval(left, 62, left + 88, 148, main)
    pen.shape(main, (58, 122), (200, 122), (129, 214))
    pen.oval(70, 80, 98, 104, _mixed(main, PAPER, 0.5))
    pen.text(129, 130, text, PAPER, 110, 32)


SHAPES = {
    "jar": _jar,
    "bottle": _bottle,
    "dropper": _dropper,
    "box": _box,
    "pouch": _pouch,
    "tin": _tin,
    "soap": _soap,
    "basket": _basket,
    "book": _book,
    "heart": _heart,
}
