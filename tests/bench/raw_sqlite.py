"""The reference for saves: rows a second that SQLite takes in groups of 128 at the server's durability (WAL, synchronous=FULL)."""
import os
import sqlite3
import sys
import time

GROUP, SECONDS = 128, 5
path = sys.argv[1]
db = sqlite3.connect(path, isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute("PRAGMA synchronous=FULL")
db.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, item TEXT, value TEXT, digest TEXT, at INTEGER)")
value = '{"type":"single","option":2}'
n, began = 0, time.monotonic()
while time.monotonic() - began < SECONDS:
    rows = [(f"item-{n + i}", value, "0123456789abcdef0123456789abcdef", n) for i in range(GROUP)]
    db.execute("BEGIN IMMEDIATE")
    db.executemany("INSERT INTO row (item, value, digest, at) VALUES (?, ?, ?, ?)", rows)
    db.execute("COMMIT")
    n += GROUP
print(n / (time.monotonic() - began))
db.close()
for end in ("", "-wal", "-shm"):
    if os.path.exists(path + end):
        os.remove(path + end)
