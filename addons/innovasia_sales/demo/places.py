"""Where customers of the demo live."""

STREETS = ("Jl. Melati", "Jl. Kenanga", "Jl. Anggrek", "Jl. Merdeka", "Jl. Pahlawan", "Jl. Diponegoro", "Gang Mawar")
CITIES = {
    "Jabodetabek": ("Tebet, Jakarta Selatan", "Cimanggis, Depok", "Ciputat, Tangerang Selatan", "Pondok Gede, Bekasi"),
    "Bandung Raya": ("Cimahi Tengah, Cimahi", "Antapani, Bandung", "Lembang, Bandung Barat"),
    "Jawa Timur": ("Lowokwaru, Malang", "Waru, Sidoarjo", "Gubeng, Surabaya"),
    "Luar Jawa": ("Panakkukang, Makassar", "Abepura, Jayapura", "Ilir Timur, Palembang"),
}


def address(customer):
    """:return: an address for a customer of the cast, always the same one"""
    number = int(customer.number[-3:])
    cities = CITIES.get(customer.group, CITIES["Jabodetabek"])
    return f"{STREETS[number % len(STREETS)]} No. {number % 90 + 1}\n{cities[number % len(cities)]}"
