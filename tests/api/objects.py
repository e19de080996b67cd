#!/usr/bin/env python3
"""Settings for the fuzzer with real objects of a running server: half of the time it asks for what is there, so that it gets behind the first 404.

objects.py URL TOKEN TOKEN_OF_SOMEBODY_ELSE TOKEN_OF_AN_INVIGILATOR prints them.
"""

import json
import sys
import time
import urllib.error
import urllib.request

URL, OWN, OTHER, STAFF = sys.argv[1:]
WHERE = {"plan_name": "body.plan"}


def ask(token, method, path, body=None):
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{URL}/api/v1{path}", data, headers, method=method)
    try:
        with urllib.request.urlopen(request) as reply:
            return json.load(reply)
    except urllib.error.HTTPError:
        return {}


def objects():
    found = {"lesson": ["the-occupation", "kinds-of-data"]}
    note = lambda name, value: found.setdefault(name, []).append(value)
    for token in (OWN, OTHER):
        note("account", ask(token, "GET", "/me")["account"])
        for assessment in ask(token, "GET", "/assessments"):
            name = assessment["plan"]
            course, plan = name.split("/")
            note("course", course), note("plan", plan), note("plan_name", name)
            if assessment["kind"] == "mock":
                attempt = ask(token, "POST", f"/assessments/{name}/attempts")
                # who may not start one has none of their own
                if "attempt" in attempt:
                    note("attempt", attempt["attempt"])
                for prompt in attempt.get("prompts", [])[:9]:
                    note("item", prompt["key"])
    asked = ask(OWN, "POST", "/courses/ai-trainer-5/lessons/the-occupation/questions", {"words": "fuzz"})
    if "inquiry" in asked:
        note("inquiry", asked["inquiry"])
    now = int(time.time() * 1000)
    wish = {"plan": found["plan_name"][0], "name": "fuzz", "opens": now + 3_600_000, "closes": now + 7_200_000}
    note("session", ask(STAFF, "POST", "/exam-sessions", wish)["session"])
    return {name: list(dict.fromkeys(values)) for name, values in found.items()}


found = objects()
for name, values in found.items():
    print(f"[dictionaries.{name}]\nvalues = {json.dumps(values)}")
# what is longer than a head may be is refused before it is read
print("[checks.negative_data_rejection]\nexpected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, 431, \"5xx\"]")
print("[parameters]")
for name in found:
    print(f'"{WHERE.get(name, "path." + name)}" = {{ dictionary = "{name}", probability = 0.5 }}')
