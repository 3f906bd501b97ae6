/** First bytes by which files are told apart. */

const programs: readonly (readonly number[])[] = [
  [0x4d, 0x5a], // Windows
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0xfe, 0xed, 0xfa, 0xce], // Mach-O
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe], // Mach-O for several processors, Java class
  [0x00, 0x61, 0x73, 0x6d], // WebAssembly
  [0x23, 0x21], // script with an interpreter
  [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], // Windows link
];

export function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** True for programs of the usual systems, scripts and links. */
export function isProgram(bytes: Uint8Array): boolean {
  return programs.some((mark) => startsWith(bytes, mark));
}

/** The container of old office files, Outlook messages, installers, and of office files under a password. */
export function isOle(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
}

/** True when an OLE container holds an office file under a password ([MS-OFFCRYPTO] §2.3.4.4). */
export function isEncryptedOffice(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from("EncryptedPackage", "utf16le"),
  );
}

export function isPng(bytes: Uint8Array): boolean {
  return startsWith(
    bytes,
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  );
}

export function isJpeg(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xff, 0xd8, 0xff]);
}

export function isPdf(bytes: Uint8Array): boolean {
  return /^%PDF-[12]\.\d/.test(Buffer.from(bytes.subarray(0, 8)).toString("latin1"));
}

/**
 * True for a PDF under encryption (ISO 32000-2 §7.6.2: the trailer, or the dictionary of a cross-reference stream, names an
 * `Encrypt` dictionary), whether or not it asks for a password: its content cannot be judged.
 */
export function isEncryptedPdf(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return /\/Encrypt(?:[\s\0]+\d+[\s\0]+\d+[\s\0]+R|[\s\0]*<<)/.test(text);
}
