"""A pharmacy's system in another language: from a number to what was handed over, by the API alone.

Its patient is Asha, whose browser shows the number and whose phone is the sandbox's. Run by `cargo xtask test api`.
"""

import json
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import jsonschema_rs

PORTAL = os.environ["PORTAL"]
TOKEN = os.environ["TOKEN"]
NUMBER, PASSWORD, PHONE = (os.environ[name] for name in ("PATIENT", "PASSWORD", "PHONE"))
LOOK_UPS = "/api/pharmacy/verifications"
PATIENCE_S = 20


def document():
    """What the portal says of its API."""
    with urllib.request.urlopen(f"{PORTAL}/api/openapi.json") as answer:
        return json.load(answer)


DOCUMENT = document()


def part(it):
    """A part of the document, or what it refers to."""
    while "$ref" in it:
        found = DOCUMENT
        for name in it["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        it = found
    return it


def expect_described(method, path, status, kind, content):
    """Fails unless the document describes this answer, with everything that is in it."""
    template = re.sub("[0-9a-f-]{36}", "{id}", path)
    answer = part(DOCUMENT["paths"][template][method.lower()]["responses"][str(status)])
    schema = {**answer["content"][kind]["schema"], "components": DOCUMENT["components"]}
    jsonschema_rs.validate(schema, content)


def call(method, path, content=None, key=None, token=TOKEN):
    """Asks the API; gives the status, the headers and the content, which is as its document says."""
    status, headers, content = ask(method, path, content, key, token)
    expect_described(method, path, status, headers.get_content_type(), content)
    return status, headers, content


def ask(method, path, content, key, token):
    """Asks the API; gives the status, the headers and the content."""
    headers = {"Authorization": f"Bearer {token}"}
    if key:
        headers["Idempotency-Key"] = key
    body = None
    if content is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(content).encode()
    request = urllib.request.Request(PORTAL + path, body, headers, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, json.load(answer)
    except urllib.error.HTTPError as refused:
        assert refused.headers["Content-Type"] == "application/problem+json", refused.headers
        return refused.code, refused.headers, json.load(refused)


def messages():
    """What came to the patient's phone, the newest first."""
    to = urllib.parse.quote(PHONE)
    with urllib.request.urlopen(f"{PORTAL}/sandbox/messages?to={to}") as answer:
        return json.load(answer)


def code_with(reference, seen=()):
    """The code of the text that shows this reference, once it is there."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        for message in messages():
            code = re.search(r"\b\d{6}\b", message["text"])
            if code and f"Ref {reference}" in message["text"] and message["id"] not in seen:
                return code.group(), message["text"]
        time.sleep(0.1)
    raise AssertionError(f"no code with reference {reference} came")


def signed_in():
    """The patient's own browser, signed in."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def post(path, **fields):
        body = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(PORTAL + path, body, {"Origin": PORTAL})
        with browser.open(request) as page:
            return page.read().decode()

    page = post("/sign-in", identifier=NUMBER, password=PASSWORD)
    reference = re.search(r">Ref (..)", page).group(1)
    challenge = re.search(r'name="challenge" value="([^"]+)"', page).group(1)
    code, _ = code_with(reference)
    post("/sign-in/code", challenge=challenge, code=code)
    return browser


def number_shown():
    """The number that the patient's page shows at the counter."""
    browser = signed_in()
    with browser.open(f"{PORTAL}/prescriptions") as page:
        link = re.search(r'href="(/prescriptions/[0-9a-f-]{36})"', page.read().decode()).group(1)
    with browser.open(PORTAL + link) as page:
        spelled = re.search(r"(?:[0-9A-Z] [0-9A-Z] [0-9A-Z](?:, )?){3}", page.read().decode())
    return re.sub("[ ,]", "", spelled.group())


def whole():
    """Looks up, is let in, hands over, and undoes it."""
    number = number_shown()
    status, headers, asked = call("POST", LOOK_UPS, {"number": number}, "ask-1")
    assert (status, asked["state"]) == (201, "asked"), (status, asked)
    place = headers["Location"]
    assert call("POST", LOOK_UPS, {"number": number}, "ask-1")[1]["Location"] == place
    assert call("POST", LOOK_UPS, {"number": "333-333-333"}, "ask-1")[0] == 422
    code, text = code_with(asked["reference"])
    assert "Tower" in text and "Metformin" not in text, "the text names the pharmacy and no medicine"
    wrong = "000001" if code == "000000" else "000000"
    status, _, problem = call("POST", f"{place}/code", {"code": wrong}, "code-0")
    assert (status, problem["tries_left"]) == (403, 2), problem
    status, _, allowed = call("POST", f"{place}/code", {"code": code}, "code-1")
    assert (status, allowed["state"]) == (200, "allowed"), allowed
    [medicine] = allowed["medicines"]
    assert medicine["left"]["most"] == "30", medicine
    items = [{"id": medicine["id"], "version": medicine["version"], "amount": "30"}]
    for _ in range(2):
        status, _, given = call("POST", f"{place}/dispense", {"items": items}, "give-1")
        assert (status, given["state"]) == (201, "dispensed"), given
    status, _, undone = call("POST", f"{place}/undo")
    assert (status, undone["state"]) == (200, "undone"), undone
    assert call("GET", place)[2]["state"] == "undone"
    status, headers, _ = call("GET", place, token="medseal_nobody")
    assert status == 401 and "invalid_token" in headers["WWW-Authenticate"]


if __name__ == "__main__":
    whole()
    print("a whole dispensing went through the API")
    sys.exit(0)
