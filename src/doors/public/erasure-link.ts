import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { looksLikeToken, tokenHash } from '../../access/link.ts'
import { followErasure } from '../../erasure/follow-erasure.ts'
import { lawOf } from '../../erasure/certificate.ts'
import type { Erasure, ErasurePlace } from '../../erasure/erasure.ts'
import { selectErasure } from '../../erasure/erasures.sql.ts'
import { issueCertificate } from '../../erasure/issue-certificate.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { t } from '../../values/text.ts'
import { customerPage, dayOf, goTo } from '../customer-page.ts'
import { forReaders, readerIn, type Reader, type ReaderEnv } from '../customer-reader.ts'
import { becauseInWords, placeInWords, stateInWords } from '../erasure-words.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'

const PAGE = `${CUSTOMER_PATHS.erasures}/:token`

/** How far an erasure is, and its certificate, for whoever holds the address: there is nobody left who could sign in. It names nobody. */
export function addErasureLink(door: Hono<ReaderEnv>, house: House): void {
  const days = house.settings.backupHorizonDays

  door.get(PAGE, forReaders(house), async (c) => {
    const { erasure, state, places, now } = await house.database.read(async (tx) => {
      const found = await erasureBehind(c, tx)
      return { erasure: found, ...(await followErasure(tx, found, days)), now: tx.now }
    })
    const reader = readerIn(c.get('reader'), erasure.language)
    return c.html(customerPage(reader, {
      title: t(reader.language, `erasure.own.${state !== 'partly' ? 'done' : erasure.erasedAt ? 'elsewhere' : 'partly'}-title`), path: c.req.path,
      content: html`<p>${stateInWords(reader.language, erasure, state, places)}</p>
<dl>${places.map((one) => placeLine(reader, one, now))}</dl>
<p>${t(reader.language, 'erasure.own.check')}</p>
${goTo(`${c.req.path}/certificate`, t(reader.language, 'erasure.own.certificate'))}`,
    }))
  })

  door.get(`${PAGE}/certificate`, forReaders(house), async (c) => {
    const { text, id } = await house.database.read(async (tx) => {
      const found = await erasureBehind(c, tx)
      return { text: await issueCertificate(tx, house.keeper, found, days), id: found.erasureId }
    })
    return c.body(text, 200, { 'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="erasure-${id}.json"` })
  })
}

async function erasureBehind(c: Context, tx: Tx): Promise<Erasure> {
  const token = c.req.param('token') ?? ''
  const found = looksLikeToken(token) ? await selectErasure(tx, { linkHash: tokenHash(token) }) : undefined
  if (!found) throw new Problem('not-found', { text: 'customer.link-unknown' })
  return found
}

function placeLine(reader: Reader, one: ErasurePlace, now: Date): Html {
  const { place, state, because, until } = one
  return html`<dt>${placeInWords(reader.language, one)}</dt><dd>${t(reader.language, `erasure.own.place-${one.system && state === 'waits' ? 'unsettled' : state}`)} ${because ? becauseInWords(reader.language, because) : ''}
${until && state !== 'done' ? t(reader.language, 'erasure.own.until', { day: dayOf(reader, until) }) : ''}${because ? html` <span class="small">${t(reader.language, 'erasure.own.law', { law: lawOf(place, because, now) })}</span>` : ''}</dd>
`
}
