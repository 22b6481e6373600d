from odoo.tests import TransactionCase, tagged

#: What people and Odoo itself delete every day, in great numbers.
OFTEN_DELETED = ("ir_attachment", "mail_message", "discuss_channel")


@tagged("post_install", "-at_install")
class TestIndexes(TransactionCase):
    def test_deleting_a_file_or_a_message_reads_none_of_our_tables_from_end_to_end(self):
        """PostgreSQL looks for what names a row that is deleted: in a million messages, for each file of Odoo's."""
        ours = [
            model._table
            for model in self.env.registry.values()
            if model._original_module.startswith("innovasia") and not model._abstract and not model._transient
        ]
        self.env.cr.execute(
            """
            SELECT named.conrelid::regclass::text, field.attname
              FROM pg_constraint AS named
              JOIN pg_attribute AS field ON field.attrelid = named.conrelid AND field.attnum = named.conkey[1]
             WHERE named.contype = 'f' AND named.conrelid::regclass::text = ANY(%s)
                   AND named.confrelid::regclass::text = ANY(%s)
                   AND NOT EXISTS (
                       SELECT FROM pg_index AS index
                        WHERE index.indrelid = named.conrelid AND index.indkey[0] = named.conkey[1]
                              AND (index.indpred IS NULL OR pg_get_expr(index.indpred, index.indrelid) LIKE '%%IS NOT NULL%%'))
            """,
            [ours, list(OFTEN_DELETED)],
        )
        self.assertEqual(self.env.cr.fetchall(), [])
