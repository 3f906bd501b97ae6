"""Token by client certificate, then one PATCH: replace first, add when the indicator is not there yet.

Needs TOKEN_URL, API, CLIENT_ID, PLACE, CERT, KEY, CA, REPLACE and ADD (files that hold the two bodies).
"""

import json
import os
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request

env = os.environ
tls = ssl.create_default_context(cafile=env["CA"])
tls.load_cert_chain(env["CERT"], env["KEY"])


def call(url, method, body, headers):
    request = urllib.request.Request(url, data=body, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, context=tls, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()


form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": env["CLIENT_ID"]})
status, body = call(env["TOKEN_URL"], "POST", form.encode(), {})
if status != 200:
    sys.exit(f"no token: {status} {body.decode()}")
token = json.loads(body)["access_token"]


def patch(file):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/fhir+json"}
    place = urllib.parse.quote(env["PLACE"], safe="/")
    url = f"{env['API']}/ws-synchro-dispo-lits-fhir/Location?identifier={place}"
    with open(file, "rb") as content:
        return call(url, "PATCH", content.read(), headers)


def indicator_missing(status, body):
    """Only the 404 that names the capacity extension calls for an add; expression is a string or a list."""
    return status == 404 and "Location.extension.where" in str(json.loads(body)["issue"][0].get("expression"))


status, body = patch(env["REPLACE"])
if indicator_missing(status, body):
    status, body = patch(env["ADD"])
print(status)
sys.exit(0 if status == 200 else 1)
