import type { Purpose } from '../purposes/purpose.ts'

/**
 * What kind of no it is when the person says it: a withdrawal where a yes is what carries the purpose (art. 7(3)), an
 * objection where we rely on our own interest, and to all marketing (art. 21(2)-(3)). Null is all of them.
 */
export function kindOfNo(purpose: Pick<Purpose, 'bases'> | null, channel: string | null): 'withdrawn' | 'objected' {
  if (!purpose) return 'objected'
  const lines = purpose.bases.filter((line) => channel === null || line.channel === channel)
  return lines.every((line) => line.basis === 'legitimate-interest') ? 'objected' : 'withdrawn'
}
