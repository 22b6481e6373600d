from weakref import WeakKeyDictionary

from odoo.addons.mail.tools.discuss import Store


class SharedOne(Store.One):
    """A relation of many records to few: what a store has been told of one of those is not computed again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._told = WeakKeyDictionary()

    def _copy_with_records(self, records, calling_record):
        relation = super()._copy_with_records(records, calling_record)
        relation._told = self._told
        return relation

    def _add_to_store(self, store, target, key):
        told = self._told.setdefault(store, set())
        if self.records not in told:
            told.add(self.records)
            return super()._add_to_store(store, target, key)
        if not self.only_data:
            target[key] = self._get_id()
        return None
