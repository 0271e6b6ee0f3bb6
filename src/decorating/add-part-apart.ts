import { Problem, type ProblemDetail, type ProblemKind } from '../plumbing/errors.ts'
import { HelperGone } from '../plumbing/helper-process.ts'
import { DECORATING_BOUNDS, decoratingHelper } from './decorating-helper.ts'
import { withPrivacyPart, type UblPart } from './finished-ubl.ts'

export interface PartWish { ubl: string; part: UblPart }
export type AddedPart = { ubl: string } | { fault: 'signed' } | { problem: [ProblemKind, ProblemDetail] }

/** So short an e-invoice is worked on in less time than a process takes to start. */
const SHORT_BYTES = 64 * 1024

/** As `withPrivacyPart`; what is not short is worked on in a process of its own (choice 43). */
export async function addPartApart(ubl: Uint8Array, part: UblPart, bounds = DECORATING_BOUNDS): Promise<{ ubl: Uint8Array } | { fault: 'signed' }> {
  if (ubl.length <= SHORT_BYTES) return withPrivacyPart(ubl, part)
  const wish: PartWish = { ubl: Buffer.from(ubl).toString('base64'), part }
  const done = (await decoratingHelper.ask(wish, bounds).catch((error: unknown) => {
    throw error instanceof HelperGone ? new Problem('invalid', { text: 'e-invoices.too-heavy', rule: 'XML', field: 'ubl' }) : error
  })) as AddedPart
  if ('problem' in done) throw new Problem(...done.problem)
  return 'ubl' in done ? { ubl: Buffer.from(done.ubl, 'base64') } : done
}
