"""What an agent writes in Odoo's composer reads the same in WhatsApp."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire.markup import to_whatsapp


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        (None, ""),
        ("Halo", "Halo"),
        ("<p>Halo</p>", "Halo"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
        ("<div>a<br>b<br></div>", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("<p>\n  a\n  b\n</p>\n<p>c</p>", "a b\nc"),
        ("<b>a</b> <strong>b</strong>", "*a* *b*"),
        ("<i>a</i> <em>b</em>", "_a_ _b_"),
        ("<s>a</s> <del>b</del> <strike>c</strike>", "~a~ ~b~ ~c~"),
        ("<b><i>a</i></b>", "*_a_*"),
        ("<b>a <b>b</b></b>", "*a b*"),
        ("Halo <b>Budi </b>apa", "Halo *Budi* apa"),
        ("<b> </b>x<b></b>", "x"),
        ("<b>a<br>b</b>", "*a*\n*b*"),
        ("<h1>Judul</h1>isi", "*Judul*\nisi"),
        ("<h1><b>Judul</b></h1>", "*Judul*"),
        ("<code>a_b</code>", "`a_b`"),
        ("<code>a`b</code>", "```a`b```"),
        ("<code>a *<b>b</b>*</code>", "`a *b*`"),
        ("<pre>a\n  b</pre>", "```a\n  b```"),
        ("<pre><code>a\nb</code></pre>", "```a\nb```"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ('<ol start="5"><li>a</li><li>b</li></ol>', "5. a\n6. b"),
        ("<ul><li><p>a</p></li><li>b<ul><li>c</li></ul></li></ul>x", "- a\n- b\n  - c\nx"),
        ("<blockquote>a<br>b</blockquote>c", "> a\n> b\nc"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> b"),
        ('<a href="https://x.example/a">https://x.example/a</a>', "https://x.example/a"),
        ('<a href="https://x.example/">x.example</a>', "https://x.example/"),
        ('<a href="https://x.example/a">resi</a>', "resi (https://x.example/a)"),
        ('<a href="https://x.example/a"></a>', "https://x.example/a"),
        ('<a href="javascript:alert(1)">klik</a>', "klik"),
        ('<a href="/odoo/1">dokumen</a>', "dokumen"),
        ('<a href="http://o/web#id=3" class="o_mail_redirect" data-oe-id="3">@Budi</a> ok', "@Budi ok"),
        ('<a href="#" class="o_channel_redirect">#umum</a>', "#umum"),
        ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "'),
        ("a&nbsp;&nbsp;b", "a  b"),
        ("😀 <b>👍</b>", "😀 *👍*"),
        ('<img alt="😀" class="o-emoji"/> <img src="x"/>', "😀"),
        ("<script>alert(1)</script><style>p{}</style>x<!-- y -->", "x"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("harga 2*3*4, a_b_c, *apa adanya*", "harga 2*3*4, a_b_c, *apa adanya*"),
        ("<span>a</span><font>b</font>", "ab"),
        ("a\ufeffb\u200b", "ab"),
        ("<p>a", "a"),
        ("a</p></div></b>b", "a\nb"),
        ("\x00a\x01b\x06", "ab"),
        ("<?xml version='1.0' encoding='latin1'?><p>é</p>", "é"),
    ],
)
def test_composer_html_becomes_whatsapp_text(html, text):
    assert to_whatsapp(html) == text


@pytest.mark.parametrize(("html", "text"), [("x<b>a</b>", "xa"), ("<b>a</b>x", "ax"), ("<i>a</i><b>b</b>", "ab")])
def test_emphasis_inside_a_word_is_left_out_as_whatsapp_would_show_the_asterisks(html, text):
    assert to_whatsapp(html) == text


@given(st.text(max_size=300))
def test_any_html_gives_storable_text(html):
    text = to_whatsapp(html)
    text.encode()
    assert "\x00" not in text


PIECES = ["<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "<pre>", "</pre>", "<code>",
          "</code>", "<a href='https://x.example'>", "</a>", "<blockquote>", "</blockquote>", "<br>", "<script>", "</script>",
          "a", " ", "\n", "*", "`", "```"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_nesting_of_tags_gives_text_without_marks_of_our_own(html):
    assert not set(to_whatsapp(html)) & set(map(chr, range(8)))


def test_absurd_nesting_is_refused_and_loses_nothing_silently():
    assert to_whatsapp("<div>" * 500 + "x") == "x"
    with pytest.raises(ValueError, match="nested too deeply"):
        to_whatsapp("<div>" * 5_000 + "x")


@pytest.mark.parametrize(
    "piece", ["<b>a</b>", "<br>", "<p>a</p>", "<a href='http://x'>", "<!--", "<", "&", " ", "\n ", "<li>a", "<b>*", "a<i></i>"]
)
def test_large_html_takes_linear_time(piece):
    html = piece * (65_536 // len(piece))
    spent = []
    for _round in range(3):
        started = time.process_time()
        try:
            to_whatsapp(html)
        except ValueError as error:
            assert "nested" in str(error)
        spent.append(time.process_time() - started)
    assert min(spent) < 0.5  # under 0.1 s here; wide, for slow machines
