from odoo import api, fields, models


class WaFormat(models.Model):
    """The picture or document above a text."""

    _inherit = "wa.format"

    header_file = fields.Binary("Picture or document", compute="_compute_header", readonly=False, help="Shown above the text.")
    header_name = fields.Char(compute="_compute_header", readonly=False)
    header_mimetype = fields.Char(compute="_compute_header")

    @api.depends("attachment_id")
    @api.depends_context("bin_size")
    def _compute_header(self):
        for record in self:
            header = record.attachment_id
            if header != record._origin.attachment_id:  # a form may name any file
                header = header._filtered_access("read")
            # sudo: who reads the text reads what stands above it
            header = header.sudo()
            record.header_file, record.header_name, record.header_mimetype = header.datas, header.name, header.mimetype

    def _prepare(self, vals):
        """A file that is uploaded becomes the header; what was sent goes on showing the one that it was sent with."""
        vals = super()._prepare(vals)
        if vals.get("attachment_id"):  # before a refusal says what it is called
            self.env["ir.attachment"].browse(vals["attachment_id"]).check_access("read")
        name = vals.pop("header_name", None)
        if "header_file" not in vals:
            return vals
        content = vals.pop("header_file")
        if not content:
            return {**vals, "attachment_id": False}
        header = self.env["ir.attachment"].create({"name": name or self.env._("Header"), "datas": content})
        return {**vals, "attachment_id": header.id}

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._adopt_headers()
        return records

    def write(self, vals):
        result = super().write(vals)
        if "attachment_id" in vals or "header_file" in vals:
            self._adopt_headers()
        return result

    def _adopt_headers(self):
        """A header belongs to its format: one that was just uploaded moves, a file from elsewhere is copied."""
        for record in self.filtered("attachment_id"):
            header, place = record.attachment_id, {"res_model": self._name, "res_id": record.id}
            now = header.sudo().read(["res_model", "res_id"])[0]
            if (now["res_model"], now["res_id"]) == (self._name, record.id):
                continue
            header.check_access("read")
            if not now["res_model"] and header.sudo().create_uid == self.env.user:
                header.sudo().write(place)
            else:
                record.attachment_id = header.sudo().copy({**place, "name": header.sudo().name})

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
