"""What each bank writes beside a transfer."""


def describe(bank, kind, amount, sender, note, at):
    """Return the description of a transfer as its bank words it.

    :param at: datetime of the booking, in Jakarta
    """
    name, note = (sender or "NN").upper(), note.upper()
    if bank == "bca":
        words = [f"TRSF E-BANKING {'CR' if kind == 'credit' else 'DB'}", f"{at:%d%m}/FTSCY/WS95031", f"{amount}.00", note, name]
    elif bank == "mandiri":
        words = ["TRANSFER DARI" if kind == "credit" else "TRANSFER KE", "BANK MANDIRI", name, note]
    elif bank == "bri":
        words = ["NBMB", name, "TO TOKO" if kind == "credit" else "FROM TOKO", f"ESB:NBMB:0001D00F:{at:%H%M%S}", note]
    else:
        words = ["TRANSFER DARI |" if kind == "credit" else "TRANSFER KE |", "PEMINDAHAN", name, note]
    return " ".join(filter(None, words))
