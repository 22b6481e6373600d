import psycopg2

from odoo import models
from odoo.exceptions import UserError

from .wa_contact_import_plan import NAMED

BATCH = 1000


class WaContactImport(models.TransientModel):
    """Saving what was planned, in batches; what a batch cannot save is saved row by row, or refused."""

    _inherit = "wa.contact.import"

    def _create_names(self, missing):
        """Create the groups, types and tags that the file names.

        :param dict missing: {column: {name as compared: name}}
        """
        # With one company, contacts that belong to none may have these groups as well.
        alone = self.env["res.company"].sudo().search_count([], limit=2) == 1
        for column, names in missing.items():
            model = self.env[NAMED[column][1]]
            company = {"company_id": self.company_id.id} if "company_id" in model._fields and not alone else {}
            model.create([{"name": name, **company} for name in names.values()])

    def _carry_out(self, plan):
        """Save; rows that turn out to be impossible move to ``plan.refused``."""
        contacts = self.env["res.partner"].with_context(
            tracking_disable=True,
            mail_create_nosubscribe=True,
            mail_create_nolog=True,
            wa_silent=not self.send_welcome,
        )
        # Imported contacts have no parent: there is nothing to synchronise with.
        creating = contacts.with_context(_partners_skip_fields_sync=True)
        plan.new = self._save(plan, plan.new, lambda rows: creating.create([values for _row, _cells, values in rows]))
        plan.changed = self._save(plan, plan.changed, lambda rows: self._update(contacts, rows))
        plan.refused.sort(key=lambda refusal: refusal[0])

    @staticmethod
    def _update(contacts, rows):
        for _row, _cells, contact, values in rows:
            contacts.browse(contact.id).write(values)

    def _save(self, plan, rows, save):
        """:return: the rows that are saved"""
        saved = []
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            if self._try(save, batch) is None:
                saved += batch
                continue
            for row in batch:
                problem = self._try(save, [row])
                if problem is None:
                    saved.append(row)
                else:
                    plan.refused.append((row[0], row[1], problem))
        return saved

    def _try(self, save, rows):
        """:return: what stood in the way, as a person reads it, or None"""
        try:
            with self.env.cr.savepoint():
                save(rows)
                self.env.flush_all()
        except UserError as error:
            return str(error)
        except psycopg2.IntegrityError:
            return self.env._("Somebody else saved this contact just now.")
        return None
