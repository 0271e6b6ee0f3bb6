import type { Keeper } from '../keeper/keeper.ts'
import { selectEntries } from '../ledger/entries.sql.ts'
import type { LedgerEntry } from '../ledger/entry.ts'
import { commitmentOf } from '../ledger/leaf-check.ts'
import { readEntry } from '../ledger/ledger.sql.ts'
import type { LedgerTree } from '../ledger/ledger-tree.ts'
import { signPromise } from '../ledger/promise.ts'
import { proveEntry } from '../ledger/prove-entry.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { type PublishedCatalogue, type PublishedPurpose, selectCatalogue, selectPurposeVersions, selectWording } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { buildReceipt, RECEIPT_KINDS, type ReceiptFacts, signReceipt } from './receipt.ts'
import { ALL } from './standing.ts'

export interface ReceiptDesk {
  keeper: Pick<Keeper, 'keys'>
  tree: LedgerTree
  /** Address of the customer's page. */
  url: string
}

/**
 * The signed receipt of one entry, as the text of its file. It is made anew each time, so that it carries the inclusion proof as soon
 * as there is one; nothing is stored. Throws not-found when there is no such entry, or none of a kind that has a receipt.
 */
export async function issueReceipt(tx: Tx, desk: ReceiptDesk, personId: PersonId, seq: number, language: Language): Promise<string> {
  const [stored, installation] = [await readEntry(tx, personId, seq), await selectInstallation(tx)]
  if (!stored || !installation || !(RECEIPT_KINDS as readonly string[]).includes(stored.entry.kind)) {
    throw new Problem('not-found', { text: 'receipt.none' })
  }
  const { entry, salt } = stored
  const all = await selectEntries(tx, [personId])
  const history = all.filter((other) => other.seq <= seq && reaches(other, entry))
  const catalogue = await selectCatalogue(tx)
  const commitment = commitmentOf(stored)
  const key = desk.keeper.keys.signing
  const facts: ReceiptFacts = {
    createdAt: tx.now,
    language,
    controller: installation.controller,
    url: desk.url,
    entry,
    salt,
    commitment,
    promise: await signPromise(commitment, all.find((other) => other.seq === seq)!.at, key),
    proof: await proveEntry(tx, desk.tree, personId, seq),
    history,
    purposes: await purposesOf(tx, entry, catalogue),
    fields: catalogue.fields,
    basis: entry.kind === 'objected' ? 'legitimate-interest' : 'consent',
    wording: await lastWording(tx, history),
  }
  return signReceipt(buildReceipt(facts), key)
}

type Reach = Pick<LedgerEntry, 'purpose' | 'channel'>

/** An entry belongs to the history of another when both speak of a common purpose and channel. */
function reaches(other: Reach, entry: Reach): boolean {
  const common = (a: string | null, b: string | null) => a === b || isAll(a) || isAll(b)
  return common(other.purpose, entry.purpose) && common(other.channel, entry.channel)
}

const isAll = (value: string | null) => value === null || value === ALL

async function purposesOf(tx: Tx, entry: Reach & { purposeVersion: number | null }, catalogue: PublishedCatalogue): Promise<PublishedPurpose[]> {
  if (entry.purpose === null || entry.purpose === ALL) return catalogue.purposes.filter((purpose) => purpose.kind === 'marketing')
  const versions = await selectPurposeVersions(tx, entry.purpose)
  const [newest] = versions
  const answered = versions.find((purpose) => purpose.version === entry.purposeVersion) ?? newest
  if (!answered) throw new Problem('not-found', { text: 'receipt.none' })
  return [answered]
}

/** The words that the newest entry in the history answered to. */
async function lastWording(tx: Tx, history: LedgerEntry[]): Promise<ReceiptFacts['wording']> {
  const answered = history.findLast((entry) => entry.wordingId !== null)
  if (!answered?.wordingId) return undefined
  const found = await selectWording(tx, answered.wordingId)
  return found && { id: answered.wordingId.toString('hex'), language: found.language, text: found.text, seenAt: answered.at }
}
