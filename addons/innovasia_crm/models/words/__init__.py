"""What a business writes once: formats, and the table of what each may name."""

from . import (
    wa_trigger,
    wa_trigger_readers,
    wa_format,
    wa_format_rendering,
    wa_format_preview,
    wa_format_check,
    wa_format_header,
    wa_format_quick,
    wa_format_template,
    wa_format_use,
    wa_template_use,
    wa_format_defaults,
    wa_format_parameter,
    res_company,
)
