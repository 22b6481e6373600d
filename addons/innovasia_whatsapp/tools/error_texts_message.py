"""Errors of a single message, its template or its recipient."""

from __future__ import annotations

from .error_explanation import Explanation

UNKNOWN_OUTCOME = Explanation(
    "The connection broke before WhatsApp confirmed this message; it may have arrived.",
    "Wait for its status. Send it again only when the customer says that nothing came.",
    "Koneksi terputus sebelum WhatsApp mengonfirmasi pesan ini; pesan mungkin sudah sampai.",
    "Tunggu statusnya. Kirim ulang hanya bila pelanggan mengatakan tidak menerima apa pun.",
)
FAILED = Explanation(
    "WhatsApp did not send this message.",
    "Try again; if it fails once more, show the reason to your administrator.",
    "WhatsApp tidak mengirim pesan ini.",
    "Coba lagi; jika tetap gagal, tunjukkan alasannya kepada administrator.",
)
WINDOW = Explanation(
    "More than 24 hours have passed since the customer's last message.",
    "Send an approved template, or wait until the customer writes.",
    "Sudah lebih dari 24 jam sejak pesan terakhir pelanggan.",
    "Kirim template yang disetujui, atau tunggu sampai pelanggan menulis.",
)
TODAY = Explanation(
    "WhatsApp did not deliver this message, so that the customer does not receive too many marketing messages.",
    "Try again after 24 hours at the earliest, or wait until the customer writes.",
    "WhatsApp tidak mengirimkan pesan ini agar pelanggan tidak menerima terlalu banyak pesan pemasaran.",
    "Coba lagi paling cepat setelah 24 jam, atau tunggu sampai pelanggan menulis.",
)
EXPERIMENT = Explanation(
    "WhatsApp did not deliver this message because the customer is part of one of its experiments.",
    "Do not send it again today; the conversation goes on as soon as the customer writes.",
    "WhatsApp tidak mengirimkan pesan ini karena pelanggan termasuk dalam eksperimen WhatsApp.",
    "Jangan kirim ulang hari ini; percakapan berlanjut begitu pelanggan menulis.",
)
OPTED_OUT = Explanation(
    "The customer does not want marketing messages from you.",
    "Send no more broadcasts to this customer; answers to the customer's own questions are welcome.",
    "Pelanggan tidak ingin menerima pesan pemasaran dari Anda.",
    "Jangan kirim siaran lagi kepada pelanggan ini; jawaban atas pertanyaannya tetap boleh dikirim.",
)
UNDELIVERABLE = Explanation(
    "The message could not be delivered to this number.",
    "Check that the number is right and uses a current WhatsApp, or reach the customer in another way.",
    "Pesan tidak dapat disampaikan ke nomor ini.",
    "Pastikan nomornya benar dan memakai WhatsApp versi terbaru, atau hubungi pelanggan dengan cara lain.",
)
PARAMETERS = Explanation(
    "The values given do not fit the template.",
    "Compare the number and order of the values with the template, correct them, and send again.",
    "Isian yang diberikan tidak cocok dengan template.",
    "Bandingkan jumlah dan urutan isian dengan template, perbaiki, lalu kirim lagi.",
)
TOO_LONG = Explanation(
    "The template becomes too long with these values.",
    "Shorten the values, and send again.",
    "Template menjadi terlalu panjang dengan isian ini.",
    "Persingkat isiannya, lalu kirim lagi.",
)
FORBIDDEN_CHARACTERS = Explanation(
    "A value of the template breaks WhatsApp's rules on format or content.",
    "Take out line breaks, tabs and rows of spaces, check the wording, and send again.",
    "Salah satu isian template melanggar aturan format atau isi dari WhatsApp.",
    "Hapus baris baru, tab, dan spasi beruntun, periksa isinya, lalu kirim lagi.",
)
NO_TEMPLATE = Explanation(
    "The template does not exist in this language, or is not approved yet.",
    "Refresh the templates of the device, and choose one that is approved.",
    "Template tidak ada dalam bahasa ini, atau belum disetujui.",
    "Perbarui daftar template perangkat, lalu pilih template yang sudah disetujui.",
)
PAUSED = Explanation(
    "WhatsApp has paused this template because of its low quality.",
    "Improve the template's text, or use another template until the pause is over.",
    "WhatsApp menjeda template ini karena kualitasnya rendah.",
    "Perbaiki teks template, atau gunakan template lain sampai jedanya berakhir.",
)
DISABLED = Explanation(
    "WhatsApp has disabled this template for good, after several pauses.",
    "Make a new template with better text, and have it approved.",
    "WhatsApp menonaktifkan template ini secara permanen setelah beberapa kali dijeda.",
    "Buat template baru dengan teks yang lebih baik, lalu ajukan persetujuannya.",
)
FLOW = Explanation(
    "The Flow of this message is blocked or limited.",
    "Open the Flow in WhatsApp Manager, correct the errors shown there, and publish it again.",
    "Flow pada pesan ini diblokir atau dibatasi.",
    "Buka Flow di WhatsApp Manager, perbaiki kesalahan yang ditampilkan, lalu terbitkan kembali.",
)
KIND = Explanation(
    "WhatsApp does not know this kind of message.",
    "Send it as a text or as a file instead.",
    "WhatsApp tidak mengenal jenis pesan ini.",
    "Kirim sebagai teks atau sebagai berkas.",
)
FILE_IN = Explanation(
    "The customer's file could not be fetched from WhatsApp.",
    "Ask the customer to send it again.",
    "Berkas dari pelanggan tidak dapat diambil dari WhatsApp.",
    "Minta pelanggan mengirimnya sekali lagi.",
)
FILE_OUT = Explanation(
    "WhatsApp does not take this file.",
    "Check its type and size (images 5 MB, video and audio 16 MB, documents 100 MB), and send it again.",
    "WhatsApp tidak menerima berkas ini.",
    "Periksa jenis dan ukurannya (gambar 5 MB, video dan audio 16 MB, dokumen 100 MB), lalu kirim lagi.",
)
PARAMETER = Explanation(
    "WhatsApp refuses this message: something in it is missing or wrong.",
    "Correct the message; the reason tells which part is meant.",
    "WhatsApp menolak pesan ini: ada bagian yang kurang atau salah.",
    "Perbaiki pesannya; alasan yang tertera menunjukkan bagian mana yang dimaksud.",
)
SELF = Explanation(
    "Sender and recipient are the same number.",
    "Choose another recipient.",
    "Pengirim dan penerima adalah nomor yang sama.",
    "Pilih penerima lain.",
)

MESSAGE: dict[int, Explanation] = {
    100: PARAMETER,
    130472: EXPERIMENT,
    131000: FAILED,
    131008: PARAMETER,
    131009: PARAMETER,
    131021: SELF,
    131026: UNDELIVERABLE,
    131047: WINDOW,
    131049: TODAY,
    131050: OPTED_OUT,
    131051: KIND,
    131052: FILE_IN,
    131053: FILE_OUT,
    132000: PARAMETERS,
    132001: NO_TEMPLATE,
    132005: TOO_LONG,
    132007: FORBIDDEN_CHARACTERS,
    132008: PARAMETERS,
    132012: PARAMETERS,
    132018: FORBIDDEN_CHARACTERS,
    132015: PAUSED,
    132016: DISABLED,
    132068: FLOW,
    132069: FLOW,
    135000: PARAMETER,
}
