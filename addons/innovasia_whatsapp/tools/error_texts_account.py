"""Errors of the account, the number and the connection."""

from __future__ import annotations

from .error_explanation import Explanation

SLOW = Explanation(
    "WhatsApp asks this number to send more slowly.",
    "Nothing to do: the message is sent again by itself.",
    "WhatsApp meminta nomor ini mengirim lebih lambat.",
    "Tidak perlu tindakan: pesan akan dikirim ulang secara otomatis.",
)
BUSY = Explanation(
    "WhatsApp is not available at the moment.",
    "Nothing to do: the message is sent again by itself.",
    "WhatsApp sedang tidak tersedia.",
    "Tidak perlu tindakan: pesan akan dikirim ulang secara otomatis.",
)
MAINTENANCE = Explanation(
    "WhatsApp is maintaining this account.",
    "Nothing to do: the message is sent again when the maintenance is over.",
    "WhatsApp sedang melakukan pemeliharaan pada akun ini.",
    "Tidak perlu tindakan: pesan akan dikirim ulang setelah pemeliharaan selesai.",
)
RECIPIENT_BUSY = Explanation(
    "Too many messages were sent to this customer in a short time.",
    "Nothing to do: the message is sent again after a pause.",
    "Terlalu banyak pesan dikirim ke pelanggan ini dalam waktu singkat.",
    "Tidak perlu tindakan: pesan akan dikirim ulang setelah jeda.",
)
SPAM = Explanation(
    "WhatsApp limits this number because customers blocked it or reported it as spam.",
    "Pause broadcasts, check the number's quality in WhatsApp Manager and write only to customers who agreed.",
    "WhatsApp membatasi nomor ini karena diblokir atau dilaporkan sebagai spam oleh pelanggan.",
    "Jeda siaran, periksa kualitas nomor di WhatsApp Manager, dan kirim hanya kepada pelanggan yang setuju.",
)
LIMITED = Explanation(
    "WhatsApp has limited how much this account may send for now.",
    "Pause broadcasts and look for a notice in WhatsApp Manager; continue when the limit is lifted.",
    "WhatsApp untuk sementara membatasi jumlah pesan yang boleh dikirim akun ini.",
    "Jeda siaran dan periksa pemberitahuan di WhatsApp Manager; lanjutkan setelah batasnya dicabut.",
)
BLOCKED = Explanation(
    "WhatsApp has blocked this account for a time because a policy was violated.",
    "Read the notice in Meta Business Support, correct the cause, and ask for a review.",
    "WhatsApp memblokir akun ini untuk sementara karena pelanggaran kebijakan.",
    "Baca pemberitahuan di Dukungan Bisnis Meta, perbaiki penyebabnya, lalu minta peninjauan.",
)
LOCKED = Explanation(
    "WhatsApp has restricted or locked this account.",
    "Open Meta Business Support, see which rule was broken, and ask for a review.",
    "WhatsApp membatasi atau mengunci akun ini.",
    "Buka Dukungan Bisnis Meta, lihat aturan yang dilanggar, lalu minta peninjauan.",
)
BILLING = Explanation(
    "WhatsApp cannot bill this account.",
    "Check payment method, currency and time zone in the billing settings of Meta Business, then press Test connection.",
    "WhatsApp tidak dapat menagih akun ini.",
    "Periksa metode pembayaran, mata uang, dan zona waktu di pengaturan penagihan Meta Business, lalu tekan Uji koneksi.",
)
TOKEN = Explanation(
    "The access token is invalid or has expired.",
    "Make a permanent token for a system user in Meta Business, enter it in the device, then press Test connection.",
    "Token akses tidak sah atau sudah kedaluwarsa.",
    "Buat token permanen untuk pengguna sistem di Meta Business, masukkan pada perangkat, lalu tekan Uji koneksi.",
)
PERMISSION = Explanation(
    "The access token lacks a permission for this account.",
    "Give the system user whatsapp_business_messaging and whatsapp_business_management in Meta Business,"
    " then enter a new token in the device.",
    "Token akses tidak memiliki izin untuk akun ini.",
    "Berikan izin whatsapp_business_messaging dan whatsapp_business_management kepada pengguna sistem"
    " di Meta Business, lalu masukkan token baru pada perangkat.",
)
REGISTRATION = Explanation(
    "The registration of this number with WhatsApp is not in order.",
    "Open the number in WhatsApp Manager, finish its registration, then press Test connection.",
    "Pendaftaran nomor ini di WhatsApp belum beres.",
    "Buka nomor ini di WhatsApp Manager, selesaikan pendaftarannya, lalu tekan Uji koneksi.",
)
PIN = Explanation(
    "The two-step verification PIN of this number is missing or wrong.",
    "Set or reset the PIN of the number in WhatsApp Manager, then register it again.",
    "PIN verifikasi dua langkah nomor ini tidak ada atau salah.",
    "Atur atau setel ulang PIN nomor ini di WhatsApp Manager, lalu daftarkan kembali.",
)
NOT_REGISTERED = Explanation(
    "This number is not registered with the WhatsApp Cloud API.",
    "Register the number in WhatsApp Manager, then press Test connection.",
    "Nomor ini belum terdaftar di WhatsApp Cloud API.",
    "Daftarkan nomor ini di WhatsApp Manager, lalu tekan Uji koneksi.",
)
REGISTER_LATER = Explanation(
    "This number was registered or deregistered too often or too recently.",
    "Wait (up to 72 hours), then register the number again in WhatsApp Manager.",
    "Nomor ini terlalu sering atau baru saja didaftarkan atau dihapus pendaftarannya.",
    "Tunggu (hingga 72 jam), lalu daftarkan kembali nomor ini di WhatsApp Manager.",
)
DISPLAY_NAME = Explanation(
    "WhatsApp has not approved the display name of this number.",
    "Correct the display name in WhatsApp Manager and wait for its approval.",
    "WhatsApp belum menyetujui nama tampilan nomor ini.",
    "Perbaiki nama tampilan di WhatsApp Manager dan tunggu persetujuannya.",
)
COUNTRY = Explanation(
    "This account may not write to customers of that country.",
    "Nothing can be sent there; the business's own country and Meta's rules decide this.",
    "Akun ini tidak boleh mengirim pesan kepada pelanggan di negara tersebut.",
    "Pesan ke negara itu tidak dapat dikirim; ini ditentukan oleh negara bisnis dan aturan Meta.",
)
UNKNOWN_ID = Explanation(
    "WhatsApp knows no number or account of this ID, or the access token may not use it.",
    "Compare the IDs in the device with Meta's app dashboard, and give the token's system user access to them.",
    "WhatsApp tidak mengenal nomor atau akun dengan ID ini, atau token akses tidak boleh memakainya.",
    "Cocokkan ID pada perangkat dengan dasbor aplikasi Meta, dan beri pengguna sistem pemilik token akses ke ID itu.",
)
NOT_REACHED = Explanation(
    "WhatsApp could not be reached.",
    "Check this server's internet connection and the API address of the device, then press Test connection.",
    "WhatsApp tidak dapat dihubungi.",
    "Periksa koneksi internet server ini dan alamat API pada perangkat, lalu tekan Uji koneksi.",
)

#: No code of Meta: nothing came back from it.
NO_CONNECTION = -1

ACCOUNT: dict[int, Explanation] = {
    NO_CONNECTION: NOT_REACHED,
    **dict.fromkeys(range(200, 300), PERMISSION),
    **dict.fromkeys(range(133000, 134000), REGISTRATION),
    0: TOKEN,
    1: BUSY,
    2: BUSY,
    3: PERMISSION,
    4: SLOW,
    10: PERMISSION,
    33: UNKNOWN_ID,
    190: TOKEN,
    368: BLOCKED,
    80007: SLOW,
    130429: SLOW,
    130497: COUNTRY,
    131005: PERMISSION,
    131016: BUSY,
    131031: LOCKED,
    131037: DISPLAY_NAME,
    131042: BILLING,
    131045: NOT_REGISTERED,
    131048: SPAM,
    131056: RECIPIENT_BUSY,
    131057: MAINTENANCE,
    131064: LIMITED,
    133004: BUSY,
    133005: PIN,
    133006: NOT_REGISTERED,
    133008: PIN,
    133009: PIN,
    133010: NOT_REGISTERED,
    133015: REGISTER_LATER,
    133016: REGISTER_LATER,
}
