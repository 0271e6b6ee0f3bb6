import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../values/text.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** Style of the few plain pages of this folder, served at `/page.css`. */
export const PAGE_STYLE = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8')

/** A whole page without script. */
export function page(language: Language, title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Tillit</title>
<link rel="icon" href="/tillit.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`
}

/** A page that says one thing. */
export function plainPage(language: Language, title: string, text: string): Html {
  return page(language, title, html`<p>${text}</p>`)
}
