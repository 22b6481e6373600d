"""What the web client does after a button."""


def notification(message: str, **params) -> dict:
    """Say that something is done, and close the window in which it was asked for."""
    params = {"type": "success", "message": message, "next": {"type": "ir.actions.act_window_close"}, **params}
    return {"type": "ir.actions.client", "tag": "display_notification", "params": params}


def form_window(name: str, record, **more) -> dict:
    """Open a form over the page: of this record, or of a new one where it is empty.

    :param str name: the title
    :param record: one record or none
    """
    return {
        "type": "ir.actions.act_window",
        "name": name,
        "res_model": record._name,
        "res_id": record.id,
        "views": [(False, "form")],
        "target": "new",
        **more,
    }
