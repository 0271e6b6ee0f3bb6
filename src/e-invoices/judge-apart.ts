import { join } from 'node:path'
import type { NamedCustomer } from '../people/find-customer.ts'
import { Problem, type ProblemDetail, type ProblemKind } from '../plumbing/errors.ts'
import { HelperGone, type HelperBounds } from '../plumbing/helper-process.ts'
import { KeptHelper } from '../plumbing/kept-helper.ts'
import { judgeInvoice, type JudgedInvoice } from './judge-invoice.ts'
import { namedBuyer } from './named-buyer.ts'

/** What is asked of an e-invoice: everything, or whom it is for alone. The file is in base64. */
export type JudgingWish = { wants: 'judgement' | 'buyer'; file: string }
export type JudgingAnswer = { answer: JudgedInvoice | NamedCustomer } | { problem: [ProblemKind, ProblemDetail] } | { fault: string }

/** So short a file is read in less time than a process takes to start. */
const SHORT_BYTES = 64 * 1024
const BOUNDS: HelperBounds = { megabytes: 384, silenceMs: 20_000 }
const helper = new KeptHelper(join(import.meta.dirname, 'judging-process.ts'), BOUNDS, 256)

/** What an e-invoice of another system says and what is wrong with it; one that is not short is read in a process of its own (choice 43). Throws a Problem (invalid) that names rule and place. */
export async function judgeApart(file: Uint8Array, bounds = BOUNDS): Promise<JudgedInvoice> {
  if (file.length <= SHORT_BYTES) return judgeInvoice(file)
  return (await ask({ wants: 'judgement', file: Buffer.from(file).toString('base64') }, bounds)) as JudgedInvoice
}

/** Whom it says it is for, whatever else is wrong with it; as `judgeApart`. */
export async function namedBuyerApart(file: Uint8Array): Promise<NamedCustomer> {
  if (file.length <= SHORT_BYTES) return namedBuyer(file)
  return (await ask({ wants: 'buyer', file: Buffer.from(file).toString('base64') }, BOUNDS)) as NamedCustomer
}

/** What the process answers. */
export function answerWish({ wants, file }: JudgingWish): JudgedInvoice | NamedCustomer {
  const bytes = Buffer.from(file, 'base64')
  return wants === 'judgement' ? judgeInvoice(bytes) : namedBuyer(bytes)
}

async function ask(wish: JudgingWish, bounds: HelperBounds): Promise<JudgedInvoice | NamedCustomer> {
  const told = (await helper.ask(wish, bounds).catch((error: unknown) => {
    throw error instanceof HelperGone ? new Problem('invalid', { text: 'e-invoices.too-heavy', rule: 'XML', field: 'ubl' }) : error
  })) as JudgingAnswer
  if ('problem' in told) throw new Problem(...told.problem)
  if ('fault' in told) throw new Error(`an e-invoice could not be read: ${told.fault}`)
  return told.answer
}
