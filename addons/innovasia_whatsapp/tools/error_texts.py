"""What each error of the Cloud API means and what a person can do about it, in English and Indonesian."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """One error for people: a sentence on what happened, a sentence on what to do, in two languages."""

    en: str
    en_action: str
    id: str
    id_action: str

    def text(self, lang: str | None = None) -> str:
        """Return both sentences in the language of an Odoo code such as ``id_ID``; English for any other."""
        if (lang or "").lower().partition("_")[0] in ("id", "in"):
            return f"{self.id} {self.id_action}"
        return f"{self.en} {self.en_action}"


_SLOW = Explanation(
    "WhatsApp asks this number to send more slowly.",
    "Nothing to do: the message is sent again by itself.",
    "WhatsApp meminta nomor ini mengirim lebih lambat.",
    "Tidak perlu tindakan: pesan akan dikirim ulang secara otomatis.",
)
_BUSY = Explanation(
    "WhatsApp is temporarily not available.",
    "Nothing to do: the message is sent again by itself.",
    "WhatsApp sedang tidak tersedia untuk sementara.",
    "Tidak perlu tindakan: pesan akan dikirim ulang secara otomatis.",
)
_PERMISSION = Explanation(
    "The access token lacks a permission for this account.",
    "Give the system user the permissions whatsapp_business_messaging and whatsapp_business_management"
    " in Meta Business, then enter a new access token in the device.",
    "Token akses tidak memiliki izin untuk akun ini.",
    "Berikan izin whatsapp_business_messaging dan whatsapp_business_management kepada pengguna sistem"
    " di Meta Business, lalu masukkan token akses baru pada perangkat.",
)
_REGISTRATION = Explanation(
    "The registration of this number with WhatsApp is not in order.",
    "Open the number in WhatsApp Manager, finish its registration, then press Test connection.",
    "Pendaftaran nomor ini di WhatsApp belum beres.",
    "Buka nomor ini di WhatsApp Manager, selesaikan pendaftarannya, lalu tekan Uji koneksi.",
)
_TODAY = Explanation(
    "WhatsApp did not deliver this message, to keep the customer from receiving too many marketing messages.",
    "Try again after 24 hours at the earliest, or wait until the customer writes.",
    "WhatsApp tidak mengirimkan pesan ini agar pelanggan tidak menerima terlalu banyak pesan pemasaran.",
    "Coba lagi paling cepat setelah 24 jam, atau tunggu sampai pelanggan menulis.",
)

EXPLANATIONS: dict[int, Explanation] = {130429: _SLOW, 4: _SLOW, 80007: _SLOW, 131016: _BUSY, 1: _BUSY, 2: _BUSY}

BY_POLICY: dict[str, Explanation] = {"retry": _BUSY, "not_within_24h": _TODAY, "registration": _REGISTRATION, "stop_account": _PERMISSION}
