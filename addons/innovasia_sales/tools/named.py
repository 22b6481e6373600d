def check_named(record, values, name):
    """Ask whether whoever fills in a form sees what it names: what the form shows of that is reckoned as system.

    :param record: the one that the form is about, or none of its model yet
    :param dict values: of the form, as ``onchange`` gets them; a client's context names defaults as well
    :param str name: of a many2one
    :raises AccessError: when it is not for them to see
    """
    given = (values.get(name), record.env.context.get(f"default_{name}"))
    ids = {value.get("id") if isinstance(value, dict) else value for value in given} - set(record.sudo()[name].ids)
    named = record.env[record._fields[name].comodel_name].browse(id_ for id_ in ids if type(id_) is int and id_ > 0)
    named.exists().check_access("read")
