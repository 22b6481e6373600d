"""The accounts of CS, and how they log in."""

from . import (
    res_users_account,
    res_users_manage,
    res_users_leaving,
    ir_ui_menu,
    res_users_bot,
    res_users_otp,
    res_company_otp,
    res_config_settings,
    auth_totp_rate_limit_log,
    wa_account_otp,
    wa_identity_otp,
    wa_message_otp,
)
