import type { Keeper } from '../keeper/keeper.ts'
import type { RunItem } from './run.ts'
import type { Place } from './subscriptions.sql.ts'

/** What invoices are made with: whoever marks their numbers, and where their links lead. */
export interface Issuer {
  keeper: Pick<Keeper, 'keys' | 'markSeries'>
  publicUrl: string
}

/** What a transaction of a run has done, or a rehearsal would do. */
export interface Batch {
  /** How many were gone through. */
  looked: number
  /** The last of them. */
  after: Place
  items: readonly RunItem[]
  currency: string | undefined
  /** The purposes that the invoices ask about, one for each that does; of a rehearsal. */
  questions: readonly string[]
}
