import { useMemo } from 'react'

/** HTML written for elsewhere, in a frame that can run nothing, send nothing and open nothing. */
export function MailFrame({ title, html }: { title: string; html: string }) {
  const document = useMemo(() => withStylesByNonce(html), [html])
  return <iframe title={title} sandbox="" srcDoc={document} className="h-[36rem] w-full rounded-part border border-line bg-[#fff] [color-scheme:light]" />
}

/**
 * The frame inherits our content security policy, which takes styles by nonce only; mails carry theirs in attributes.
 * So each attribute becomes a rule of one style element that has the nonce, and the mail looks as it was written.
 */
function withStylesByNonce(html: string): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
  const mail = new DOMParser().parseFromString(html, 'text/html')
  const rules: string[] = []
  for (const element of mail.querySelectorAll<HTMLElement>('[style]')) {
    rules.push(`[data-style="${rules.length}"]{${element.getAttribute('style') ?? ''}}`)
    element.dataset['style'] = String(rules.length - 1)
    element.removeAttribute('style')
  }
  for (const style of mail.querySelectorAll('style')) style.setAttribute('nonce', nonce)
  const style = mail.createElement('style')
  style.setAttribute('nonce', nonce)
  style.textContent = rules.join('\n')
  mail.head.append(style)
  return `<!doctype html>${mail.documentElement.outerHTML}`
}
