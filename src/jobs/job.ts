/** Work that goes on by itself while whoever asked for it does something else. */
export const JOB_KINDS = ['import', 'mailing', 'export', 'invoice-run', 'field-ending', 'mass-change'] as const
export type JobKind = (typeof JOB_KINDS)[number]

export const JOB_STATES = ['waiting', 'running', 'paused', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]

/** One shape for all of it. */
export interface Job {
  id: string
  kind: JobKind
  /** What it is called by whoever asked for it: a file's name, a mailing's; of an export the key of its purpose; of a run of invoices the day up to which, or none when it credits; of a field whose values end, and of a change of many, its key. */
  title: string
  state: JobState
  /** A try that changes nothing. */
  rehearsal: boolean
  done: number
  /** Null while that is not known. */
  of: number | null
  startedAt: Date
  finishedAt: Date | null
  by: string
  /** What came of it: counts by a word each. */
  result: Record<string, number>
  /** Text key of why it failed. */
  failure: string | null
  /** Of an export: whether there is a file to fetch. */
  file: 'ready' | 'fetched' | 'removed' | null
}

/** Nothing more happens to these. */
export function hasEnded(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}
