import type { ProvedIdentity } from '../plumbing/id-token.ts'
import { FRESH_MINUTES } from './session.ts'

/** When somebody last showed the provider who they are; where it does not say, too long ago to be a fresh proof. */
export function provedThere({ provedAt }: Pick<ProvedIdentity, 'provedAt'>, now: Date): Date {
  return provedAt ?? new Date(now.getTime() - FRESH_MINUTES * 60_000)
}
