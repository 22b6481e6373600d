-- A copy of a database must reach no customer: no token, and nothing left to send.
UPDATE wa_account SET access_token = NULL, app_secret = NULL, state = 'draft';
UPDATE wa_message SET state = 'skipped', reason = 'This database is a copy.'
 WHERE state IN ('outgoing', 'sending', 'unknown');
UPDATE wa_message SET media_state = 'lost' WHERE media_state = 'pending';
