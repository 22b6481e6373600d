from odoo import api, fields, models


class WaFormat(models.Model):
    """The picture or document above a text."""

    _inherit = "wa.format"

    header_file = fields.Binary(
        "Picture or document", compute="_compute_header", inverse="_inverse_header", help="Shown above the text."
    )
    header_name = fields.Char(compute="_compute_header", inverse="_inverse_header")
    header_mimetype = fields.Char(related="attachment_id.mimetype", related_sudo=True)

    @api.depends("attachment_id")
    @api.depends_context("bin_size")
    def _compute_header(self):
        for record in self:
            # sudo: who reads the text reads what stands above it
            header = record.attachment_id.sudo()
            record.header_file, record.header_name = header.datas, header.name

    def _inverse_header(self):
        for record in self:
            content, header = record.header_file, record.sudo().attachment_id
            if not content:
                record.attachment_id = False
            elif content != header.datas:
                # A new file: what was sent goes on showing the one that it was sent with.
                record.attachment_id = self.env["ir.attachment"].create(
                    {
                        "name": record.header_name or record.name,
                        "datas": content,
                        "res_model": self._name,
                        "res_id": record.id,
                    }
                )
            elif record.header_name and record.header_name != header.name:
                header.name = record.header_name

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._adopt_headers()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "attachment_id" in vals:
            self._adopt_headers()
        return result

    def _adopt_headers(self):
        """A header belongs to its format: another record's file is copied, if the user may read it."""
        for record in self:
            header = record.attachment_id
            place = {"res_model": self._name, "res_id": record.id}
            if not header or (header.sudo().res_model, header.sudo().res_id) == (self._name, record.id):
                continue
            header.check_access("read")
            record.attachment_id = header.sudo().copy({**place, "name": header.name})

    def copy(self, default=None):
        copies = super().copy(default)
        for record, copied in zip(self, copies, strict=True):
            if record.attachment_id and "attachment_id" not in (default or {}):
                copied.attachment_id = record.attachment_id
        return copies

    def unlink(self):
        # What was sent keeps its picture: a record's files would be deleted with it.
        sent = self.env["wa.message"].sudo().search([("attachment_id", "in", self.sudo().attachment_id.ids)])
        sent.attachment_id.write({"res_model": False, "res_id": 0})
        return super().unlink()
