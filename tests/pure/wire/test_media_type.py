"""A file is what its bytes say; what a browser could run is never shown, only downloaded."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire.media_type import INLINE, UNKNOWN, is_voice, sniff

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\0" * 64
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 64
GIF = b"GIF89a" + b"\0" * 64
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\0" * 64
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\0" * 64
M4A = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42" + b"\0" * 64
THREE_GP = b"\x00\x00\x00\x18ftyp3gp4\x00\x00\x00\x003gp4isom" + b"\0" * 64
OPUS = b"OggS\x00\x02" + b"\0" * 22 + b"OpusHead" + b"\0" * 64
AAC = b"\xff\xf1\x50\x80" + b"\0" * 64
AMR = b"#!AMR\n" + b"\0" * 64
MP3 = b"ID3\x03\x00" + b"\0" * 64
PDF = b"%PDF-1.7\n" + b"\0" * 64
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 64
MOV = b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  " + b"\0" * 64
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64
EXE = b"MZ" + b"\0" * 64
ELF = b"\x7fELF" + b"\0" * 64


def zipped():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "mime", "filename", "kept"),
    [
        (JPEG, "image/jpeg", "foto.JPG", "foto.JPG"),
        (PNG, "image/png", None, "image.png"),
        (GIF, "image/gif", None, "image.gif"),
        (WEBP, "image/webp", None, "image.webp"),
        (MP4, "video/mp4", None, "video.mp4"),
        (M4A, "audio/mp4", None, "audio.m4a"),
        (THREE_GP, "video/3gpp", None, "video.3gp"),
        (OPUS, "audio/ogg", None, "audio.ogg"),
        (AAC, "audio/aac", None, "audio.aac"),
        (AMR, "audio/amr", None, "audio.amr"),
        (MP3, "audio/mpeg", None, "audio.mp3"),
        (PDF, "application/pdf", "faktur no. 12", "faktur no. 12.pdf"),
        (PDF, "application/pdf", "penawaran.v2", "penawaran.v2.pdf"),
        (PDF, "application/pdf", ".pdf", "pdf.pdf"),
    ],
)
def test_harmless_type_is_shown_whatever_was_claimed(content, mime, filename, kept):
    for claimed in (mime, "text/html", None):
        assert sniff(content, claimed, filename) == (mime, kept, True)


def test_extension_agrees_with_the_type():
    assert sniff(JPEG, "image/png", "foto.png") == ("image/jpeg", "foto.jpg", True)
    assert sniff(PNG, "text/html", "halaman.html") == ("image/png", "halaman.png", True)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"<html>",
        b"\xef\xbb\xbf<html>",
        b"   \n\t<HTML>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><svg/>',
        "<html>".encode("utf-16"),
        b"alert(document.cookie)",
        b"#!/bin/sh\nrm -rf /",
        b"<?php system('id');",
        EXE,
        ELF,
        b"CWS\x08" + b"\0" * 64,
        b"",
        b"\0" * 100,
    ],
)
@pytest.mark.parametrize("claimed", ["image/jpeg", "image/svg+xml", "text/html", "application/pdf", "audio/ogg"])
@pytest.mark.parametrize("filename", ["foto.jpg", "x.html", "x.svg", None])
def test_what_could_run_or_is_unknown_is_only_downloaded(content, claimed, filename):
    mime, name, inline = sniff(content, claimed, filename)
    assert (mime, inline) == (UNKNOWN, False)
    assert name.endswith(".bin")


def test_markup_claimed_as_text_is_only_downloaded():
    assert sniff(b"hello <script>", "text/plain", "a.txt") == (UNKNOWN, "a.txt.bin", False)


@pytest.mark.parametrize(
    ("content", "claimed", "filename", "mime"),
    [
        (b"nama,jumlah\nBudi,3\n", "text/csv", "data.csv", "text/csv"),
        ("catatan é".encode("latin-1"), "text/plain", "catatan.txt", "text/plain"),
        (b"BEGIN:VCARD", "text/vcard", "budi.vcf", "text/vcard"),
        (HEIC, "image/heic", "foto.heic", "image/heic"),
        (MOV, "video/quicktime", "film.mov", "video/quicktime"),
        (zipped(), "application/zip", "arsip.zip", "application/zip"),
        (zipped(), None, "surat.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (zipped(), None, "Data.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (OLE, None, "lama.xls", "application/vnd.ms-excel"),
    ],
)
def test_ordinary_document_keeps_its_name_and_is_downloaded(content, claimed, filename, mime):
    assert sniff(content, claimed, filename) == (mime, filename, False)


def test_archive_with_a_name_of_another_kind_becomes_an_archive():
    assert sniff(zipped(), "application/vnd.android.package-archive", "app.apk")[:2] == ("application/zip", "app.zip")


@pytest.mark.parametrize(
    ("filename", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd.pdf"),
        ("C:\\Windows\\a.pdf", "C__Windows_a.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("a\x00b\n.pdf", "ab .pdf"),
        ("....", "application.pdf"),
        ("", "application.pdf"),
        ("x" * 500 + ".pdf", "x" * 124 + ".pdf"),
        ("kwitansi é 領収.pdf", "kwitansi é 領収.pdf"),
        ("CON<>|.pdf", "CON___.pdf"),
    ],
)
def test_file_name_is_safe(filename, kept):
    assert sniff(PDF, None, filename)[1] == kept


@given(st.binary(max_size=300), st.none() | st.text(max_size=40), st.none() | st.text(max_size=300))
def test_any_file_gets_a_safe_name_and_only_listed_types_are_shown(content, claimed, filename):
    mime, name, inline = sniff(content, claimed, filename)
    assert inline == (mime in INLINE)
    assert 0 < len(name) <= 128
    assert not set(name) & set("/\\\0\n\u202e")


def test_voice_note_is_opus_in_ogg():
    assert is_voice(OPUS)
    assert not is_voice(b"OggS" + b"\0" * 24 + b"\x01vorbis")
    assert not is_voice(MP3)
