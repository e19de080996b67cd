"""Fills the event table of a stopped server's SQLite database up to a number of events, spread over the attempts that are there and older than now.
usage: grow.py DATABASE EVENTS"""
import sqlite3
import sys

VALUE, DIGEST = '{"type":"single","option":2}', "0123456789abcdef0123456789abcdef"
path, wanted = sys.argv[1], int(sys.argv[2])
db = sqlite3.connect(path)
db.execute("PRAGMA synchronous=OFF")
attempts = [row[0] for row in db.execute("SELECT id FROM attempt")]
have = db.execute("SELECT COUNT(*) FROM answer_event").fetchone()[0]


def rows():
    for n in range(have, wanted):
        # ids of 2020, a millisecond apart: they rise, as those of clients do
        op = f"op_{1_577_836_800_000 + n:012x}7000800000{n & 0xFFFFFF:06x}000000"[:35]
        yield attempts[n % len(attempts)], op, f"item-{n % 60}", "applied", n, VALUE, DIGEST, f"wr_{n % 200:032x}", n, n


with db:
    db.executemany(
        "INSERT INTO answer_event (attempt_id, op_id, item, verdict, rev, value, digest, writer, seq, received_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows(),
    )
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
print(db.execute("SELECT COUNT(*) FROM answer_event").fetchone()[0])
