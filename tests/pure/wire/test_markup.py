"""WhatsApp's formatting is shown as in WhatsApp, and nothing that a customer writes can do anything."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markupsafe import Markup
from wire.markup import to_html, to_whatsapp

LINK = '<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Halo", "Halo"),
        ("", ""),
        (None, ""),
        ("*tebal*", "<strong>tebal</strong>"),
        ("_miring_", "<em>miring</em>"),
        ("~coret~", "<s>coret</s>"),
        ("`kode`", "<code>kode</code>"),
        ("```kode```", "<code>kode</code>"),
        ("```\na\n  b\n```", "<pre>a\n  b</pre>"),
        ("x\n```a\nb```\ny", "x <pre>a\nb</pre> y"),
        ("a *b c* d", "a <strong>b c</strong> d"),
        ("**a**", "*<strong>a</strong>*"),
        ("*_~x~_*", "<strong><em><s>x</s></em></strong>"),
        ("*a* dan *b*", "<strong>a</strong> dan <strong>b</strong>"),
        ("(*a*), *b*!", "(<strong>a</strong>), <strong>b</strong>!"),
        ("*`a`*", "<strong><code>a</code></strong>"),
        ("*a _b* c_", "<strong>a _b</strong> c_"),
        ("baris 1\nbaris 2", "baris 1<br>baris 2"),
        ("a\r\nb\n\nc", "a<br>b<br><br>c"),
        ("> kutip\n> lagi\nbiasa", "<blockquote>kutip<br>lagi</blockquote> biasa"),
        ("> *a*", "<blockquote><strong>a</strong></blockquote>"),
        ("- a\n- *b*", "<ul><li>a</li> <li><strong>b</strong></li></ul>"),
        ("* a\n* b", "<ul><li>a</li> <li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li> <li>b</li></ol>"),
        ("5. a\n6. b", '<ol start="5"><li>a</li> <li>b</li></ol>'),
        ("pilih:\n- a\nterima kasih", "pilih: <ul><li>a</li></ul> terima kasih"),
        ("*a*\U0001f44d", "<strong>a</strong>\U0001f44d"),
    ],
)
def test_formatting_is_shown(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "a*b*c",
        "x * tebal * y",
        "x *tebal * y",
        "*tebal",
        "tebal*",
        "2*3*4 = 24",
        "**",
        "***",
        "snake_case_name",
        "_",
        "*a\nb*",
        "`a",
        "``",
        "```",
        "``````",
        "-a",
        "1.5 kg",
        "10.000",
        ">",
        "javascript:alert(1)",
        "ftp://x.example/a",
        "https://",
        "http:// x",
        "mailto:a@b.example",
        "budi@www.example.com",
    ],
)
def test_plain_text_stays_plain(text):
    assert to_html(text) == Markup.escape(text).replace("\n", Markup("<br>"))


@pytest.mark.parametrize(
    ("text", "before", "url", "after"),
    [
        ("https://shop.example/a_b_c?x=1", "", "https://shop.example/a_b_c?x=1", ""),
        ("lihat http://x.example.", "lihat ", "http://x.example", "."),
        ("(https://x.example/a)", "(", "https://x.example/a", ")"),
        ("https://x.example/a_(b)", "", "https://x.example/a_(b)", ""),
        ("HTTPS://X.EXAMPLE!", "", "HTTPS://X.EXAMPLE", "!"),
        ("https://x.example/~budi/*a*", "", "https://x.example/~budi/*a", "*"),
    ],
)
def test_web_link_is_clickable(text, before, url, after):
    assert to_html(text) == before + LINK.format(url) + after


def test_link_without_scheme_is_opened_securely():
    assert 'href="https://www.x.example/a"' in to_html("www.x.example/a")


def test_emphasis_around_a_link_does_not_break_it():
    assert to_html("*https://x.example/a_b*") == f"<strong>{LINK.format('https://x.example/a_b')}</strong>"


def test_link_ends_where_writing_direction_is_turned():
    assert "\u202e" not in lxml_html.fromstring(to_html("https://x.example/\u202egpj.exe")).xpath("//a/@href")[0]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '*"><svg onload=alert(1)>*',
        "`<b>`",
        "```<b>\n</pre><script>```",
        "> <b>",
        "- <b>",
        'https://x.example/"onmouseover="alert(1)',
        "https://x.example/'><script>",
        "https://x.example/<script>",
        "&lt;script&gt;",
        "\x00" + "0\x00",
        "a\x000\x00b https://x.example",
    ],
)
def test_what_a_customer_writes_is_never_markup(text):
    html = to_html(text)
    assert isinstance(html, Markup)
    assert_harmless(html)


ALLOWED = {"strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "br", "a", "div"}


def assert_harmless(html):
    root = lxml_html.fromstring(f"<div>{html}</div>")
    for element in root.iter():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= {"href", "target", "rel", "start"}
        if element.tag == "a":
            assert element.get("href").lower().startswith(("https://", "http://"))


HOSTILE = st.lists(
    st.sampled_from(
        ["*", "_", "~", "`", "```", ">", "> ", "- ", "* ", "1. ", "\n", " ", "<", "<b>", "</a>", '"', "'", "&", "&lt;", "a",
         "é", "http://", "https://x.example", "www.", "javascript:", "onclick=", "\x00", "0", "(", ")", "\ud800", "\u202e"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(HOSTILE)
def test_nothing_alive_comes_out_of_any_text(text):
    html = to_html(text)
    assert "\x00" not in html
    assert_harmless(html)


@given(st.text(alphabet=st.characters(categories=("L", "N"), include_characters=" .,!?\n"), max_size=200))
def test_plain_text_survives_the_way_there_and_back(text):
    assert to_whatsapp(to_html(text)).split() == text.split()


WORD = st.builds(
    lambda mark, word: f"{mark}{word}{mark}", st.sampled_from(["", "*", "_", "~", "`"]), st.sampled_from(["a", "b1"])
)
LINE = st.builds(
    lambda start, words: start + " ".join(words), st.sampled_from(["", "> ", "- "]), st.lists(WORD, min_size=1, max_size=4)
)


@given(st.lists(LINE, min_size=1, max_size=6).map("\n".join))
def test_formatted_text_survives_the_way_there_and_back(text):
    assert to_whatsapp(to_html(text)) == text


@pytest.mark.parametrize(
    "piece",
    ["*", "* ", "*a ", " *a", "*_~", "_a*", "`", "``` ", "```a", "http://", "www.a ", "https://a(", ")", " ", "> \n", "- a\n",
     "1. ", "<", "&", "\n", "a", "*a* ", "\x00", "1", "0."],
)  # fmt: skip
def test_hostile_text_takes_linear_time(piece):
    text = piece * (65_536 // len(piece))
    spent = []
    for _round in range(3):
        started = time.process_time()
        to_html(text)
        spent.append(time.process_time() - started)
    assert min(spent) < 0.5  # under 0.1 s here; wide, for slow machines: quadratic time would be a minute
