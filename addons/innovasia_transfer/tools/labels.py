def label(record, name):
    """:return: how the value of a selection field is called in the language of the record's environment"""
    return dict(record._fields[name]._description_selection(record.env)).get(record[name], "")
