import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { looksLikeToken, tokenHash } from '../../access/link.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { ANSWERED_WITHIN_DAYS, RATINGS, RATING_WORDS_LENGTH, readRating, type Rating } from '../../tickets/rating.ts'
import { selectRating, updateRating, type AskedRating } from '../../tickets/ratings.sql.ts'
import { daysLater } from '../../values/moment.ts'
import { t } from '../../values/text.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, readerIn, type Reader, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'

const PAGE = `${CUSTOMER_PATHS.rating}/:token`

/** How it went, said in one press; opening the page changes nothing, and it tells nothing of the person. */
export function addRatingLink(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)

  door.get(PAGE, readers, async (c) => {
    const asked = await house.database.read((tx) => behind(c, tx))
    return c.html(ratingPage(readerIn(c.get('reader'), asked.language), c.req.path, asked, readRating(c.req.query('score')) ?? asked.rating ?? undefined))
  })

  door.post(PAGE, readers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const rating = readRating(form.get('score'))
    const said = await house.database.write(async (tx) => {
      const asked = await behind(c, tx)
      if (rating === undefined) throw new Problem('invalid', { text: 'customer.nothing-chosen' })
      const words = form.get('words')?.trim().slice(0, RATING_WORDS_LENGTH) || asked.words
      await updateRating(tx, asked, { rating, words })
      return { ...asked, rating, words }
    })
    return c.html(thanksPage(readerIn(c.get('reader'), said.language), c.req.path, said))
  })
}

/** Throws as if there were none for a question that is too old. */
async function behind(c: Context, tx: Tx): Promise<AskedRating> {
  const token = c.req.param('token') ?? ''
  const asked = looksLikeToken(token) ? await selectRating(tx, tokenHash(token)) : undefined
  if (!asked || daysLater(asked.askedAt, ANSWERED_WITHIN_DAYS) < tx.now) throw new Problem('not-found', { text: 'customer.link-unknown' })
  return asked
}

const own = (reader: Reader, key: string, parameters?: Record<string, string>) => t(reader.language, `tickets.rating.${key}`, parameters)

function ratingPage(reader: Reader, path: string, { number }: AskedRating, chosen: Rating | undefined): Html {
  const button = (score: Rating) => html`<button name="score" value="${score}"${score === chosen ? '' : html` class="plain"`}>${own(reader, String(score))}</button>`
  return customerPage(reader, {
    title: own(reader, 'title'), path,
    content: html`<p>${own(reader, 'lead', { number: String(number) })}</p>
${markedFormTo(reader, path, html`<p>${RATINGS.map(button)}</p>`)}
<p class="small">${own(reader, 'page-why')}</p>${goTo(CUSTOMER_PATHS.frontDoor, say(reader, 'your-page'))}`,
  })
}

function thanksPage(reader: Reader, path: string, { rating, words }: AskedRating): Html {
  return customerPage(reader, {
    title: own(reader, 'thanks'), path,
    content: html`<p class="note">${own(reader, 'you-said', { score: own(reader, String(rating)) })}</p>
${markedFormTo(reader, path, html`<input type="hidden" name="score" value="${rating}"><label for="words">${own(reader, 'words')}</label><textarea id="words" name="words" rows="3" maxlength="${RATING_WORDS_LENGTH}">${words ?? ''}</textarea>
<p><button>${own(reader, 'send-words')}</button></p>`)}${goTo(CUSTOMER_PATHS.frontDoor, say(reader, 'your-page'))}`,
  })
}
