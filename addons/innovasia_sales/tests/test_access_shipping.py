from contextlib import closing

from odoo import Command
from odoo.tests import HttpCase, tagged

from .access_common import REFUSED, MoneyAccessCase
from .stages_common import StagesCase

TRICKS = {
    "skip_backorder": True,
    "skip_sanity_check": True,
    "skip_sms": True,
    "cancel_backorder": False,
    "from_ship_grid": True,
    "sale_ship_grid": True,
    "install_mode": True,
}


@tagged("post_install", "-at_install")
class TestAccessShipping(StagesCase, HttpCase):
    """Kirim without a number, or several at once, is refused whatever way is taken (spec/002); the list is open."""

    login = MoneyAccessCase.login
    ask = MoneyAccessCase.ask
    assert_refused = MoneyAccessCase.assert_refused

    def setUp(self):
        super().setUp()
        self.orders = self.order() | self.order()
        self.parcels = self.orders.picking_ids
        self.parcels.move_ids.write({"picked": True})

    def number_them(self):
        for number, parcel in enumerate(self.parcels):
            parcel.write({"carrier_id": self.jnt.id, "carrier_tracking_ref": f"JP123456789{number}"})

    def assert_in_the_house(self):
        self.env.invalidate_all()
        self.assertEqual(self.orders.mapped("stage"), ["ordered", "ordered"])
        self.assertNotIn("done", self.parcels.move_ids.mapped("state"))

    def ways(self):
        """:return: {way: (model, method, arguments)} in which somebody would ship these parcels"""
        ids = self.parcels.ids
        validate = self.env["ir.actions.server"].create(
            {
                "name": "Validate",
                "model_id": self.env["ir.model"]._get_id("stock.picking"),
                "state": "code",
                "code": "records.button_validate()",
            }
        )
        self.parcels.batch_id = False
        batch = self.env["stock.picking.batch"].create(
            {"picking_ids": [Command.set(ids)], "picking_type_id": self.parcels.picking_type_id.id}
        )
        batch.action_confirm()
        later = self.env["stock.backorder.confirmation"].create(
            {
                "pick_ids": [Command.set(ids)],
                "backorder_confirmation_line_ids": [Command.create({"picking_id": id_, "to_backorder": True}) for id_ in ids],
            }
        )
        active = {"active_model": "stock.picking", "active_ids": ids, "active_id": ids[0]}
        return {
            "list": ("stock.picking", "button_validate", [ids], {}),
            "list with tricks": ("stock.picking", "button_validate", [ids], TRICKS | {"button_validate_picking_ids": ids}),
            "server action": ("ir.actions.server", "run", [validate.ids], active),
            "batch": ("stock.picking.batch", "action_done", [batch.ids], {}),
            "backorders": ("stock.backorder.confirmation", "process", [later.ids], {"button_validate_picking_ids": ids}),
            "no backorders": (
                "stock.backorder.confirmation",
                "process_cancel_backorder",
                [later.ids],
                {"button_validate_picking_ids": ids},
            ),
            "orders": ("sale.order", "action_ship", [self.orders.ids, "JP1234567890", self.jnt.id], {}),
            "moves": ("stock.move", "write", [self.parcels.move_ids.ids, {"state": "done"}], {}),
            "moves, the private way": ("stock.move", "_action_done", [self.parcels.move_ids.ids], {}),
            "transfers": ("stock.picking", "write", [ids, {"state": "done"}], {}),
            "transfers, the private way": ("stock.picking", "_ship", [ids, "JP1234567890", self.jnt.id], {}),
            "stage": ("sale.order", "write", [self.orders.ids, {"stage": "shipped"}], {}),
            "mass update": ("sale.stage.update", "create", [[{"stage": "shipped"}]], {"active_ids": self.orders.ids}),
        }

    def test_several_at_once_are_refused_whatever_way_is_taken(self):
        for user in (self.storeman, self.seller):
            self.login(user)
            for numbered in (False, True):
                if numbered:
                    self.number_them()
                for way, (model, method, arguments, context) in self.ways().items():
                    with self.subTest(user=user.login, way=way, numbered=numbered):
                        self.assert_refused(self.ask(model, method, *arguments, context=context))
                        self.assert_in_the_house()

    def test_the_button_of_the_list_asks_for_numbers_and_ships_nothing(self):
        self.login(self.storeman)
        answer = self.ask("stock.picking", "action_validate_or_ship", self.parcels.ids)
        self.assertEqual(answer["res_model"], "sale.ship.grid")
        self.assert_in_the_house()

    def test_one_parcel_without_its_number_is_refused(self):
        self.login(self.storeman)
        parcel, order = self.parcels[0], self.orders[0]
        parcel.carrier_id = self.jnt
        for way, arguments in {
            "button": ("stock.picking", "button_validate", parcel.ids),
            "no number": ("sale.order", "action_ship", order.ids, False),
            "blanks": ("sale.order", "action_ship", order.ids, "  "),
            "a list": ("sale.order", "action_ship", order.ids, ["JP1234567890"]),
            "a truth": ("sale.order", "action_ship", order.ids, True),
            "a word": ("sale.order", "action_ship", order.ids, "ADA", self.jnt.id),
        }.items():
            with self.subTest(way=way):
                self.assert_refused(self.ask(*arguments))
                self.assert_in_the_house()

    def test_the_rule_is_not_talked_away_by_rewriting_the_transfer(self):
        self.login(self.storeman)
        session = self.env["pos.session"].search([], limit=1) or self.env["pos.session"].create(
            {"config_id": self.env["pos.config"].create({"name": "Toko"}).id, "user_id": self.env.uid}
        )
        internal = self.env["stock.picking.type"].search([("code", "=", "internal")], limit=1)
        for values in ({"sale_id": False}, {"pos_session_id": session.id}, {"picking_type_id": internal.id}):
            with self.subTest(values=values), closing(self.env.cr.savepoint()):
                answer = self.ask("stock.picking", "write", self.parcels.ids, values)
                if REFUSED not in str(answer):
                    self.assert_refused(self.ask("stock.picking", "button_validate", self.parcels.ids))
                self.assert_in_the_house()

    def test_the_rule_is_not_talked_away_by_rewriting_the_goods(self):
        self.login(self.storeman)
        moves = self.parcels.move_ids
        self.assert_refused(self.ask("stock.move", "write", moves.ids, {"sale_line_id": False}))
        self.assertEqual(self.parcels.sale_id, self.orders)

    def test_the_rule_is_not_talked_away_by_taking_the_goods_elsewhere(self):
        self.login(self.storeman)
        parcel = self.parcels[0]
        move, customers = parcel.move_ids, parcel.location_dest_id
        inside = self.env["stock.picking"].create(
            {
                "picking_type_id": self.warehouse.int_type_id.id,
                "location_id": self.warehouse.lot_stock_id.id,
                "location_dest_id": self.warehouse.lot_stock_id.id,
            }
        )
        to_customers = {"location_dest_id": customers.id, "picked": True}
        ways = {
            "in another transfer": (inside, [("stock.move", move.ids, {"picking_id": inside.id})]),
            "in a transfer that goes elsewhere": (
                parcel,
                [("stock.picking", parcel.ids, {"location_dest_id": self.warehouse.lot_stock_id.id})],
            ),
            "in a transfer said to be cancelled": (parcel, [("stock.picking", parcel.ids, {"state": "cancel"})]),
        }
        for way, (transfer, writes) in ways.items():
            with self.subTest(way=way), closing(self.env.cr.savepoint()):
                for model, ids, values in [*writes, ("stock.move", move.ids, to_customers)]:
                    self.ask(model, "write", ids, values)
                self.assert_refused(self.ask("stock.picking", "button_validate", transfer.ids), ".*(order|courier)")
                self.assert_in_the_house()

    def test_what_was_moved_inside_the_house_is_not_corrected_into_a_delivery(self):
        parcel = self.parcels[0]
        customers, shelf = parcel.location_dest_id, self.warehouse.lot_stock_id
        inside = self.env["stock.picking"].create(
            {
                "picking_type_id": self.warehouse.int_type_id.id,
                "location_id": shelf.id,
                "location_dest_id": self.warehouse.wh_input_stock_loc_id.id,
            }
        )
        move = self.env["stock.move"].create(
            {
                "picking_id": inside.id,
                "product_id": parcel.move_ids.product_id.id,
                "product_uom_qty": 1,
                "location_id": shelf.id,
                "location_dest_id": self.warehouse.wh_input_stock_loc_id.id,
                "sale_line_id": parcel.move_ids.sale_line_id.id,
            }
        )
        inside.action_confirm()
        move.write({"quantity": 1, "picked": True})
        inside.button_validate()
        self.assertEqual(move.state, "done")
        self.login(self.storeman)
        to_customers = {"location_dest_id": customers.id}
        more = {"move_id": move.id, "product_id": move.product_id.id, "quantity": 1, "location_id": shelf.id, **to_customers}
        for way, arguments in {
            "line": ("stock.move.line", "write", move.move_line_ids.ids, to_customers),
            "another line": ("stock.move.line", "create", [more]),
            "move": ("stock.move", "write", move.ids, to_customers),
        }.items():
            with self.subTest(way=way):
                self.assert_refused(self.ask(*arguments), ".*order")

    def test_each_row_of_the_list_has_its_own_number(self):
        self.login(self.storeman)
        action = self.ask("stock.picking", "action_open_ship_grid", self.parcels.ids)
        [grid] = self.ask("sale.ship.grid", "read", [action["res_id"]], ["line_ids"])
        for number, line in enumerate(grid["line_ids"]):
            self.ask("sale.ship.grid.line", "write", [line], {"carrier_id": self.jnt.id, "tracking": f"JP123456789{number}"})
        self.ask("sale.ship.grid", "action_ship", [action["res_id"]])
        self.assertEqual(self.orders.mapped("stage"), ["shipped", "shipped"])
        self.assertEqual(sorted(self.orders.mapped("tracking_numbers")), ["JP1234567890", "JP1234567891"])
