interface PolicyRules {
  createHTML(text: string): string;
}

declare global {
  interface Window {
    readonly trustedTypes?: { createPolicy(name: string, rules: PolicyRules): unknown };
  }
}

/**
 * The one policy of trusted types (the server's content policy names it). React sets the text of Mantine's `<style>`
 * elements as inner HTML: text without any tag passes, everything else is refused.
 */
export function installTrustedTypes(): void {
  window.trustedTypes?.createPolicy("default", {
    createHTML(text) {
      if (text.includes("<")) throw new TypeError("markup is not taken as text");
      return text;
    },
  });
}
