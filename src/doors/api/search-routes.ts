import { setImmediate } from 'node:timers/promises'
import type { LookWhy, Seen } from '../../looks/look.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import type { Found, FoundKind, Searcher } from '../../search/found.ts'
import { KnownWords, type WordCount } from '../../search/known-words.ts'
import { selectKnownWords } from '../../search/known-words.sql.ts'
import { searchEverything, type FoundGroup } from '../../search/search-everything.ts'
import { RANKS, wantedIn } from '../../search/wanted.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { purposesRead } from './notes-routes.ts'
import { readerLanguage } from './reader.ts'
import * as resource from './search-resource.ts'
import { readsTickets } from './tickets-routes.ts'

/** The words of names are read again after so long: a name that came since is found as it is written until then. */
const KNOWN_FOR_MS = 10 * 60_000
const LEARNT_AT_ONCE = 2_000
/** A line that tells of a document is a look at it, as in the list of invoices; other lines are rows of a list. */
const WHY: Partial<Record<FoundKind, LookWhy>> = { invoice: 'document', request: 'request' }

export function addSearchRoutes(api: Api, house: House): void {
  const known = knownWords(house)

  api.openapi(resource.searchEverything, async (c) => {
    const { words, near, kinds, limit } = c.req.valid('json')
    const actor = c.get('actor')
    const typed = wantedIn(words)
    const meant = near ? (await known()).withNear(typed) : typed
    const groups = await house.database.read(async (tx) => searchEverything(tx, meant, await searcherOf(tx, house, actor, readerLanguage(c)), { limit, kinds }))
    await noteLooks(house, actor, groups)
    return c.json({ groups: groups.map(({ kind, found, isMore }) => ({ kind, found: found.map(answerOf), isMore })) }, 200)
  })
}

/** Reads the words of names when they are asked for and old; what is old still serves meanwhile. */
function knownWords({ database }: House): () => Promise<KnownWords> {
  let known: KnownWords | undefined
  let reading: Promise<KnownWords> | undefined
  const read = () => (reading ??= database.report(async (tx) => ({ counts: await selectKnownWords(tx), at: tx.now })).then(learnt).then((fresh) => (known = fresh)).finally(() => (reading = undefined)))
  return async () => {
    if (known && database.clock().getTime() - known.at.getTime() < KNOWN_FOR_MS) return known
    const fresh = read()
    if (!known) return fresh
    fresh.catch(() => undefined)
    return known
  }
}

/** In pieces, so that others are served between. */
async function learnt({ counts, at }: { counts: readonly WordCount[]; at: Date }): Promise<KnownWords> {
  const words = new KnownWords(at)
  for (let from = 0; from < counts.length; from += LEARNT_AT_ONCE) {
    words.add(counts.slice(from, from + LEARNT_AT_ONCE))
    await setImmediate()
  }
  return words
}

async function searcherOf(tx: Tx, { keeper }: House, actor: StaffActor, language: Language): Promise<Searcher> {
  return { permissions: new Set(actor.kind === 'staff' ? actor.permissions : []), scope: await scopeFor(tx, actor), notesOf: purposesRead(await selectCatalogue(tx), actor), readsTickets: readsTickets(actor), language, keeper }
}

async function noteLooks(house: House, actor: StaffActor, groups: readonly FoundGroup[]): Promise<void> {
  const shown = groups.flatMap(({ kind, found }) => found.flatMap(({ person, shows }) => (person ? [{ why: WHY[kind] ?? 'list' as const, personId: person.id, fields: shows }] : [])))
  for (const [why, seen] of Map.groupBy(shown, (one) => one.why)) {
    const people = [...Map.groupBy(seen, (one) => one.personId)].map(([personId, same]): Seen => ({ personId, fields: [...new Set(same.flatMap((one) => one.fields))] }))
    await house.looks.note({ actor, why, people })
  }
}

const HOW = Object.fromEntries(Object.entries(RANKS).map(([how, rank]) => [rank, how])) as Record<Found['rank'], resource.FoundThing['how']>

function answerOf({ id, person, title, about, rank }: Found): resource.FoundThing {
  return { id, person, title, about, how: HOW[rank] }
}
