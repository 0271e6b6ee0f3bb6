import { useRef, useState } from 'react'
import type { BroughtInvoice, RehearsedEInvoice } from '@api/e-invoices-resource.ts'
import { ApiProblem, post } from '../api.ts'
import { queries } from '../queries.ts'
import { base64Of } from '../save-file.ts'
import { mayCome, twiceAmong, type WaitingFile } from './waiting-file.ts'

/** More than an issued document may have, before it is read at all. */
const BYTES_MAX = 5 * 1024 * 1024
/** What may go well another time: no answer, too many at once, out of order for a while. */
const PASSING = [0, 429, 503]

export interface Work {
  what: 'reading' | 'bringing'
  done: number
  total: number
}

/**
 * Files on their way in, one after the other: each is rehearsed when it comes, and brought in by itself when that is asked for. It
 * may be stopped between two; what has come in stays.
 */
export function useBringing(tooLarge: string) {
  const [files, setFiles] = useState<readonly WaitingFile[]>([])
  const [work, setWork] = useState<Work | null>(null)
  const [isStopped, isWorking] = [useRef(false), useRef(false)]
  // What is worked on outlives the drawing in which it began.
  const latest = useRef(files)
  const keep = (next: readonly WaitingFile[]) => {
    latest.current = next
    setFiles(next)
  }
  const change = (key: string, more: Partial<WaitingFile>) => keep(latest.current.map((one) => (one.key === key ? { ...one, ...more } : one)))

  /** One after the other until nothing is left of it: more may come while it works. */
  const workOff = async (what: Work['what'], left: () => readonly WaitingFile[], act: (one: WaitingFile) => Promise<void>) => {
    if (isWorking.current) return
    isWorking.current = true
    isStopped.current = false
    for (let done = 0; !isStopped.current; done++) {
      const [next, ...more] = left()
      if (!next) break
      setWork({ what, done, total: done + 1 + more.length })
      await act(next)
    }
    isWorking.current = false
    setWork(null)
  }
  const rehearse = async (one: WaitingFile) => {
    change(one.key, { state: 'reading' })
    const { fault: _, rehearsal: __, ...plain } = one
    const next: WaitingFile = { ...plain, state: 'rehearsed' }
    if (one.file.size > BYTES_MAX) next.fault = { rule: null, field: null, sentence: tooLarge, again: false }
    else {
      try {
        next.rehearsal = await post<RehearsedEInvoice>('/e-invoices/rehearsals', await bodyOf(one))
      } catch (error) {
        next.fault = faultOf(error)
      }
    }
    keep(latest.current.map((each) => (each.key === one.key ? next : each)))
  }
  const bring = async (one: WaitingFile) => {
    change(one.key, { state: 'bringing' })
    try {
      await post<BroughtInvoice>('/e-invoices', await bodyOf(one), { headers: { 'content-type': 'application/json', 'idempotency-key': one.key } })
      change(one.key, { state: 'brought' })
    } catch (error) {
      change(one.key, { state: 'rehearsed', fault: faultOf(error) })
    }
  }
  const read = () => workOff('reading', () => latest.current.filter((one) => one.state === 'waiting'), rehearse)

  return {
    files, work, read,
    add: (some: readonly File[]) => {
      keep([...latest.current, ...some.map((file): WaitingFile => ({ key: crypto.randomUUID(), file, state: 'waiting' }))])
      void read()
    },
    /** Another answer to whom it is for, or whether it comes as it is: it is looked at anew, and is another request. */
    again: (key: string, more: Pick<WaitingFile, 'customer' | 'keepReference'> = {}) => {
      change(key, { ...more, key: crypto.randomUUID(), state: 'waiting' })
      void read()
    },
    bring: async () => {
      const twice = twiceAmong(latest.current)
      await workOff('bringing', () => latest.current.filter((one) => mayCome(one) && !twice.has(one.key)), bring)
      void queries.invalidateQueries({ queryKey: ['people'] })
      if (!isStopped.current) await read()
    },
    putAway: (key: string) => keep(latest.current.filter((one) => one.key !== key)),
    clear: () => keep([]),
    stop: () => { isStopped.current = true },
  }
}

export type Bringing = ReturnType<typeof useBringing>

async function bodyOf({ file, customer, keepReference }: WaitingFile) {
  return { ubl: await base64Of(file), ...(customer && { customer }), ...(keepReference && { keepReference }) }
}

function faultOf(error: unknown): NonNullable<WaitingFile['fault']> {
  if (!(error instanceof ApiProblem)) return { rule: null, field: null, sentence: '', again: true }
  return { rule: error.rule ?? null, field: error.field ?? null, sentence: error.message, again: PASSING.includes(error.status) }
}
