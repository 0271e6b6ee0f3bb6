import type { Ground } from './ground.ts'

/** The purpose of answering what people ask, and of remembering a no. */
export const RIGHTS = 'rights'

/** Somebody of whom nothing is held but what they asked or said no to. */
export function isRightsOnly(grounds: readonly Pick<Ground, 'purpose'>[]): boolean {
  return grounds.length > 0 && grounds.every((ground) => ground.purpose === RIGHTS)
}
