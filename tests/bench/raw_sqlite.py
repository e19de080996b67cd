"""References for saves: rows a second that SQLite takes in groups of 128 at the server's durability (WAL, synchronous=FULL), with nothing
around it: no HTTP, no decision. Prints two numbers: rows of five columns with an integer key, and rows of the server's own event table.
"""
import os
import sqlite3
import sys
import time

GROUP, SECONDS = 128, 4
VALUE, DIGEST = '{"type":"single","option":2}', "0123456789abcdef0123456789abcdef"


def rate(path, table, insert, row):
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute(table)
    n, began = 0, time.monotonic()
    while time.monotonic() - began < SECONDS:
        rows = [row(n + i) for i in range(GROUP)]
        db.execute("BEGIN IMMEDIATE")
        db.executemany(insert, rows)
        db.execute("COMMIT")
        n += GROUP
    per_second = n / (time.monotonic() - began)
    db.close()
    for end in ("", "-wal", "-shm"):
        if os.path.exists(path + end):
            os.remove(path + end)
    return per_second


plain = rate(
    sys.argv[1],
    "CREATE TABLE answer (id INTEGER PRIMARY KEY, item TEXT, value TEXT, digest TEXT, at INTEGER)",
    "INSERT INTO answer (item, value, digest, at) VALUES (?, ?, ?, ?)",
    lambda n: (f"item-{n}", VALUE, DIGEST, n),
)
event = rate(
    sys.argv[1],
    "CREATE TABLE answer_event (attempt_id TEXT NOT NULL, op_id TEXT NOT NULL, item TEXT NOT NULL, verdict TEXT NOT NULL, rev BIGINT,"
    " value TEXT NOT NULL, digest TEXT NOT NULL, writer TEXT NOT NULL, seq BIGINT NOT NULL, received_at BIGINT NOT NULL,"
    " PRIMARY KEY (op_id, attempt_id))",
    "INSERT INTO answer_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    lambda n: (f"att_{n % 200:032x}", f"op_{n:032x}", "item-1", "applied", n, VALUE, DIGEST, f"wr_{n % 200:032x}", n, n),
)
print(plain, event)
