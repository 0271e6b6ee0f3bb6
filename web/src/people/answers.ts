import type { NewChoice } from '@api/choices-resource.ts'
import type { ChoiceOnChannel, HeldContactPoint, Person } from '@api/person-resource.ts'

export const OFTEN = ['as-it-comes', 'weekly', 'monthly', 'quarterly', 'yearly'] as const

/** What a person says about one purpose on one channel. */
export interface Answer {
  kind: 'given' | 'withdrawn'
  /** How often they wish to hear of it; without one, as it comes. */
  frequency?: (typeof OFTEN)[number]
  /** The address or number that a yes is given for. */
  contactPointId?: string
}

/** Answers that reach further than one purpose on one channel. */
export type Wide = 'no-to-all' | 'stop-asking' | 'asking-allowed'

/** Answers by purpose and channel, as `events email`. */
export type Answers = Record<string, Answer>

type SaidChoice = Omit<NewChoice, 'evidence'>

/** The choices to record: a no to all marketing makes the single ones needless. */
export function chosen(answers: Answers, wide: readonly Wide[]): SaidChoice[] {
  const single = Object.entries(answers).map(([key, answer]): SaidChoice => ({ ...answer, ...partsOf(key) }))
  const all: SaidChoice[] = wide.includes('no-to-all') ? [{ kind: 'withdrawn', purpose: '*', channel: '*' }] : single
  if (wide.includes('stop-asking')) all.push({ kind: 'stop-asking' })
  if (wide.includes('asking-allowed')) all.push({ kind: 'asking-allowed' })
  return all
}

/** The answers with one of them changed, or taken back. */
export function withAnswer(answers: Answers, key: string, answer: Answer | undefined): Answers {
  const { [key]: _, ...rest } = answers
  return answer ? { ...rest, [key]: answer } : rest
}

export function keyOf({ purpose, channel }: { purpose?: string; channel?: string }): string {
  return `${purpose} ${channel}`
}

function partsOf(key: string) {
  const [purpose = '', channel = ''] = key.split(' ')
  return { purpose, channel: channel as ChoiceOnChannel['channel'] }
}

/** A yes is for one address or number, a proved one if there is one; a channel without a message needs none. */
export function yes(points: readonly HeldContactPoint[] | undefined): Answer {
  const point = points?.find(({ verified }) => verified) ?? points?.[0]
  return { kind: 'given', ...(point && { contactPointId: point.id }) }
}

const POINT_OF: Partial<Record<ChoiceOnChannel['channel'], HeldContactPoint['kind']>> = { email: 'email', sms: 'phone', phone: 'phone', letter: 'postal' }

/** The contact points a channel uses; undefined when it uses none. */
export function pointsFor(person: Pick<Person, 'contactPoints'>, channel: ChoiceOnChannel['channel']): HeldContactPoint[] | undefined {
  const kind = POINT_OF[channel]
  return kind && person.contactPoints.filter((point) => point.kind === kind)
}
