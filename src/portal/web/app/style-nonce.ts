declare global {
  interface Window {
    __webpack_nonce__?: string;
  }
}

/** The nonce of this page load, which the server put into the page and its content policy. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="raccord-style-nonce"]')?.content ?? "";
}

/** The library that stops scrolling behind a dialog takes its nonce from this name only. */
export function shareStyleNonce(): void {
  window.__webpack_nonce__ = styleNonce();
}
