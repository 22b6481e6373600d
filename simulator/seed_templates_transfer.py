"""The templates about bank transfers: in Indonesian, a text with numbered places, all approved."""

_LINK = "https://toko.example/bayar/12/9f3c"
_TEXTS = {
    "instruksi_transfer": (
        "Halo {{1}}, silakan transfer tepat *{{2}}* untuk pesanan {{3}} ke {{4}} atas nama {{5}} paling lambat {{6}}. "
        "Rincian dan status pembayaran ada di {{7}} untuk Anda.",
        ("Siti", "Rp 50.009", "S00012", "BCA 5220304050", "PT Toko Innovasia", "24 November 2026, 14:30 WIB", _LINK),
    ),
    "pengingat_transfer": (
        "Halo {{1}}, kami masih menantikan transfer Anda sebesar *{{2}}* untuk pesanan {{3}} ke {{4}} paling lambat {{5}}. "
        "Abaikan pesan ini bila Anda sudah transfer.",
        ("Siti", "Rp 50.009", "S00012", "BCA 5220304050", "24 November 2026, 14:30 WIB"),
    ),
    "transfer_diterima": (
        "Halo {{1}}, transfer Anda sebesar {{2}} untuk pesanan {{3}} sudah kami terima. Terima kasih banyak.",
        ("Siti", "Rp 50.009", "S00012"),
    ),
    "transfer_kurang": (
        "Halo {{1}}, untuk pesanan {{2}} sudah masuk {{3}} dan masih kurang *{{4}}*. Silakan transfer kekurangannya ke {{5}} "
        "agar pesanan segera kami proses.",
        ("Siti", "S00012", "Rp 50.000", "Rp 9", "BCA 5220304050"),
    ),
    "transfer_lebih": (
        "Halo {{1}}, pesanan {{2}} sudah lunas. Dana yang masuk {{3}}, lebih {{4}} dari tagihan, dan kami simpan sebagai saldo "
        "Anda.",
        ("Siti", "S00012", "Rp 60.009", "Rp 10.000"),
    ),
    "transfer_lewat": (
        "Halo {{1}}, batas waktu transfer {{2}} untuk pesanan {{3}} sudah lewat. Bila Anda sudah transfer, kirim buktinya di "
        "percakapan ini.",
        ("Siti", "Rp 50.009", "S00012"),
    ),
}

#: (name, language, category, components), as in :mod:`seed_templates`
TEMPLATES = tuple(
    (name, "id", "UTILITY", [{"type": "BODY", "text": text, "example": {"body_text": [list(examples)]}}])
    for name, (text, examples) in _TEXTS.items()
)
