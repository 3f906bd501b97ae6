import { Group, Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Stands where something is still being read. */
export function Loading() {
  const { t } = useTranslation("shell");
  return (
    <Group role="status" gap="sm" p="md">
      <Loader size="sm" aria-hidden="true" />
      <span>{t("loading")}</span>
    </Group>
  );
}
