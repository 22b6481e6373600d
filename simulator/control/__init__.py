"""The `/_sim/` API for the pages and for tests."""
