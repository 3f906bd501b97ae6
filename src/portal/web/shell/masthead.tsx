import { Button, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { languageNames, languages } from "../app/language.ts";
import { rememberLanguage } from "../app/remembered-language.ts";
import { signInAddress, signOut, usePerson } from "../app/session.ts";
import { languageOf } from "../texts/i18n.ts";

/** Who has something to answer: the queue is theirs. */
const deciders: ReadonlySet<string> = new Set(["grades", "committee-member", "ans-operator"]);

/** The head of every page: where one is, where one can go, in which language, as whom. */
export function Masthead() {
  const { t } = useTranslation("shell");
  const person = usePerson();
  const decides = person?.grants.some(({ role }) => deciders.has(role)) ?? false;
  return (
    <header className="masthead">
      <Link to="/" className="brand">
        {t("product")}
      </Link>
      <nav aria-label={t("menu")}>
        <ul>
          <li>
            <Link to="/" activeOptions={{ exact: true }}>
              {t("live")}
            </Link>
          </li>
          <li>
            <Link to="/journeys">{t("journeys")}</Link>
          </li>
          {decides && (
            <li>
              <Link to="/queue">{t("queue")}</Link>
            </li>
          )}
          <li>
            <Link to="/library">{t("library")}</Link>
          </li>
          <li>
            <Link to="/admin">{t("admin")}</Link>
          </li>
        </ul>
      </nav>
      <Languages />
      <Account />
    </header>
  );
}

function Languages() {
  const { t, i18n } = useTranslation("shell");
  const spoken = languageOf(i18n);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="languages" role="group" aria-label={t("language")}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === spoken}
          onClick={() => {
            rememberLanguage(language);
            void i18n.changeLanguage(language);
          }}
        >
          <span className="unseen">{languageNames[language]}</span>
          <span aria-hidden="true">{language.toUpperCase()}</span>
        </button>
      ))}
    </div>
  );
}

function Account() {
  const { t } = useTranslation("shell");
  const person = usePerson();
  if (person === undefined) return null;
  if (person === null) {
    return (
      <Button component="a" href={signInAddress()} variant="default">
        {t("signIn")}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="default" aria-label={t("person", { name: person.name })}>
          {person.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        <Menu.Item onClick={() => void signOut()}>{t("signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
