import { useMemo } from 'react'
import { framedDocument } from './trusted-types.ts'

/** A page of ours as a whole: its style sheets are put in, because the frame may fetch nothing. */
export async function fetchWholePage(address: string): Promise<string> {
  const page = await fetchText(address)
  const sheets = [...page.matchAll(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"[^>]*>/g)]
  let whole = page
  for (const [link, href = ''] of sheets) whole = whole.replace(link, `<style>${await fetchText(href)}</style>`)
  return whole
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.text()
}

/** HTML written for elsewhere, in a frame that can run nothing, send nothing and open nothing. */
export function MailFrame({ title, html }: { title: string; html: string }) {
  const document = useMemo(() => framedDocument(withStylesByNonce(html)), [html])
  return <iframe title={title} sandbox="" srcDoc={document} className="h-[28rem] w-full mid:h-[36rem] rounded-part border border-line bg-[#fff] [color-scheme:light]" />
}

const TAG = /<[a-z][^>]*>/gi
const STYLE_ATTRIBUTE = /\sstyle=(?:"([^"]*)"|'([^']*)')/i

/**
 * The frame inherits our content security policy, which takes styles by nonce only; mails carry theirs in attributes.
 * So each attribute becomes a rule of one style element that has the nonce, and the mail looks as it was written.
 */
function withStylesByNonce(html: string): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
  const rules: string[] = []
  const body = html.replaceAll(TAG, (tag) =>
    tag.replace(/^<style\b/i, `<style nonce="${nonce}"`).replace(STYLE_ATTRIBUTE, (_, double?: string, single?: string) => {
      rules.push(`[data-style="${rules.length}"]{${asCss(double ?? single ?? '')}}`)
      return ` data-style="${rules.length - 1}"`
    }),
  )
  return `${body}<style nonce="${nonce}">${rules.join('\n')}</style>`
}

/** The value of an attribute as it stands in a style element: entities read, and no way to end the element. */
function asCss(value: string): string {
  return value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll('<', '\\3c ')
}
