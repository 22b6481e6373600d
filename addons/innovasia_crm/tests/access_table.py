"""Who may do what with which conversation: the rules of spec/003, as data.

Both CS have served, answered in, starred and given back every one of these conversations, so
"another's" is "formerly mine" as well. A verifier is a colleague without any right to
WhatsApp: until there is a money room, that is what a verifier is.

    s  sees it: found, counted, grouped, read; its messages, files, customer's identity, history; hears it live
    r  replies to the customer (and has it from then on)
    n  writes an internal note
    e  edits its description, as its member
    t  hands it to a colleague        a  assigns it to a CS
    g  gives it back                  v  puts it away           b  brings it back
    l  labels it
"""

CONVERSATIONS = ("new", "of_a", "of_b", "inactive", "archived")

#                 new        of_a        of_b        inactive  archived
TABLE = {
    "cs_a":       ("srnlv",   "srnletgv", "",         "snlv",   "srnlb"),
    "cs_b":       ("srnlv",   "",         "srnletgv", "snlv",   "srnlb"),
    "supervisor": ("srnltav", "snltagv",  "snltagv",  "snlv",   "srnlb"),
    "admin":      ("srnltav", "snltagv",  "snltagv",  "snlv",   "srnlb"),
    "foreign":    ("",        "",         "",         "",       ""),
    "verifier":   ("",        "",         "",         "",       ""),
    "portal":     ("",        "",         "",         "",       ""),
    "public":     ("",        "",         "",         "",       ""),
}  # fmt: skip

ALLOWED = {who: dict(zip(CONVERSATIONS, cells, strict=True)) for who, cells in TABLE.items()}

OF_CHANNEL = [("id", "=", "{channel}")]
OF_ROWS = [("channel_id", "=", "{channel}")]
OF_MAIL = [("model", "=", "discuss.channel"), ("res_id", "=", "{channel}")]

#: Reading: (model, method, ids, keywords). Something comes back exactly for who has an "s".
READS = [
    ("discuss.channel", "read", ["{channel}"], {"fields": ["name", "wa_state", "wa_agent_id", "wa_partner_id"]}),
    ("discuss.channel", "web_read", ["{channel}"], {"specification": {"name": {}, "message_ids": {"fields": {"body": {}}}}}),
    ("discuss.channel", "search", [], {"domain": OF_CHANNEL}),
    ("discuss.channel", "search_read", [], {"domain": OF_CHANNEL, "fields": ["name"]}),
    ("discuss.channel", "search_count", [], {"domain": OF_CHANNEL}),
    ("discuss.channel", "search_count", [], {"domain": [("wa_partner_id.name", "=", "{customer}")]}),
    ("discuss.channel", "search_count", [], {"domain": [("message_ids.body", "ilike", "{words}")]}),
    ("discuss.channel", "name_search", [], {"name": "{customer}"}),
    ("discuss.channel", "formatted_read_group", [], {"domain": OF_CHANNEL, "groupby": [], "aggregates": ["__count"]}),
    ("discuss.channel", "formatted_read_group", [],
     {"domain": OF_CHANNEL, "groupby": ["wa_agent_id"], "aggregates": ["__count"]}),
    ("discuss.channel", "formatted_read_group", [],
     {"domain": OF_CHANNEL, "groupby": ["wa_state"], "aggregates": ["wa_partner_id:count_distinct"]}),
    ("discuss.channel", "web_search_read", [], {"domain": OF_CHANNEL, "specification": {"name": {}}}),
    ("mail.message", "read", ["{mail}"], {"fields": ["body"]}),
    ("mail.message", "read", ["{answer}"], {"fields": ["body"]}),
    ("mail.message", "search", [], {"domain": OF_MAIL}),
    ("mail.message", "search_read", [], {"domain": OF_MAIL, "fields": ["body"]}),
    ("mail.message", "search_read", [], {"domain": [("body", "ilike", "{words}")], "fields": ["body"]}),
    ("mail.message", "search_count", [], {"domain": OF_MAIL}),
    ("mail.message", "formatted_read_group", [], {"domain": OF_MAIL, "groupby": ["author_id"], "aggregates": ["__count"]}),
    ("ir.attachment", "read", ["{file}"], {"fields": ["name", "raw"]}),
    ("ir.attachment", "search_read", [], {"domain": [("id", "=", "{file}")], "fields": ["name"]}),
    ("ir.attachment", "search_count", [], {"domain": [("res_model", "=", "discuss.channel"), ("res_id", "=", "{channel}")]}),
    ("wa.message", "search_read", [], {"domain": OF_ROWS, "fields": ["body"]}),
    ("wa.message", "search_count", [], {"domain": [("partner_id.name", "=", "{customer}")]}),
    ("wa.message", "read", ["{message}"], {"fields": ["body"]}),
    ("wa.message", "formatted_read_group", [], {"domain": OF_ROWS, "groupby": [], "aggregates": ["__count"]}),
    ("wa.identity", "search_read", [], {"domain": [("id", "=", "{identity}")], "fields": ["wa_id"]}),
    ("wa.session", "search_read", [], {"domain": OF_ROWS, "fields": ["agent_id", "reply_count"]}),
    ("wa.session", "formatted_read_group", [], {"domain": OF_ROWS, "groupby": [], "aggregates": ["__count"]}),
    ("wa.assignment", "search_read", [], {"domain": OF_ROWS, "fields": ["agent_id", "note"]}),
    ("wa.assignment", "formatted_read_group", [], {"domain": OF_ROWS, "groupby": ["agent_id"], "aggregates": ["__count"]}),
]  # fmt: skip

#: Doing: (letter of the table, method, keywords) on the conversation. It changes something exactly for who has the letter.
DEEDS = [
    ("r", "message_post", {"body": "balasan", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}),
    ("n", "message_post", {"body": "catatan", "message_type": "comment", "subtype_xmlid": "mail.mt_note"}),
    ("e", "write", {"vals": {"description": "VIP"}}),
    ("t", "wa_transfer", {"user_id": "{colleague}", "note": "tolong"}),
    ("a", "wa_assign", {"user_id": "{colleague}"}),
    ("g", "wa_release", {}),
    ("v", "wa_archive", {}),
    ("v", "action_archive", {}),
    ("b", "wa_restore", {}),
    ("b", "action_unarchive", {}),
    ("l", "wa_set_labels", {"label_ids": ["{label}"]}),
]

ROUTING = [
    {"wa_state": "inactive"},
    {"wa_agent_id": "{self}"},
    {"wa_session_id": False},
    {"wa_session_expires_at": "2099-01-01 00:00:00"},
    {"wa_waiting_since": False},
    {"wa_account_id": "{account}"},
    {"wa_identity_id": False},
    {"wa_partner_id": "{own_partner}"},
    {"wa_window_expires_at": "2099-01-01 00:00:00"},
    {"wa_label_ids": [[5]]},
    {"active": False},
    {"channel_type": "channel"},
    {"parent_channel_id": "{group}"},
    {"channel_member_ids": [[0, 0, {"partner_id": "{stranger}"}]]},
    {"channel_partner_ids": [[4, "{stranger}"]]},
]

#: What nobody does, whatever the conversation: (model, method, ids, keywords)
NEVER = [
    *(("discuss.channel", "write", ["{channel}"], {"vals": vals}) for vals in ROUTING),
    ("discuss.channel", "unlink", ["{channel}"], {}),
    ("discuss.channel", "copy", ["{channel}"], {}),
    ("discuss.channel", "add_members", ["{channel}"], {"partner_ids": ["{stranger}"]}),
    ("discuss.channel", "message_subscribe", ["{channel}"], {"partner_ids": ["{own_partner}"]}),
    ("discuss.channel", "export_data", ["{channel}"], {"fields_to_export": ["name", "message_ids/body"]}),
    ("mail.message", "export_data", ["{mail}"], {"fields_to_export": ["body"]}),
    ("wa.message", "export_data", ["{message}"], {"fields_to_export": ["body"]}),
    ("wa.session", "export_data", ["{session}"], {"fields_to_export": ["channel_id/name"]}),
    ("discuss.channel", "_wa_route", ["{channel}"], {"state": "new", "reason": "released"}),
    ("discuss.channel", "_wa_release_agent", [], {"users": ["{self}"]}),
    ("discuss.channel.member", "create", [], {"vals_list": [{"channel_id": "{channel}", "partner_id": "{stranger}"}]}),
    ("mail.message", "write", ["{mail}"], {"vals": {"body": "x"}}),
    ("mail.message", "unlink", ["{mail}"], {}),
    ("mail.message", "write", ["{answer}"], {"vals": {"body": "x"}}),
    ("ir.attachment", "write", ["{file}"], {"vals": {"name": "x"}}),
    ("ir.attachment", "unlink", ["{file}"], {}),
    ("wa.message", "write", ["{message}"], {"vals": {"state": "read"}}),
    ("wa.session", "write", ["{session}"], {"vals": {"reply_count": 99}}),
    ("wa.session", "create", [], {"vals_list": [{"channel_id": "{channel}", "account_id": "{account}"}]}),
    ("wa.session", "unlink", ["{session}"], {}),
    ("wa.assignment", "write", ["{assignment}"], {"vals": {"agent_id": "{self}"}}),
    ("wa.assignment", "create", [], {"vals_list": [{"channel_id": "{channel}", "date": "2026-01-01", "reason": "reply"}]}),
    ("wa.assignment", "unlink", ["{assignment}"], {}),
]  # fmt: skip
