import type {
  CampaignExchange,
  CampaignReport,
  ScenarioResult,
} from "../../../domain/journey/campaign/report.ts";
import {
  exchangeTexts,
  type ReportWords,
  reportFacts,
  reportWords,
  resultTexts,
  verdictCounts,
} from "./words.ts";

/** The report as one page that needs nothing else: French, then English; exchanges fold out below each scenario. */
export function reportHtml(report: CampaignReport): string {
  const { fr, en } = reportWords;
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(fr.title)} : ${escaped(report.target.name)}</title>
<style>${style}</style>
</head>
<body>
<header><nav aria-label="Langues / Languages"><a href="#fr" lang="fr">${fr.languageName}</a> <a href="#en" lang="en">${en.languageName}</a></nav></header>
<main>
${part(report, fr)}
${part(report, en)}
</main>
</body>
</html>
`;
}

function part(report: CampaignReport, words: ReportWords): string {
  const { language } = words;
  const facts = reportFacts(report, words).map(
    ([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`,
  );
  const heads = [words.scenario, words.verdict, words.what, words.clause].map(
    (it) => `<th scope="col">${escaped(it)}</th>`,
  );
  const title = language === "fr" ? "h1" : "h2";
  const below = language === "fr" ? "h2" : "h3";
  return `<section id="${language}" lang="${language}" aria-labelledby="${language}-title">
<${title} id="${language}-title">${escaped(words.title)}</${title}>
<dl>${facts.join("")}</dl>
<p><strong>${escaped(verdictCounts(report, words))}.</strong></p>
<div class="wide" role="region" tabindex="0" aria-label="${escaped(words.scenario)}">
<table><caption>${escaped(words.scenario)}</caption>
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${report.scenarios.map((it) => row(it, words)).join("\n")}
</tbody></table>
</div>
<${below}>${escaped(words.exchanges)}</${below}>
<p>${escaped(words.masked)}</p>
${report.scenarios.map((it) => exchanges(it, words)).join("\n")}
</section>`;
}

function row(result: ScenarioResult, words: ReportWords): string {
  const { title, what, advice } = resultTexts(result, words.language);
  const mark = result.required ? "" : ` <small>(${escaped(words.useful)})</small>`;
  const help =
    result.verdict === "failed" ? `<br><strong>${escaped(words.advice)}</strong> ${escaped(advice)}` : "";
  return `<tr class="${result.verdict}"><th scope="row">${escaped(title)}${mark}</th><td class="verdict">${escaped(
    words.verdicts[result.verdict],
  )}</td><td>${escaped(what)}${help}</td><td>${escaped(result.clause)}</td></tr>`;
}

function exchanges(result: ScenarioResult, words: ReportWords): string {
  if (result.exchanges.length === 0) return "";
  const { title } = resultTexts(result, words.language);
  return `<details><summary>${escaped(title)} (${result.exchanges.length})</summary>
${result.exchanges.map((it) => exchange(it, words)).join("\n")}
</details>`;
}

function exchange(one: CampaignExchange, words: ReportWords): string {
  const { head, request, answer } = exchangeTexts(one, words);
  return `<p>${escaped(head)}</p>
<p>${escaped(words.request)}</p><pre>${escaped(request)}</pre>
<p>${escaped(words.answer)}</p><pre>${escaped(answer)}</pre>`;
}

const style = `
body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem;color:#1b1b1b;background:#fff}
a{color:#003f8a}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold}
th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top}
thead th{background:#eef1f6}th[scope=row]{font-weight:normal}.wide{overflow-x:auto}
.passed .verdict{color:#125c1e;font-weight:bold}.failed .verdict{color:#a11212;font-weight:bold}
dt{font-weight:bold}dd{margin:0 0 .4rem;overflow-wrap:anywhere}
pre{background:#f4f4f4;padding:.6rem;white-space:pre-wrap;overflow-wrap:anywhere}
p,summary{overflow-wrap:anywhere}summary{padding:.4rem 0}:focus-visible{outline:3px solid #003f8a;outline-offset:2px}
`;

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
