# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A WhatsApp Cloud API on this machine, and a phone in the browser to chat from."""

__version__ = "1.0.0"
