#!/bin/sh
# Token by client certificate, then one PATCH: replace first, add when the indicator is not there yet.
# Needs TOKEN_URL, API, CLIENT_ID, PLACE, CERT, KEY, CA, REPLACE and ADD (files that hold the two bodies).
set -eu
TOKEN=$(curl -sf --cacert "$CA" --cert "$CERT" --key "$KEY" \
  -d grant_type=client_credentials -d "client_id=$CLIENT_ID" "$TOKEN_URL" \
  | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
patch() {
  curl -s -o answer.json -w '%{http_code}' --cacert "$CA" -X PATCH -H "Authorization: Bearer $TOKEN" \
    -H "Content-Type: application/fhir+json" --data @"$1" \
    "$API/ws-synchro-dispo-lits-fhir/Location?identifier=$PLACE"
}
STATUS=$(patch "$REPLACE")
# Only the 404 that names the capacity extension calls for an add; the one that names Location does not.
if [ "$STATUS" = 404 ] && grep -q 'Location.extension.where' answer.json; then STATUS=$(patch "$ADD"); fi
echo "$STATUS"
[ "$STATUS" = 200 ]
