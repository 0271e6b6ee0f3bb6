import { effectiveChoice, isNo, type Standing } from '../consent/standing.ts'

export type JointAnswer = 'no' | 'yes' | 'none'

/**
 * What stands of one human who is in the register several times: any no counts for all of them, through whichever record it was
 * said; a yes stands where no record says no (rule L4). `marketing`: a no to all marketing reaches the purpose.
 */
export function jointChoice(standings: readonly Standing[], purpose: string, channel: string, marketing: boolean): JointAnswer {
  const choices = standings.map((standing) => effectiveChoice(standing, purpose, channel, marketing)?.state)
  if (choices.some((state) => state !== undefined && isNo(state))) return 'no'
  return choices.includes('given') ? 'yes' : 'none'
}
