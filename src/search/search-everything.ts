import { NAME_FIELDS } from '../people/name-of.ts'
import { goByIndexes } from '../people/people-search.sql.ts'
import { opensDocuments, showsOfEverybody } from '../people/scope.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Permission } from '../staff/permission.ts'
import type { PersonId } from '../values/ids.ts'
import { findCompanies } from './find-companies.sql.ts'
import { findDeals } from './find-deals.sql.ts'
import { findInvoices } from './find-invoices.sql.ts'
import { findMailings } from './find-mailings.sql.ts'
import { findNotes } from './find-notes.sql.ts'
import { findPeople } from './find-people.ts'
import { findPurposes } from './find-purposes.ts'
import { findQuotes } from './find-quotes.sql.ts'
import { findRequests } from './find-requests.sql.ts'
import { findTickets } from './find-tickets.sql.ts'
import type { Clue, Found, FoundKind, Searcher } from './found.ts'
import { SHORT_LETTERS, type Wanted } from './wanted.ts'

/** Finds things of one kind. What the searcher may not see is not there. */
interface Finder {
  kind: FoundKind
  needs: Permission
  /** What it takes beside the permission. */
  opens?: (searcher: Searcher) => boolean
  /** One or two letters are looked for too: there is an index that knows the beginnings of its words. */
  byShort?: true
  find(tx: Tx, clue: Clue, searcher: Searcher): Promise<Found[]>
}

const seesNames = ({ scope }: Searcher) => showsOfEverybody(scope, NAME_FIELDS)

/**
 * What the one search box finds, in the order it stands in. A room joins with a line here, a word in `FOUND_KINDS` (found.ts), and
 * a line in the workspace's table of the same name (web/src/search/found-kinds.ts).
 */
const FINDERS: readonly Finder[] = [
  { kind: 'person', needs: 'people.read', byShort: true, find: findPeople },
  { kind: 'company', needs: 'companies.read', byShort: true, find: findCompanies },
  { kind: 'invoice', needs: 'invoices.read', opens: ({ scope }) => opensDocuments(scope), find: findInvoices },
  { kind: 'quote', needs: 'deals.read', opens: seesNames, find: findQuotes },
  { kind: 'deal', needs: 'deals.read', opens: seesNames, find: findDeals },
  { kind: 'ticket', needs: 'tickets.read', byShort: true, opens: (searcher) => searcher.readsTickets && seesNames(searcher), find: findTickets },
  { kind: 'request', needs: 'requests.handle', opens: ({ scope }) => scope === undefined, find: findRequests },
  { kind: 'note', needs: 'people.read', opens: seesNames, find: findNotes },
  { kind: 'mailing', needs: 'mailings.write', find: findMailings },
  { kind: 'purpose', needs: 'catalogue.read', find: findPurposes },
]

/** What was found of one kind, the best first. */
export interface FoundGroup {
  kind: FoundKind
  found: Found[]
  /** There is more than these. */
  isMore: boolean
}

/** Where a name fits more people than these, what is theirs is looked for by the person. */
const FEW = 10

/** What the words find, kind by kind, of what the searcher may see. `limit` is for each kind; `kinds` narrows it to some. */
export async function searchEverything(tx: Tx, wanted: Wanted, searcher: Searcher, { limit, kinds }: { limit: number; kinds?: readonly FoundKind[] | undefined }): Promise<FoundGroup[]> {
  if (wanted.words.length === 0) return []
  await goByIndexes(tx)
  const groups: FoundGroup[] = []
  const isShort = wanted.words.every(({ forms }) => forms[0]!.length <= SHORT_LETTERS)
  let people: ReadonlyMap<PersonId, string> = new Map()
  for (const { kind, needs, opens, byShort, find } of FINDERS) {
    const isAsked = kinds?.includes(kind) ?? true
    // What is theirs is found by the people, whether these are shown or not.
    if ((!isAsked && kind !== 'person') || (isShort && !byShort) || !searcher.permissions.has(needs) || opens?.(searcher) === false) continue
    const found = (await find(tx, { wanted, people, limit: limit + 1 }, searcher)).toSorted((one, other) => one.rank - other.rank)
    if (kind === 'person' && found.length <= FEW) people = new Map(found.map(({ person }) => [person!.id, person!.name]))
    if (isAsked && found.length > 0) groups.push({ kind, found: found.slice(0, limit), isMore: found.length > limit })
  }
  return groups
}
