from odoo import api, fields, models
from odoo.tools import LazyTranslate

from ...tools.rendering import tidy
from ...tools.trigger import Reader, Trigger

_lt = LazyTranslate(__name__)

CUSTOMER = {"contactname": "customer", "nama": "customer"}
PERSON = {**CUSTOMER, "username": "user", "perangkat": "device"}
ANSWER = {**CUSTOMER, "device": "device", "perangkat": "device", "jambuka": "opening"}

READERS = {
    "customer": Reader(_lt("Customer's name"), _lt("Siti Rahma")),
    "user": Reader(_lt("Name of the user who handles it"), _lt("Andi")),
    "writer": Reader(_lt("Your own name"), _lt("Andi")),
    "device": Reader(_lt("Name of the device"), _lt("Our Shop")),
    "opening": Reader(_lt("When you open again"), _lt("tomorrow at 8:00")),
    "record": Reader(_lt("Name of the record"), _lt("Order S00012")),
}

#: Of these models, only some records have anything to do with customers.
PREVIEWED = {
    "res.partner": [("wa_number", "!=", False)],
    "discuss.channel": [("channel_type", "=", "whatsapp")],
}


class WaTrigger(models.AbstractModel):
    """The table of spec/001: per trigger, each variable and where it comes from.

    An addon above registers a trigger with one entry in `_triggers`, its name in the selections of ``wa.format``,
    ``wa.automation`` and ``wa.scheduled``, and for each variable that is not known yet a method `_read_<reader>` and an
    entry in `_readers`. How the readers look: see `_values`.
    """

    _name = "wa.trigger"
    _description = "Triggers of Automatic Messages"

    @api.model
    def _triggers(self):
        """:return: list of Trigger; those of quick and broadcast formats go by the name of their usage"""
        return [
            Trigger("contact_created", "res.partner", PERSON, customer="id", user="create_uid"),
            Trigger("birthday", "res.partner", PERSON, customer="id"),
            Trigger("conversation_greeting", "wa.session", ANSWER, user="agent_id", is_event=False),
            Trigger("conversation_away", "wa.session", ANSWER, user="agent_id", is_event=False),
            Trigger("record", "", {**PERSON, "documentnumber": "record"}, is_event=False),
            Trigger("broadcast", "res.partner", PERSON, customer="id", is_event=False),
            Trigger(
                "quick",
                "discuss.channel",
                {**CUSTOMER, "username": "writer", "cs": "writer", "perangkat": "device"},
                customer="wa_partner_id",
                user="wa_agent_id",
                is_event=False,
            ),
        ]

    @api.model
    def _readers(self):
        """:return: {reader, without ``_read_``: Reader}"""
        return dict(READERS)

    @api.model
    def _get(self, name):
        """:return: the Trigger of this name
        :raises KeyError: when no installed addon knows it
        """
        return {trigger.name: trigger for trigger in self._triggers()}[name]

    @api.model
    def _describe(self, name):
        """:return: list of {"label", "example", "names"}: what texts of this trigger may name, as a person reads it"""
        readers, found = self._readers(), {}
        for variable, reader in self._get(name).variables.items():
            found.setdefault(reader, []).append(variable)
        return [
            {"label": self.env._(readers[reader].label), "example": self.env._(readers[reader].example), "names": names}
            for reader, names in found.items()
        ]

    @api.model
    def _examples(self, name, account=None):
        """:return: {variable: text} for a preview without a record; a device tells its own name and hours"""
        examples = {variable: entry["example"] for entry in self._describe(name) for variable in entry["names"]}
        readers = self._get(name).variables
        own = account and {"device": account.name or "", "opening": account._next_opening(fields.Datetime.now())}
        return {variable: (own or {}).get(readers[variable], example) for variable, example in examples.items()}

    @api.model
    def _preview_domain(self, trigger):
        """:return: which records of a trigger are worth a preview"""
        return list(PREVIEWED.get(trigger.model, ()))

    # --- reading -------------------------------------------------------------------------

    @api.model
    def _values(self, trigger_name, records, names, account=None, customers=None):
        """Read what texts name, each only once for all records, and as system: the caller has checked who may.

        A reader is a method ``_read_<reader>(records) -> {record.id: text}`` of this model: plain text, ``''`` when there is
        none. ``records`` come as system and with the customer's language in their context, so that amounts and dates are
        written in it. `_customers` and `_users` tell whose they are.

        :param records: of the trigger's model, all for customers of one language (``lang`` in the context)
        :param names: the variables that are wanted; those of `wa.format._variables_used`
        :param account: the device that will say it; by default the one that the records name
        :param dict customers: {record.id: res.partner} where it is not the trigger's field that names them (trigger ``record``)
        :return: {record.id: {variable: text}}
        :raises KeyError: when the trigger does not know a variable
        """
        trigger = self._get(trigger_name)
        wanted = {name: trigger.variables[name] for name in names}
        context = {"wa_trigger": trigger_name, "wa_device": account.id if account else False}
        if customers is not None:
            context["wa_customers"] = {record_id: partner.id for record_id, partner in customers.items()}
        reading, records = self.with_context(**context), records.sudo()
        texts = {reader: getattr(reading, f"_read_{reader}")(records) for reader in set(wanted.values())}
        return {record.id: {name: tidy(texts[reader].get(record.id)) for name, reader in wanted.items()} for record in records}

    @api.model
    def _customers(self, records):
        """:return: {record.id: res.partner} of the records that readers were given"""
        nobody = self.env["res.partner"].with_context(**records.env.context).sudo()
        known = self.env.context.get("wa_customers")
        field = self._get(self.env.context["wa_trigger"]).customer
        if known is None and field != "id":
            return {record.id: record[field] if field in records._fields else nobody for record in records}
        ids = {id_: id_ if known is None else known.get(id_) for id_ in records.ids}
        # In one recordset, so that they are read together.
        partners = {partner.id: partner for partner in nobody.browse(filter(None, ids.values()))}
        return {id_: partners.get(partner_id, nobody) for id_, partner_id in ids.items()}

    @api.model
    def _users(self, records):
        """:return: {record.id: res.users}: who handles it, else nobody; the system itself is nobody"""
        field = self._get(self.env.context["wa_trigger"]).user
        if field not in records._fields:
            field = "create_uid"
        system, nobody = self.env.ref("base.user_root"), self.env["res.users"]
        return {record.id: nobody if record[field] == system else record[field] for record in records}
