"""python3 config_text.py FILE.seb: the text whose SHA-256 is the Config Key, by the rules that SEB publishes and Python's own reader of property lists.

Shares nothing with the crate: what both read alike is not one reader's mistake. https://safeexambrowser.org/developer/seb-config-key.html
"""
import base64
import plistlib
import sys


def empty(value):
    return isinstance(value, dict) and all(map(empty, value.values()))


def text(value):
    if isinstance(value, dict):
        kept = sorted(((k, v) for k, v in value.items() if not empty(v)), key=lambda pair: (pair[0].lower(), pair[0].swapcase()))
        return "{" + ",".join(f'"{key}":{text(value)}' for key, value in kept) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(text, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, bytes):
        return f'"{base64.b64encode(value).decode()}"'
    return f'"{value}"'


with open(sys.argv[1], "rb") as file:
    settings = plistlib.load(file)
settings.pop("originatorVersion", None)
sys.stdout.buffer.write(text(settings).encode())
