import "@mantine/core/styles.css";
import "./app/app.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { asLanguage, chooseLanguage } from "./app/language.ts";
import { queryClient } from "./app/queries.ts";
import { rememberedLanguage, tellServer } from "./app/remembered-language.ts";
import { router } from "./app/router.tsx";
import { shareStyleNonce, styleNonce } from "./app/style-nonce.ts";
import { cssVariables, theme } from "./app/theme.ts";
import { installTrustedTypes } from "./app/trusted-types.ts";
import { startTexts } from "./texts/i18n.ts";

installTrustedTypes();
shareStyleNonce();

const texts = await startTexts(chooseLanguage(location.search, rememberedLanguage()));
const follow = (language: string): void => {
  document.documentElement.lang = language;
};
follow(texts.language);
tellServer(asLanguage(texts.language) ?? "fr");
texts.on("languageChanged", follow);

const element = document.getElementById("root");
if (element === null) throw new Error("the page has no root");
createRoot(element).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    defaultColorScheme="auto"
    getStyleNonce={styleNonce}
  >
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
);
