// Our content security policy lets no text become markup (Trusted Types). Two exceptions, each as narrow as it can be.

interface Policy { createHTML(text: string): string }
interface Factory { createPolicy(name: string, rules: { createHTML(text: string): string | null }): Policy }

/** Browsers without Trusted Types take text as it is. */
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes

// Libraries empty an element by setting its markup to nothing, and to nothing else.
factory?.createPolicy('default', { createHTML: (text) => (text === '' ? '' : null) })

const mail = factory?.createPolicy('mail', { createHTML: (text) => text })

/** The document of a frame that is sandboxed and may run nothing (mail-frame.tsx), the only place for it. */
export function framedDocument(html: string): string {
  return mail?.createHTML(html) ?? html
}
