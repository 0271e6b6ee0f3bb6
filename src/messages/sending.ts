import type { Keeper } from '../keeper/keeper.ts'
import type { LedgerEntry } from '../ledger/entry.ts'
import type { Installation } from '../plumbing/installation.sql.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import type { Company } from './company.ts'
import type { Transport } from './deliver.ts'
import type { Individual } from './individual.ts'
import type { Mailing } from './mailing.ts'
import type { Message } from './message-state.ts'
import type { DocumentMails } from './write-document.ts'

/** Places in the path of a message where a test lets the program die (DU-04), in their order. */
export const FAULT_POINTS = ['claiming', 'claimed', 'locked', 'decided', 'written', 'handing-over', 'handed-over', 'recorded', 'committed'] as const
export type FaultPoint = (typeof FAULT_POINTS)[number]

/** What a sender works with. */
export interface Sending {
  keeper: Pick<Keeper, 'journal' | 'keys'>
  transport: Transport
  /** Without a slash at the end. */
  publicUrl: string
  /** Writes mails with a document; a house that sends none has none. */
  documents?: DocumentMails
  fault?: (point: FaultPoint, personId?: PersonId) => void
}

/** Messages claimed together, with what all of them need. */
export interface Batch {
  messages: Message[]
  mailings: ReadonlyMap<MailingId, Mailing>
  catalogue: PublishedCatalogue
  installation: Installation
  /** Who owes a notice about data from elsewhere, as it was at the claim (rule D8). */
  noticeDue: ReadonlySet<PersonId>
  /** What colleagues wrote to one person. */
  individuals: ReadonlyMap<MailingId, Individual>
  /** What single mails are about. */
  entries: ReadonlyMap<PersonId, readonly LedgerEntry[]>
}

export function companyOf(sending: Pick<Sending, 'publicUrl'> & { transport: Pick<Transport, 'from'> }, installation: Installation): Company {
  return { controller: installation.controller, demo: installation.demo, from: sending.transport.from, publicUrl: sending.publicUrl }
}

/** The entries that a single mail is about. */
export function entriesAbout(batch: Pick<Batch, 'entries'>, { personId, entrySeqs }: Pick<Message, 'personId' | 'entrySeqs'>): LedgerEntry[] {
  return (batch.entries.get(personId) ?? []).filter((entry) => entrySeqs.includes(entry.seq))
}
