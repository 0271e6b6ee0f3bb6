import { createHash, createHmac, type KeyObject } from 'node:crypto'
import { commitment, entryBytes, type LedgerEntry } from '../src/ledger/entry.ts'
import { identifierHash, withMailboxes, type Identifier } from '../src/people/identifier.ts'
import type { ContactPointId, PersonId } from '../src/values/ids.ts'
import { postalAddress } from '../src/values/postal-address.ts'
import { FILE_SETTINGS, inventPerson, NEWS_EVIDENCE, NEWS_WORDING, type InventedPerson } from './invented-people.ts'
import type { Folds } from './name-folds.ts'

/** Tables in the order in which their rows may come, with the columns that are written. */
export const TABLES = {
  person: 'person_id, person_no, created_at, country, capacity, protected_identity, deceased_at',
  profile: 'person_id, display_name, sort_key, search_key, given_name, family_name, birth_date, customer_number, language, street, postal_code, city, own',
  contact_point: 'person_id, contact_point_id, kind, value, canonical, since, verified_at, verified_how, provenance_id',
  ground: 'person_id, ground_id, purpose_key, basis, since, waits_for, product_groups, evidence, entry_seq',
  provenance: 'person_id, provenance_id, source, collected, recorded_at, recorded_by_kind, recorded_by_id, import_id, fields',
  identifier: 'kind, key_hash, person_id, since',
  person_standing: 'person_id, last_seq, last_no_at',
  standing: 'person_id, purpose, channel, state, contact_point_id, since, seq, purpose_version, unproved',
  ledger_entry: 'person_id, seq, kind, at, purpose, purpose_version, channel, contact_point_id, surface, language, actor_kind, actor_id, wording_id, evidence, salt',
  ledger_leaf: 'leaf_index, commitment',
  ledger_place: 'person_id, seq, leaf_index',
} as const
export type Table = keyof typeof TABLES

export interface Batch {
  people: InventedPerson[]
  personIds: PersonId[]
  /** Lines of COPY's text form. */
  lines: Record<Table, string[]>
  /** Commitments of the leaves, in order. */
  commitments: Buffer[]
  /** Who said no: for the keeper's journal. */
  noes: PersonId[]
}

export interface Source {
  indexKey: KeyObject
  importId: string
  by: string
  folds: Folds
  /** When everything was recorded. */
  at: Date
  /** Seed of ids and salts, so that several registers can stand side by side. */
  seed: number
}

export const NEWS_WORDING_ID = createHash('sha256').update(`sv\n${NEWS_WORDING}`).digest()

/** The rows of people `from` to `to` (not included), as an import of them would have left them; leaves begin at `leafIndex`. */
export function registerRows(source: Source, from: number, to: number, leafIndex: number, silent = false): Batch {
  const batch: Batch = { people: [], personIds: [], lines: Object.fromEntries(Object.keys(TABLES).map((table) => [table, []])) as unknown as Batch['lines'], commitments: [], noes: [] }
  const entries: { entry: LedgerEntry; salt: Buffer }[] = []
  for (let number = from; number < to; number++) addPerson(batch, entries, source, inventPerson(number, silent))
  // The sequencer goes by person within one moment.
  entries.sort((a, b) => (a.entry.personId < b.entry.personId ? -1 : a.entry.personId > b.entry.personId ? 1 : a.entry.seq - b.entry.seq))
  for (const [place, { entry, salt }] of entries.entries()) {
    const hash = commitment(salt, entryBytes(entry))
    batch.commitments.push(hash)
    batch.lines.ledger_leaf.push(line(leafIndex + place, bytes(hash)))
    batch.lines.ledger_place.push(line(entry.personId, entry.seq, leafIndex + place))
  }
  return batch
}

function addPerson({ people, personIds, lines, noes }: Batch, entries: { entry: LedgerEntry; salt: Buffer }[], source: Source, one: InventedPerson): void {
  const make = idMaker(source, one.number)
  const at = source.at.toISOString()
  const [personId, provenanceId, contractId, emailId] = [make<PersonId>(), make(), make(), make<ContactPointId>()]
  people.push(one)
  personIds.push(personId)
  lines.person.push(line(personId, one.number + 1, at, 'SE', 'consumer', 'f', null))
  const { sortKey, searchKey } = source.folds.keysOf(one)
  lines.profile.push(line(personId, `${one.givenName} ${one.familyName}`, sortKey, searchKey, one.givenName, one.familyName, one.birthDate, one.customerNumber, 'sv', one.street, one.postalCode, one.city, '{}'))

  const verified = one.news === 'yes' ? [at, 'import'] : [null, null]
  lines.contact_point.push(line(personId, emailId, 'email', one.email, one.email, at, ...verified, provenanceId))
  if (one.phone) lines.contact_point.push(line(personId, make(), 'phone', one.phone, one.phone, at, null, null, provenanceId))
  const address = postalAddress({ street: one.street ?? undefined, postalCode: one.postalCode ?? undefined, city: one.city, country: 'SE' as never })
  if (address) lines.contact_point.push(line(personId, make(), 'postal', address.value, address.canonical, at, null, null, provenanceId))
  const fields = ['city', ...(address ? ['street'] : []), 'language', 'birth_date', 'given_name', 'family_name', ...(address ? ['postal_code'] : []), 'customer_number', 'email', ...(one.phone ? ['phone'] : []), ...(address ? ['postal_address'] : [])]
  lines.provenance.push(line(personId, provenanceId, FILE_SETTINGS.source, 'self', at, 'import', source.by, source.importId, `{${fields.join(',')}}`))
  for (const identifier of withMailboxes(identifiersOf(one))) lines.identifier.push(line(identifier.kind, bytes(identifierHash(source.indexKey, identifier)), personId, at))

  lines.ground.push(line(personId, contractId, 'contract', 'contract', at, 'contract-end', '{}', '{}', null))
  if (one.news === 'yes') lines.ground.push(line(personId, make(), 'news', 'consent', at, 'withdrawal', '{}', JSON.stringify(NEWS_EVIDENCE), null))
  lines.person_standing.push(line(personId, one.news ? 2 : 1, one.news === 'no' ? at : null))
  if (one.news) lines.standing.push(line(personId, 'news', 'email', one.news === 'yes' ? 'given' : 'withdrawn', one.news === 'yes' ? emailId : null, at, 2, 1, 'f'))
  if (one.news === 'no') noes.push(personId)

  const said = saidBy(one, personId, contractId, emailId, source)
  for (const [place, entry] of said.entries()) {
    const salt = createHmac('sha256', `salt ${source.seed} ${place}`).update(String(one.number)).digest()
    entries.push({ entry, salt })
    lines.ledger_entry.push(line(personId, entry.seq, entry.kind, at, entry.purpose, entry.purposeVersion, entry.channel, entry.contactPointId, entry.surface, entry.language,
      entry.actor.kind, entry.actor.id, entry.wordingId && bytes(entry.wordingId), JSON.stringify(entry.evidence), bytes(salt)))
  }
}

function identifiersOf(one: InventedPerson): Identifier[] {
  return [
    { kind: 'email', canonical: one.email },
    ...(one.phone ? [{ kind: 'phone' as const, canonical: one.phone }] : []),
    { kind: 'customer-number', canonical: one.customerNumber },
    { kind: 'source-number', canonical: `${FILE_SETTINGS.source}\n${one.customerNumber}` },
  ]
}

function saidBy(one: InventedPerson, personId: PersonId, ground: string, email: ContactPointId, source: Source): LedgerEntry[] {
  const base = { personId, at: source.at, purposeVersion: 1, frequency: null, surface: 'import' as const, actor: { kind: 'staff' as const, id: source.by } }
  const none = { channel: null, contactPointId: null, language: null, wordingId: null }
  const from = { import: source.importId, source: FILE_SETTINGS.source }
  const started: LedgerEntry = { ...base, ...none, seq: 1, kind: 'contract-started', purpose: 'contract', evidence: { ground } }
  if (one.news === null) return [started]
  const news = { ...base, ...none, seq: 2, purpose: 'news', channel: 'email' }
  return one.news === 'yes'
    ? [started, { ...news, kind: 'given', contactPointId: email, language: 'sv', wordingId: NEWS_WORDING_ID, evidence: { ...from, ...NEWS_EVIDENCE } }]
    : [started, { ...news, kind: 'withdrawn', evidence: from }]
}

/** UUIDv7 of the register's moment; a thousand people share a millisecond, as those of one batch do. */
function idMaker({ at, seed }: Source, number: number): <Id extends string = string>() => Id {
  const time = (at.getTime() + Math.floor(number / 1000)).toString(16).padStart(12, '0')
  let count = 0
  return <Id extends string>() => {
    const hex = createHash('md5').update(`${seed} ${number} ${count++}`).digest('hex')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}` as Id
  }
}

type Cell = string | number | null

function line(...cells: Cell[]): string {
  return cells.map((cell) => (cell === null ? '\\N' : String(cell).replaceAll(/[\\\t\n]/g, (each) => (each === '\\' ? '\\\\' : each === '\t' ? '\\t' : '\\n')))).join('\t')
}

const bytes = (buffer: Buffer): string => `\\x${buffer.toString('hex')}`
