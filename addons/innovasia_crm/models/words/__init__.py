"""What a business writes once: formats, and the table of what each may name."""

from . import wa_trigger, wa_format, wa_format_parameter
