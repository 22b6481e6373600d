"""Documents kept in memory and written through to SQLite; blobs live in SQLite only.

Without a state file the database is SQLite's own temporary one, which ends with the process.
"""

import json
import sqlite3

CAPS = {
    "messages": 50_000,
    "contacts": 20_000,
    "chats": 20_000,
    "deliveries": 5_000,
    "events": 20_000,
    "received": 2_000,
    "media": 5_000,
    "uploads": 1_000,
    "bank_mutations": 200_000,
    "bank_posts": 2_000,
}
BLOB_CAP = 1024 * 1024 * 1024


class Collection:
    """Documents (dicts with an `id`) of one kind, oldest first, at most `cap` of them."""

    def __init__(self, store, name, cap=None):
        self._store = store
        self.name = name
        self.cap = cap
        self._docs = {}
        self.on_evict = None
        self.may_evict = None

    def load(self):
        """Read what an earlier process left in the state file."""
        rows = self._store.db.execute("SELECT id, body FROM doc WHERE kind = ? ORDER BY seq", (self.name,))
        self._docs = {doc_id: json.loads(body) for doc_id, body in rows}

    def __iter__(self):
        return iter(list(self._docs.values()))

    def __len__(self):
        return len(self._docs)

    def __contains__(self, doc_id):
        return doc_id in self._docs

    def get(self, doc_id):
        """Return the document or None."""
        return self._docs.get(doc_id)

    def put(self, doc):
        """Store a new or changed document and return it."""
        self._docs[doc["id"]] = doc
        self._store.db.execute(
            "INSERT INTO doc (kind, id, body) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
            (self.name, doc["id"], json.dumps(doc)),
        )
        if self.cap and len(self._docs) > self.cap:
            self._evict()
        return doc

    def delete(self, doc_id):
        """Remove a document, if there is one, and return it."""
        doc = self._docs.pop(doc_id, None)
        if doc is not None:
            self._store.db.execute("DELETE FROM doc WHERE kind = ? AND id = ?", (self.name, doc_id))
        return doc

    def clear(self):
        """Remove all documents."""
        self._docs.clear()
        self._store.db.execute("DELETE FROM doc WHERE kind = ?", (self.name,))

    def _evict(self):
        oldest = next(iter(self._docs))
        if self.may_evict:
            oldest = next((key for key, doc in self._docs.items() if self.may_evict(doc)), oldest)
        doc = self.delete(oldest)
        if self.on_evict:
            self.on_evict(doc)


class Store:
    """All collections of the simulator, by attribute (`store.messages`)."""

    def __init__(self, path=None):
        self.db = sqlite3.connect(path or "", isolation_level=None, check_same_thread=False)
        if path:
            self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS doc "
            "(seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT, id TEXT, body TEXT, UNIQUE (kind, id))"
        )
        self.db.execute("CREATE TABLE IF NOT EXISTS blob (id TEXT PRIMARY KEY, data BLOB, size INTEGER, seq INTEGER)")
        for name in (
            "numbers",
            "wabas",
            "templates",
            "media",
            "uploads",
            "contacts",
            "chats",
            "messages",
            "events",
            "deliveries",
            "received",
            "faults",
            "settings",
            "bank_accounts",
            "bank_mutations",
            "bank_posts",
        ):
            collection = Collection(self, name, CAPS.get(name))
            collection.load()
            setattr(self, name, collection)
        self.media.on_evict = lambda doc: self.delete_blob(doc["id"])
        self.deliveries.may_evict = lambda doc: doc["state"] != "pending"
        self.bank_posts.may_evict = lambda doc: doc["state"] != "pending"

    def put_blob(self, blob_id, data):
        """Keep bytes; the oldest ones go when all together pass the cap."""
        self.db.execute(
            "INSERT OR REPLACE INTO blob SELECT ?, ?, ?, COALESCE(MAX(seq), 0) + 1 FROM blob", (blob_id, data, len(data))
        )
        total = self.db.execute("SELECT SUM(size) FROM blob").fetchone()[0]
        while total > BLOB_CAP:
            oldest, size = self.db.execute("SELECT id, size FROM blob ORDER BY seq LIMIT 1").fetchone()
            self.delete_blob(oldest)
            total -= size

    def get_blob(self, blob_id):
        """Return the bytes or None."""
        row = self.db.execute("SELECT data FROM blob WHERE id = ?", (blob_id,)).fetchone()
        return row and row[0]

    def delete_blob(self, blob_id):
        """Remove the bytes of a medium."""
        self.db.execute("DELETE FROM blob WHERE id = ?", (blob_id,))

    def close(self):
        """Close the database."""
        self.db.close()
