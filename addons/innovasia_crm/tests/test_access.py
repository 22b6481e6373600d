"""The table of access_table.py, over the ORM and over each way into Odoo from outside."""

from datetime import datetime, timedelta

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .access_common import REFUSED, AccessCase, words
from .access_table import ALLOWED, CONVERSATIONS, DEEDS, NEVER, READS

#: What a deed would change of a conversation.
STATE = [
    "SELECT wa_state, wa_agent_id, wa_session_id, wa_session_expires_at, description, active, channel_type"
    " FROM discuss_channel WHERE id = %s",
    "SELECT array_agg(wa_label_id) FROM discuss_channel_wa_label_rel WHERE discuss_channel_id = %s",
    "SELECT array_agg(partner_id ORDER BY id) FROM discuss_channel_member WHERE channel_id = %s",
    "SELECT id, body FROM mail_message WHERE model = 'discuss.channel' AND res_id = %s ORDER BY id",
    "SELECT count(*) FROM wa_message WHERE channel_id = %s",
    "SELECT count(*) FROM wa_assignment WHERE channel_id = %s",
    "SELECT id, reply_count, expires_at FROM wa_session WHERE channel_id = %s ORDER BY id",
    "SELECT id, name FROM ir_attachment WHERE res_model = 'discuss.channel' AND res_id = %s ORDER BY id",
]

#: Who stands for the others where the same table is asked through one more door.
SOME = ("cs_a", "cs_b", "verifier", "portal")
OWNED = ("of_a",)


@tagged("post_install", "-at_install")
class TestAccess(AccessCase):
    def test_over_the_orm(self):
        self._check_table(self.ask_orm, ALLOWED)

    @mute_logger("odoo.http")
    def test_over_xml_rpc(self):
        # The public has no password.
        self._check_table(self.ask_xml_rpc, [who for who in ALLOWED if who != "public"], forbidden=("new", "of_a"))

    @mute_logger("odoo.http")
    def test_over_json_rpc(self):
        self._check_table(self.ask_json_rpc, [*SOME, "public"], OWNED)

    @mute_logger("odoo.http")
    def test_over_json_2(self):
        tomorrow = datetime.now() + timedelta(days=1)
        keys = {who: self.env(user=self.people[who].id)["res.users.apikeys"] for who in SOME}
        self.keys = {who: key._generate("rpc", "test", tomorrow) for who, key in keys.items()}
        self._check_table(self.ask_json_2, SOME, OWNED)

    def _check_table(self, ask, people, conversations=CONVERSATIONS, forbidden=None):
        for who in people:
            self.login(who)
            for name in conversations:
                allowed = ALLOWED[who][name]
                self._check_reads(ask, who, name, allowed)
                self._check_deeds(ask, who, name, allowed)
                if name in (forbidden or conversations):
                    self._check_nevers(ask, who, name)

    def _check_reads(self, ask, who, name, allowed):
        for model, method, ids, keywords in READS:
            with self.subTest(who=who, conversation=name, model=model, method=method, keywords=keywords):
                answer = self._ask(ask, who, name, model, method, ids, keywords)
                self.assertEqual(_found(answer), "s" in allowed, answer)

    def _check_deeds(self, ask, who, name, allowed):
        before = self._state(name)
        for letter, method, keywords in DEEDS:
            with self.subTest(who=who, conversation=name, method=method, keywords=keywords), self.undone():
                answer = self._ask(ask, who, name, "discuss.channel", method, ["{channel}"], keywords)
                self.assertEqual(self._state(name) != before, letter in allowed, answer)

    def _check_nevers(self, ask, who, name):
        before = self._state(name)
        for model, method, ids, keywords in NEVER:
            with self.subTest(who=who, conversation=name, model=model, method=method, keywords=keywords), self.undone():
                answer = self._ask(ask, who, name, model, method, ids, keywords)
                self.assertEqual(self._state(name), before)
                self.assertTrue(_is_refused(answer), answer)

    def _ask(self, ask, who, name, model, method, ids, keywords):
        """Ask; whatever comes back, what the customer said is not in it for who does not see it."""
        answer = ask(who, model, method, self.fill(ids, who, name), self.fill(keywords, who, name))
        if "s" not in ALLOWED[who][name]:
            self.assertNotIn(words(name), str(answer))
        return answer

    def _state(self, name):
        """What a deed would change."""
        self.env.flush_all()
        id_ = self.conversations[name].id
        return [self.env.execute_query(SQL(query, id_)) for query in STATE]


def _is_refused(answer):
    return answer is False or (isinstance(answer, str) and answer.startswith(REFUSED))


def _found(answer):
    """Tell whether an answer holds anything: rows, a count, groups that count something."""
    if _is_refused(answer):
        return False
    if isinstance(answer, list) and answer and isinstance(answer[0], dict) and "__count" in answer[0]:
        return any(group["__count"] for group in answer)
    if isinstance(answer, dict):  # of web_search_read
        return bool(answer["length"])
    return bool(answer)
