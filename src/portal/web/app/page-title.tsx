import { Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

let pagesShown = 0;

interface PageTitleProps {
  readonly children: ReactNode;
  /** Title of the tab, without the product's name; that of the page when absent. */
  readonly tab: string;
}

/**
 * Heading of a page. It names the tab, and takes the focus whenever a page comes after another one, so that a screen
 * reader reads where the person is now and the keyboard goes on from there.
 */
export function PageTitle({ children, tab }: PageTitleProps) {
  const { t } = useTranslation("shell");
  const heading = useRef<HTMLHeadingElement>(null);
  const product = t("product");
  useEffect(() => {
    document.title = `${tab} · ${product}`;
  }, [tab, product]);
  useEffect(() => {
    if (pagesShown > 0) heading.current?.focus();
    pagesShown += 1;
  }, []);
  return (
    <Title order={1} size="h2" tabIndex={-1} ref={heading}>
      {children}
    </Title>
  );
}
