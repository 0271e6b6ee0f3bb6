import type { RehearsedEInvoice } from '@api/e-invoices-resource.ts'

/** What keeps a file out: in words, with the number of the rule and the place, where there are such. */
export type Told = RehearsedEInvoice['faults'][number]

/** A file on its way in, as this page remembers it. */
export interface WaitingFile {
  /** Also what keeps it from coming in twice when an answer is lost. */
  key: string
  file: File
  state: 'waiting' | 'reading' | 'rehearsed' | 'bringing' | 'brought'
  rehearsal?: RehearsedEInvoice
  /** What the server answered instead; with `again` the same may go well another time. */
  fault?: Told & { again: boolean }
  /** For whom, as somebody here says. */
  customer?: string
  /** It comes in with its payment reference as it is. */
  keepReference?: boolean
}

/** What the same invoice is told apart by. */
function markOf({ rehearsal }: WaitingFile): string | undefined {
  return rehearsal?.person ? `${rehearsal.person.id} ${rehearsal.kind} ${rehearsal.number}` : undefined
}

/** The files whose invoice stands among these once already: only the first of them can come in. */
export function twiceAmong(files: readonly WaitingFile[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(files.filter((one) => {
    const mark = markOf(one)
    if (mark === undefined) return false
    const isTwice = seen.has(mark)
    seen.add(mark)
    return isTwice
  }).map((one) => one.key))
}

/** What keeps a file out; nothing: it may come in, or has. */
export function faultsOf({ state, rehearsal, fault }: WaitingFile): readonly Told[] {
  if (state === 'brought') return []
  return fault ? [fault] : (rehearsal?.faults ?? [])
}

/** True when it has been looked at and nothing keeps it out. */
export function mayCome(one: WaitingFile): boolean {
  return one.state === 'rehearsed' && one.rehearsal !== undefined && faultsOf(one).length === 0
}
