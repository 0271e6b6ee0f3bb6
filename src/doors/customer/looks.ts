import type { Hono } from 'hono'
import { html } from 'hono/html'
import { kindOfLook, LOOK_KINDS, SHOWN_BESIDE, type LookKind } from '../../looks/look.ts'
import { selectLooksByDay, type LooksOfDay } from '../../looks/looks.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { t } from '../../values/text.ts'
import { customerPage, dayOf, goTo, listOf, PAGE_ZONE, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { rolesInWords } from '../looks-in-words.ts'
import type { Html } from '../page.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'

const DAYS_A_PAGE = 20

/** Who has looked at the person's data: what they are at the company, never their name; one sentence a day and way of looking. */
export function addLooks(door: Hono<CustomerEnv>, house: House): void {
  door.get(OWN.looks, forReaders(house), forCustomers(house), async (c) => {
    const reader = c.get('reader')
    const before = dayIn(c.req.query('before'))
    const { looks, catalogue } = await house.database.read(async (tx) => ({
      looks: await selectLooksByDay(tx, c.get('customer').personId, { zone: PAGE_ZONE, days: DAYS_A_PAGE, ...(before ? { before } : {}) }),
      catalogue: await selectCatalogue(tx),
    }))
    const days = [...Map.groupBy(looks, (one) => one.day)]
    const last = days.length === DAYS_A_PAGE ? days.at(-1)![0] : undefined
    return c.html(customerPage(reader, {
      title: t(reader.language, 'looks.own.title'), path: OWN.looks, signedIn: true,
      content: html`<p>${t(reader.language, 'looks.own.lead')}</p>
${days.length === 0 ? html`<p>${t(reader.language, 'looks.own.nobody')}</p>` : days.map(([day, ofDay]) => dayCard(reader, day, ofDay, catalogue))}
${last ? goTo(`${OWN.looks}?before=${last}`, say(reader, 'history.older')) : ''}${goTo(OWN.page, say(reader, 'back'))}`,
    }))
  })
}

function dayIn(text: string | undefined): string | undefined {
  if (text === undefined || (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)))) return text
  throw new Problem('invalid', { text: 'customer.history.place' })
}

function dayCard(reader: Reader, day: string, looks: readonly LooksOfDay[], catalogue: PublishedCatalogue): Html {
  return html`<div class="card"><h3><time datetime="${day}">${dayOf(reader, new Date(`${day}T12:00:00Z`))}</time></h3>
${sentences(reader, looks, catalogue).map((line) => html`<p>${line}</p>`)}</div>
`
}

/** One sentence for each who and kind of look of a day. */
export function sentences(reader: Pick<Reader, 'language'>, looks: readonly LooksOfDay[], catalogue: Pick<PublishedCatalogue, 'fields'>): string[] {
  const byWho = Map.groupBy(looks, ({ actorKind, roles }) => listOf(reader, rolesInWords(reader.language, actorKind, roles)))
  return [...byWho].flatMap(([who, theirs]) => {
    const byKind = Map.groupBy(theirs, (one) => kindOfLook(one.why))
    return LOOK_KINDS.filter((kind) => byKind.has(kind)).map((kind) => sentence(reader, kind, who, byKind.get(kind)!.flatMap((one) => one.fields), catalogue))
  })
}

function sentence(reader: Pick<Reader, 'language'>, kind: LookKind, who: string, fields: readonly string[], catalogue: Pick<PublishedCatalogue, 'fields'>): string {
  const kinds = new Set(fields.map((field) => kindOfField(field, catalogue)))
  return t(reader.language, `looks.own.${kind}`, { who, what: listOf(reader, SORTS.filter((sort) => kinds.has(sort)).map((sort) => t(reader.language, `looks.own.sort.${sort}`))) })
}

/** What a field is to the person, in the order in which it is told. */
const SORTS = ['identification', 'contact', 'unique-identifier', 'economy', 'behaviour', 'interests', 'special', 'choices', 'grounds', 'relations', 'history', 'messages', 'documents', 'requests', 'other'] as const

function kindOfField(field: string, { fields }: Pick<PublishedCatalogue, 'fields'>): (typeof SORTS)[number] {
  if (field === 'name') return 'identification'
  return SHOWN_BESIDE.find((one) => one === field) as (typeof SORTS)[number] | undefined ?? fields.find((one) => one.key === field)?.category ?? 'other'
}
