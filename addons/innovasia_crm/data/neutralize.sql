-- A copy of a database sends no log-in codes: nobody may depend on one.
UPDATE res_company SET wa_otp_policy = NULL;
UPDATE res_users SET wa_otp_mode = NULL WHERE wa_otp_mode = 'on';
UPDATE res_users SET wa_otp_own = FALSE WHERE wa_otp_own;
-- Nor does it write to customers by itself.
UPDATE wa_automation SET active = FALSE;
UPDATE wa_scheduled SET state = 'cancelled', reason_code = 'cancelled', reason = 'This database is a copy.'
 WHERE state = 'waiting';
