"""A bank: accounts, transfers, and the services that tell a business what came in."""
