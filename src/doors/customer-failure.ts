import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { html } from 'hono/html'
import { t } from '../values/text.ts'
import { customerPage } from './customer-page.ts'
import type { Reader } from './customer-reader.ts'
import type { House } from './house.ts'
import { failureOf, sentenceOf } from './problem.ts'

/** No form of the customers' pages comes near this. */
const FORM_BYTES = 32 * 1024

/** Refuses what is too long to be a form of ours before it is read. */
export const smallForm = bodyLimit({ maxSize: FORM_BYTES, onError: () => { throw new HTTPException(413) } })

/** What went wrong as a page in the reader's language; without a reader the house's own answer stands. */
export function customerFailure(house: House): (error: Error, c: Context) => Response | Promise<Response> {
  return (error, c) => {
    const reader = c.get('reader') as Reader | undefined
    if (!reader) throw error
    const failure = failureOf(error, house.log)
    const page = customerPage(reader, {
      title: t(reader.language, `api.title.${failure.kind}`),
      content: html`<p>${sentenceOf(reader.language, failure.detail)}</p>`,
    })
    return c.html(page, failure.status)
  }
}
