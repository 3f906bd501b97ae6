const reasons = {
  missing: {
    fr: "Les pages du portail n'ont pas été construites.",
    en: "The portal's pages have not been built.",
  },
  outdated: {
    fr: "Les pages construites ne correspondent plus aux sources : une version ancienne n'est jamais servie.",
    en: "The built pages no longer match the sources: an old version is never served.",
  },
} as const;

/** Page in words, without script or style, for a portal whose pages cannot be served. */
export function unbuiltPage(state: "missing" | "outdated"): string {
  const { fr, en } = reasons[state];
  return `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Raccord</title>
  </head>
  <body>
    <main>
      <h1>Le portail n'est pas prêt</h1>
      <p>${fr} Dans le dossier de Raccord, lancez <code>npm run build-web</code>, puis redémarrez le portail.
      Rien n'est perdu : les données et le connecteur ne sont pas touchés.</p>
      <div lang="en">
        <h2>The portal is not ready</h2>
        <p>${en} In Raccord's folder, run <code>npm run build-web</code>, then start the portal again.
        Nothing is lost: data and connector are untouched.</p>
      </div>
    </main>
  </body>
</html>
`;
}
