import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

/** Copies a text, and says whether it did. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation("step");
  const clipboard = useClipboard({ timeout: 5_000 });
  return (
    <span>
      <Button variant="default" onClick={() => clipboard.copy(text)}>
        {label}
      </Button>{" "}
      <span role="status">
        {clipboard.copied && t("copied")}
        {clipboard.error !== null && t("copyFailed")}
      </span>
    </span>
  );
}
