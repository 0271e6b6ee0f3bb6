import { createHmac } from 'node:crypto'
import type { Keeper } from '../keeper/keeper.ts'
import { openSealedValues } from '../people/open-sealed-values.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { localDateIn } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import type { PersonId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import { cleanedTables, cleanerFor, type AccessCopy, type CopyKind, type GivenTables, type Passage } from './access-copy.ts'
import { selectDecisions } from './copies.sql.ts'
import { selectGiven, selectOthers, type OtherPerson } from './given.sql.ts'
import type { Others, OwnWords } from './others-in-text.ts'
import { portableTables } from './portable-part.ts'

/** Zone in which the company counts its days. */
const ZONE = 'Europe/Stockholm'

export interface AccessWish {
  kind: CopyKind
  language: Language
  /** Addresses of the company's own beside the one it names, canonical: those that its mails come from. */
  company: readonly string[]
}

/**
 * Reads everything that is held of one person and the data map gives (art. 15), or what they can take along (art. 20), with
 * other people's data taken out (art. 15(4)). `passages` are notes and the other texts it stood in, for a colleague. Throws not-found.
 */
export async function readAccess(tx: Tx, keeper: Pick<Keeper, 'keys' | 'keyRoom'>, personId: PersonId, { kind, language, company }: AccessWish): Promise<{ copy: AccessCopy; passages: Passage[] }> {
  const given = await selectGiven(tx, personId)
  if (given.tables['person']!.length === 0) throw new Problem('not-found', { text: 'rights.person-not-found' })
  const [installation, catalogue] = [await selectInstallation(tx), await selectCatalogue(tx)]
  const controller = installation?.controller ?? { name: '', country: 'SE' }
  const others = await selectOthers(tx, given.others)
  const markOf = (text: string): string => createHmac('sha256', keeper.keys.tokens).update(`copy text\0${text}`).digest('hex')
  const opened = { ...given.tables, sealed_value: await openedRows(tx, keeper, personId, given.tables) }
  const own = ownWords(opened, controller, company, localDateIn(ZONE, tx.now))
  const cleaner = cleanerFor(own, othersOf(others), await selectDecisions(tx, personId), markOf, (one) => t(language, `copy.redacted.${one}`))
  const tables = cleanedTables(opened, cleaner)
  const redactions = cleaner.passages.flatMap((one) => one.found).filter((one) => !one.shown)
  const whole: AccessCopy = {
    kind, personId, language, at: tx.now, controller, catalogue, tables, relationsFor: given.relationsFor, companies: new Map(given.companies.map((one) => [one.id, one.name])),
    receiptsKept: entriesChanged(opened, tables), wordings: new Map(given.wordings.map((one) => [one.id, one])), redactions, clean: cleaner.clean,
  }
  return { copy: kind === 'access' ? whole : { ...whole, tables: portableTables(whole), relationsFor: [] }, passages: cleaner.passages }
}

/** Entries of which something was taken out. */
function entriesChanged(before: GivenTables, after: GivenTables): Set<number> {
  const now = after['ledger_entry'] ?? []
  return new Set((before['ledger_entry'] ?? []).filter((entry, place) => JSON.stringify(entry['evidence']) !== JSON.stringify(now[place]?.['evidence'])).map((entry) => Number(entry['seq'])))
}

/** What is sealed with the person's key, in the open: it is theirs. What has lost its key is gone. */
async function openedRows(tx: Tx, keeper: Pick<Keeper, 'keyRoom'>, personId: PersonId, tables: GivenTables): Promise<GivenTables[string]> {
  const rows = tables['sealed_value'] ?? []
  if (rows.length === 0) return []
  const values = new Map((await openSealedValues(tx, keeper.keyRoom, [personId])).map((one) => [one.fieldKey, one.value]))
  return rows.map((row) => ({ ...Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'sealed')), value: values.get(String(row['field_key'])) ?? null }))
}

function ownWords(tables: GivenTables, controller: { name: string; email?: string; phone?: string; country: string }, company: readonly string[], today: OwnWords['today']): OwnWords {
  const [profile, person] = [tables['profile']?.[0] ?? {}, tables['person']![0]!]
  const named = ['display_name', 'given_name', 'family_name', 'full_name', 'company_name', 'city', 'street', 'region'].map((column) => profile[column]).filter((one) => typeof one === 'string')
  const contacts = (tables['contact_point'] ?? []).flatMap((point) => [point['canonical'], point['value']]).filter((one) => typeof one === 'string')
  return {
    names: [...named, controller.name].flatMap((name) => [name, ...name.split(/[\s,]+/)]).filter((name) => name !== ''),
    givenNames: typeof profile['given_name'] === 'string' ? profile['given_name'].split(' ') : [],
    contacts: new Set([...contacts.map((one) => one.toLowerCase()), controller.email?.toLowerCase() ?? '', controller.phone ?? '', ...company]),
    birthDate: typeof profile['birth_date'] === 'string' ? profile['birth_date'] : null,
    identityNumber: (tables['sealed_value'] ?? []).find((one) => one['field_key'] === 'identity_number')?.['value']?.toString().replaceAll(/\D/g, '') ?? null,
    country: (/^[A-Z]{2}$/.test(String(person['country'])) ? person['country'] : controller.country) as CountryCode, today,
  }
}

/** All that these people are called, whole and each part by itself, and reached by. */
function othersOf(others: readonly OtherPerson[]): Others {
  const names = new Set(others.flatMap(({ names: whole, givenName, familyName }) => [...whole, givenName ?? '', familyName ?? '']))
  return { names: [...names].filter((name) => name.length > 2), contacts: new Set(others.flatMap((one) => one.contacts)) }
}
