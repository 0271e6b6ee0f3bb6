import { html } from 'hono/html'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CUSTOMER_PATHS } from '../messages/customer-paths.ts'
import { LANGUAGES, t, type Language, type TextParameters } from '../values/text.ts'
import { writtenDay, writtenList } from '../values/written.ts'
import type { Reader } from './customer-reader.ts'
import type { Html } from './page.ts'
import { MARK_FIELD } from './page-mark.ts'

/** Style of the customers' pages: one small file, served at `CUSTOMER_STYLE_PATH`. */
export const CUSTOMER_STYLE = readFileSync(join(import.meta.dirname, 'customer-page.css'), 'utf8')
export const CUSTOMER_STYLE_PATH = '/customer.css'
const STYLE_VERSION = createHash('sha256').update(CUSTOMER_STYLE).digest('hex').slice(0, 8)

const LANGUAGE_NAMES: Record<Language, string> = { sv: 'Svenska', nb: 'Norsk', en: 'English' }

export interface CustomerPage {
  title: string
  content: Html
  /** Address that the language links lead to; absent where the page is the answer to a form. */
  path?: string
  /** The person has proved who they are: the page has the ways on. */
  signedIn?: boolean
}

/** A text of these pages. */
export function say(reader: Pick<Reader, 'language'>, key: string, parameters?: TextParameters): string {
  return t(reader.language, `customer.${key}`, parameters)
}

/** A whole page: no script, no picture, nothing from elsewhere. */
export function customerPage(reader: Reader, page: CustomerPage): Html {
  return html`<!doctype html>
<html lang="${reader.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title} – ${reader.company}</title>
<link rel="stylesheet" href="${CUSTOMER_STYLE_PATH}?${STYLE_VERSION}">
</head>
<body>
${reader.demo ? html`<p class="demo">${say(reader, 'demo')}</p>` : ''}
<header class="top"><b>${reader.company}</b>${page.path === undefined ? '' : languageLinks(reader, page.path)}</header>
<main>
<h1>${page.title}</h1>
${page.content}
</main>
<footer>${page.signedIn ? signedInFooter(reader) : page.path === CUSTOMER_PATHS.frontDoor ? '' : html`<a href="${CUSTOMER_PATHS.frontDoor}">${say(reader, 'your-page')}</a>`}
<p>${say(reader, 'questions', { email: reader.email })}</p></footer>
</body>
</html>`
}

/** A page that says one thing, and where to go from it. */
export function sayingPage(reader: Reader, key: string, parameters?: TextParameters, more: Html = html``): Html {
  return customerPage(reader, { title: say(reader, `${key}.title`, parameters), content: html`<p>${say(reader, `${key}.text`, parameters)}</p>${more}` })
}

/** A form to one address of ours, with the mark that shows it came from this page. */
export function markedFormTo(reader: Reader, action: string, content: Html): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="${MARK_FIELD}" value="${reader.markFor(action)}">
${content}
</form>`
}

/** A link that is easy to hit. */
export function goTo(path: string, text: string): Html {
  return html`<p><a class="go" href="${path}">${text}</a></p>`
}

/** A day in words, as the reader's language writes it. */
export function dayOf(reader: Pick<Reader, 'language'>, at: Date): string {
  return writtenDay(reader.language, at, PAGE_ZONE)
}

/** Several things in words: `a, b and c`. */
export function listOf(reader: Pick<Reader, 'language'>, items: readonly string[]): string {
  return writtenList(reader.language, items)
}

/** Zone in which days are told. */
export const PAGE_ZONE = 'Europe/Stockholm'

function languageLinks(reader: Reader, path: string): Html {
  return html`<nav class="lang" aria-label="${say(reader, 'language')}">${LANGUAGES.map((language) => language === reader.language
    ? html`<span lang="${language}" aria-current="true">${LANGUAGE_NAMES[language]}</span>`
    : html`<a lang="${language}" hreflang="${language}" href="${path}${path.includes('?') ? '&' : '?'}lang=${language}">${LANGUAGE_NAMES[language]}</a>`)}</nav>`
}

function signedInFooter(reader: Reader): Html {
  return markedFormTo(reader, `${CUSTOMER_PATHS.frontDoor}/sign-out`, html`<button class="plain">${say(reader, 'sign-out')}</button>`)
}
