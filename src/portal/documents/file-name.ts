const lengthMax = 150;
/** Controls, and format characters that change how a name is read: overrides of direction, zero widths (Unicode Cc, Cf). */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Not allowed in names on Windows, or read as a path. */
const reserved = /[<>:"|?*]/g;

/**
 * A name as it can be shown and saved: without its path, without characters that are not seen or that turn the reading
 * around, and ending as the content does: a text called `page.html` becomes `page.html.txt`.
 */
export function cleanFileName(given: string, extensions: readonly [string, ...string[]]): string {
  const last = given.toWellFormed().normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const shown = last
    .replace(invisible, "")
    .replace(reserved, "_")
    .replace(/\s+/g, " ")
    .replace(/^[ .]+|[ .]+$/g, "");
  const name = shown === "" ? "document" : shown;
  const own = extensions.find((one) => name.toLowerCase().endsWith(one));
  const extension = own === undefined ? extensions[0] : name.slice(-own.length);
  const stem = own === undefined ? name : name.slice(0, -own.length);
  const characters = [...(stem === "" ? "document" : stem)].slice(0, lengthMax - extension.length);
  return characters.join("").trimEnd() + extension;
}

/** The header that makes a browser save a file under its name (RFC 6266 §4.3, RFC 8187). */
export function attachmentHeader(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\%]/g, "_");
  const coded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`;
}
