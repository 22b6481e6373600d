-- A copy of a database must not ask the bank, nor be told by it: what it books is not what the shop books.
UPDATE bank_feed SET secret = NULL, api_token = NULL, webhook_token = NULL, state = 'new';
