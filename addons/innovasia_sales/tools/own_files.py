def own_files(record, files):
    """Make files a record's own: what was uploaded for it becomes its own, of everything else it gets a copy.

    Who sees the record sees its files then, and needs not see where they come from.

    :param record: the record, with the rights of whoever shows the files
    :param files: ir.attachment
    :return: ir.attachment, superuser's: those that belong to the record
    :raises AccessError: when somebody shows a file that is not for them to see
    """
    # sudo: whether the files may be seen is asked below, of whoever shows them
    files = files.sudo()
    strange = files.filtered(lambda file: (file.res_model, file.res_id) != (record._name, record.id))
    if not strange:
        return files
    strange.sudo(record.env.su).check_access("read")
    place = {"res_model": record._name, "res_id": record.id}
    uploaded = strange.filtered(
        lambda file: file.create_uid == record.env.user and file.res_model in (False, record._name) and not file.res_id
    )
    uploaded.write(place)
    # Whoever has the link of the first one has not that of the copy; made smaller, it would have another checksum.
    own = {**place, "public": False, "access_token": False}
    others = (strange - uploaded).with_context(image_no_postprocess=True)
    copies = [file.copy({**own, "name": file.name}) for file in others]
    return files - strange + uploaded + strange.browse().concat(*copies)
