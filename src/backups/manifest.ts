import { z } from 'zod'

/** Counts up when a program of before could not read what this one writes. */
export const BACKUP_VERSION = 1

/** What stands in front: enough to say whether this backup may be restored here, before anything else is read. */
const head = z.object({
  format: z.literal('tillit-backup'),
  version: z.number().int(),
  backupId: z.uuid(),
  /** The moment that it shows. */
  at: z.iso.datetime(),
  installationId: z.uuid(),
  keeperId: z.uuid(),
  postgres: z.string(),
  /** The schema: what was applied, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  ledger: z.object({
    /** Leaves at that moment, and the root over all of them. */
    size: z.number().int(),
    root: z.string(),
    /** The newest head that was signed by then. */
    head: z.object({ size: z.number().int(), epoch: z.number().int(), root: z.string() }).nullable(),
  }),
  /** So many lines the keeper's journal had before: a shorter one has lost some. */
  journalLines: z.number().int(),
})
export type BackupHead = z.infer<typeof head>

export interface TableShape {
  name: string
  columns: string[]
}

const table = z.object({ name: z.string(), columns: z.array(z.string()) })
const tableEnd = z.object({ rows: z.number().int(), bytes: z.number().int(), sha256: z.string() })
const end = z.object({ tables: z.array(z.object({ name: z.string(), ...tableEnd.shape })) })

export type TableEnd = z.infer<typeof tableEnd>
/** What stands at the end: every table with its rows and the digest over them. */
export type BackupEnd = z.infer<typeof end>

/** What a whole backup holds. */
export interface Manifest extends BackupHead, BackupEnd {}

export function peopleIn({ tables }: BackupEnd): number {
  return tables.find(({ name }) => name === 'person')?.rows ?? 0
}

const parse = <Value>(shape: z.ZodType<Value>) => (bytes: Buffer): Value | undefined => {
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    return undefined
  }
}

/** What the frames of these kinds say; undefined for what is none of ours. */
export const parseHead = parse(head)
export const parseTable = parse(table)
export const parseTableEnd = parse(tableEnd)
export const parseEnd = parse(end)

/** Tables whose rows are in no backup, and why: what must not come back, or grows again by itself. */
export const LEFT_OUT: Record<string, string> = {
  staff_session: 'nobody is signed in after a restore',
  customer_session: 'nobody is signed in after a restore',
  staff_sign_in_link: 'a link that was used since would work again',
  staff_challenge: 'lasts for minutes',
  sign_on_request: 'lasts for minutes',
  door_request: 'codes by mail last for minutes',
  attempt: 'counts of a quarter of an hour',
  sign_in_try: 'counts of a day',
  idempotent_request: 'answers of a day',
  export_part: 'files that wait for a day, of whomever',
  letter_part: 'letters on their way to a print house, of whomever',
  lease: 'which copy of the program does what',
  ledger_watch: 'the restored ledger is gone through anew',
  decision_row: 'grows again',
  decision_mark: 'grows again',
  person_change: 'what the rows above are grown from',
  person_change_pending: 'what the rows above are grown from',
  backup_made: 'the folder says it better',
  restoration: 'of the database that was',
  migration: 'stands in front',
}
