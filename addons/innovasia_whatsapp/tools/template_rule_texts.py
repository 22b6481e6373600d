"""The sentences for who wrote a template that Meta would refuse, by the rule of :mod:`template_rules`."""

from __future__ import annotations

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: {rule: sentence}, with places for the values of the offence
TEXTS = {
    "name_missing": _lt("The template needs a name."),
    "name_letters": _lt("The name has small letters, digits and underscores only: pesanan_dikirim."),
    "name_long": _lt("The name has more than %s characters."),
    "code_header": _lt("A template for log-in codes has no header."),
    "code_button": _lt("A template for log-in codes has exactly one button: “Log-in code”."),
    "code_expiry": _lt("A log-in code expires after 1 to 90 minutes."),
    "header_file_missing": _lt("Meta's reviewer wants to see an example of the file in the header: add one."),
    "header_empty": _lt("The header is empty: write a text, or choose no header."),
    "header_long": _lt("The header has %(length)s characters; Meta allows %(limit)s."),
    "header_not_plain": _lt("The header is one line, without emoji and without * _ ~ `."),
    "header_variables": _lt("The header has one variable at most."),
    "body_empty": _lt("The text is empty."),
    "body_long": _lt("The text has %(length)s characters; Meta allows %(limit)s."),
    "body_begins": _lt("The text may not begin with a variable: write a word before it, such as “Halo”."),
    "body_ends": _lt("The text may not end with a variable: write a word or a full stop after it."),
    "body_neighbours": _lt("Two variables stand side by side: write a word between them."),
    "body_words": _lt(
        "There are too many variables for so short a text: with %(places)s variables Meta wants at least %(words)s words."
    ),
    "body_blank_lines": _lt("The text has more than one blank line in a row."),
    "body_gap": _lt("The text has a tab or more than four spaces in a row."),
    "body_emoji": _lt("The text has more than %s emoji."),
    "variable_braces": _lt(
        "A variable is written {{1}}: somewhere braces do not match, or there is something else between them."
    ),
    "variable_not_number": _lt("Variables are numbers here: {{1}}, {{2}}. Choose “Names” to name them."),
    "variable_gap": _lt("Variables are counted from {{1}} without a gap."),
    "variable_name": _lt("A variable's name begins with a small letter, and has small letters, digits and underscores only."),
    "footer_long": _lt("The footer has %(length)s characters; Meta allows %(limit)s."),
    "footer_variables": _lt("The footer has no variables."),
    "footer_not_plain": _lt("The footer is one line, without emoji and without * _ ~ `."),
    "sample_missing": _lt("Meta's reviewer wants an example for each variable; these have none: %s."),
    "sample_not_plain": _lt("An example is one line without {{ }}."),
    "buttons_url": _lt("There are %(count)s links; Meta allows %(most)s."),
    "buttons_phone_number": _lt("There are %(count)s buttons that call; Meta allows %(most)s."),
    "buttons_copy_code": _lt("There are %(count)s buttons that copy a code; Meta allows %(most)s."),
    "buttons_flow": _lt("There are %(count)s Flows; Meta allows %(most)s."),
    "buttons_catalog": _lt("There are %(count)s catalogue buttons; Meta allows %(most)s."),
    "buttons_many": _lt("There are %(count)s buttons; Meta allows %(most)s."),
    "button_code": _lt("The button “Log-in code” belongs to templates of the category Authentication."),
    "buttons_scattered": _lt("Quick replies stand together: all of them before the other buttons, or all of them after."),
    "buttons_same_label": _lt("Two buttons have the same label."),
    "button_unlabelled": _lt("A button has no label."),
    "button_label_long": _lt("The label “%(label)s” is longer than %(limit)s characters."),
    "button_label_not_plain": _lt("The label “%s” is one line without emoji, formatting and variables."),
    "button_phone_number": _lt("The button “%s” needs a telephone number such as +628111000001."),
    "button_address": _lt("The button “%s” needs an address that begins with https://."),
    "button_address_long": _lt("The address of the button “%(label)s” is longer than %(limit)s characters."),
    "button_chat": _lt("The button “%s” may not lead to a WhatsApp chat: Meta refuses such links."),
    "button_variable": _lt("The address of the button “%s” has one variable at most, at its very end."),
}
