// Token by client certificate, then one PATCH: replace first, add when the indicator is not there yet.
// Needs TOKEN_URL, API, CLIENT_ID, PLACE, CERT, KEY, CA, REPLACE and ADD (files that hold the two bodies).
import { readFileSync } from "node:fs";
import { request } from "node:https";

const env = process.env;
const tls = { cert: readFileSync(env.CERT), key: readFileSync(env.KEY), ca: readFileSync(env.CA) };

function call(url, method, body, headers) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...tls, method, headers, timeout: 20_000 }, async (answer) => {
      let text = "";
      for await (const chunk of answer) text += chunk;
      resolve({ status: answer.statusCode, text });
    });
    sent.on("error", reject).on("timeout", () => sent.destroy(new Error("timeout"))).end(body);
  });
}

const form = new URLSearchParams({ grant_type: "client_credentials", client_id: env.CLIENT_ID });
const given = await call(env.TOKEN_URL, "POST", form.toString(), {
  "content-type": "application/x-www-form-urlencoded",
});
if (given.status !== 200) throw new Error(`no token: ${given.status} ${given.text}`);
const token = JSON.parse(given.text).access_token;

const patch = (file) =>
  call(
    `${env.API}/ws-synchro-dispo-lits-fhir/Location?identifier=${env.PLACE}`,
    "PATCH",
    readFileSync(file),
    { authorization: `Bearer ${token}`, "content-type": "application/fhir+json" },
  );
// Only the 404 that names the capacity extension calls for an add; expression is a string or a list.
const indicatorMissing = ({ status, text }) =>
  status === 404 && String(JSON.parse(text).issue[0].expression).includes("Location.extension.where");

let answer = await patch(env.REPLACE);
if (indicatorMissing(answer)) answer = await patch(env.ADD);
console.log(answer.status);
process.exitCode = answer.status === 200 ? 0 : 1;
