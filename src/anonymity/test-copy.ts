import type { Catalogue } from '../purposes/catalogue.ts'
import type { FieldValue } from '../people/values.sql.ts'
import type { Coarsening } from './classes.ts'

export const COPY_FORMAT = 'tillit-test-copy'
/** Counts up when a program of before could not fill itself from what this one writes. */
export const COPY_VERSION = 1
/** What a copy's file is called. */
export const COPY_FILE = 'tillit-test-copy.ndjson.gz'

/** The first line of a copy: JSON, as every line is. */
export interface CopyHead {
  format: typeof COPY_FORMAT
  version: number
  /** The day on which it was made, without a time. */
  made: string
  people: number
  smallestGroup: number
  catalogue: Catalogue
}

/** Somebody who does not exist. */
export interface CopyPerson {
  country: string | null
  capacity: string
  protected: boolean
  deceased: string | null
  /** Days, `YYYY-MM-DD`. */
  came: string
  values: Record<string, FieldValue>
  sealed: Record<string, string>
  points: { kind: 'email' | 'phone' | 'postal'; value: string; canonical: string; verified: boolean }[]
  grounds: { purpose: string; basis: string; ended: boolean }[]
  said: { kind: string; purpose: string | null; channel: string | null; surface: string; at: string }[]
}

/** The last line: what was given up so that nobody can be found, and how much. */
export interface CopyReport {
  people: number
  inRegister: number
  smallestGroup: number
  /** Of what outsiders may know; of how lives went; of which fields are held. */
  known: Coarsening
  lives: Coarsening
  held: Coarsening
  columns: { table: string; how: string; columns: string[]; because?: string }[]
}

export type CopyLine = { head: CopyHead } | { person: CopyPerson } | { report: CopyReport }
