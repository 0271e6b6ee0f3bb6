import { createHash } from 'node:crypto'
import { countAttempts } from './attempts.sql.ts'
import type { Tx } from './database.ts'
import { Problem } from './errors.ts'

/** How many attempts a window lets through, for each subject that is counted. */
interface Limits {
  minutes: number
  account?: number
  network: number
  /** Beyond it somebody guesses from many networks at once, and everybody has to wait. */
  total?: number
}

/**
 * What can be guessed or used to annoy. Of a mobile network thousands of customers share a /24, so asking for a code is
 * counted generously: whom a code goes to has limits of their own (access/door-request.ts).
 */
export const ATTEMPT_LIMITS = {
  /** Asking for a code by mail. */
  knock: { minutes: 15, network: 300 },
  /** Typing the code of an invoice, which has 70 bits: at 3,000 a window, one of a million codes is hit in some twelve million years. */
  'typed-code': { minutes: 15, network: 60, total: 3_000 },
  /** One and the same typed code, whether there is such a code or not. */
  'one-code': { minutes: 15, account: 20, network: 300 },
  /** Telling a fact from an earlier invoice, beside a code; each code has waits of its own (entrance/earlier-fact.ts). */
  fact: { minutes: 15, network: 30, total: 1_000 },
  /** Entering a mailed code of six digits. With five tries a code, 3,000 guess one in 300 windows at best. */
  code: { minutes: 15, network: 60, total: 3_000 },
  /** Pressing the button of a sign-in link, whose secret has 256 bits. */
  link: { minutes: 15, network: 60 },
  /** Proving a password, a one-time code or a recovery code of a colleague. */
  factor: { minutes: 15, account: 10, network: 60, total: 3_000 },
  /** Answering by a connected system, whose calls are signed. */
  'call-back': { minutes: 15, network: 3_000 },
  /** Starting or ending a sign-in that nobody can guess: a passkey, another provider. */
  ceremony: { minutes: 15, network: 120 },
} as const satisfies Record<string, Limits>

export type AttemptKind = keyof typeof ATTEMPT_LIMITS

const EVERYBODY = Buffer.from('all')
const MINUTE = 60_000

/**
 * Counts an attempt and throws `too-many` beyond a limit, in the account, in the network, or in all. Give only what the
 * server knows by itself: `account` is an id of ours, `network` the keyed hash of where the request comes from
 * (doors/caller-network.ts). Run it in a transaction of its own that is committed before the factor is looked at:
 * in one that fails afterwards nothing was counted.
 */
export async function takeAttempt(tx: Tx, kind: AttemptKind, account: string | undefined, network: Buffer | undefined): Promise<void> {
  const limits: Limits = ATTEMPT_LIMITS[kind]
  const length = limits.minutes * MINUTE
  const windowEnds = new Date((Math.floor(tx.now.getTime() / length) + 1) * length)
  // Always in this order, so that two who count at once wait for each other in one direction only.
  const counted = ([
    [account === undefined ? undefined : createHash('sha256').update(`account\0${account}`).digest(), limits.account],
    [network, limits.network],
    [EVERYBODY, limits.total],
  ] as const).filter((one): one is [Buffer, number] => one[0] !== undefined && one[1] !== undefined)
  if (counted.length === 0) return
  const counts = await countAttempts(tx, kind, counted.map(([subject]) => subject), windowEnds)
  const over = counts.some(({ subject, count }) => count > counted.find(([one]) => one.equals(subject))![1])
  if (!over) return
  const againAfterSeconds = Math.ceil((windowEnds.getTime() - tx.now.getTime()) / 1000)
  throw new Problem('too-many', { text: 'api.too-many-attempts', parameters: { minutes: Math.ceil(againAfterSeconds / 60) }, againAfterSeconds })
}
