import { FREQUENCIES, type Frequency } from '../purposes/frequency.ts'
import type { Purpose } from '../purposes/purpose.ts'
import type { Carried, CarriedNo } from './carried.ts'
import { ALL, choiceKey, effectiveChoice, isNo, type ChoiceStanding, type Standing } from './standing.ts'
import { yesEnds, type YesEnd } from './yes-end.ts'

type Said = Pick<ChoiceStanding, 'purpose' | 'channel'>

/**
 * What a record that stands at `own` takes over from the others of one human, so that for each purpose and channel the most
 * restrictive answer stands (rule L4). A yes is never carried; a wide no spares what every record that spoke of it says yes to.
 */
export function carry(own: Standing, others: readonly Standing[], purposes: readonly Pick<Purpose, 'key' | 'kind' | 'retention'>[], now: Date): Carried {
  const endOf = yesEnds(purposes)
  const [mine, theirs] = [standingAt(own, endOf, now), others.map((one) => standingAt(one, endOf, now))]
  const marketing = new Set(purposes.filter((one) => one.kind === 'marketing').map((one) => one.key))
  const choices = theirs.flatMap((one) => [...one.choices.values()])
  return {
    noes: noesFor(mine, theirs, marketing),
    restrictions: distinct(theirs.flatMap((one) => [...one.restrictions.values()].map(({ purpose, fieldKey }) => ({ purpose, field: fieldKey })))),
    frequencies: frequenciesFor(mine, choices),
    stopAsking: text(latest(theirs.map((one) => one.stopAskingSince))),
    lastNo: text(latest(theirs.map((one) => one.lastNoAt))),
    lastAsked: text(latest(theirs.map((one) => one.lastAskedAt))),
  }
}

/** What stands at a moment: a yes that has had its time is none any more, and the no that it lifted stands again. */
export function standingAt(standing: Standing, endOf: YesEnd, now: Date): Standing {
  const over = [...standing.choices].filter(([, choice]) => choice.state === 'given' && (endOf(choice)?.getTime() ?? Infinity) <= now.getTime())
  if (over.length === 0) return standing
  return { ...standing, choices: new Map([...standing.choices, ...over.map(([key, choice]): [string, ChoiceStanding] => [key, { ...choice, state: choice.lifted ?? 'expired' }])]) }
}

function noesFor(own: Standing, others: readonly Standing[], marketing: ReadonlySet<string>): CarriedNo[] {
  const said = new Map<string, CarriedNo>()
  for (const { purpose, channel, state } of others.flatMap((one) => [...one.choices.values()])) {
    if (isNo(state)) said.set(choiceKey(purpose, channel), strictest(said.get(choiceKey(purpose, channel)), { purpose, channel, state: state as CarriedNo['state'], under: false }))
  }
  // Only a wide no reaches a yes that it does not name.
  for (const yes of yesesOf(own, marketing)) {
    const wide = [...said.values()].filter((no) => reaches(no, yes, marketing.has(yes.purpose)))
    if (wide.length === 0 || said.has(choiceKey(yes.purpose, yes.channel))) continue
    const answers = others.flatMap((one) => effectiveChoice(one, yes.purpose, yes.channel, marketing.has(yes.purpose)) ?? [])
    if (!answers.some(({ state }) => isNo(state))) for (const no of wide) said.set(choiceKey(no.purpose, no.channel), { ...no, under: true })
  }
  const spared = [...said.values()].filter(({ under }) => under)
  for (const yes of yesesOf(own, marketing)) {
    if (!spared.some((no) => reaches(no, yes, marketing.has(yes.purpose)))) continue
    for (const { state } of others.flatMap((one) => effectiveChoice(one, yes.purpose, yes.channel, marketing.has(yes.purpose)) ?? []).filter((one) => isNo(one.state))) {
      const key = choiceKey(yes.purpose, yes.channel)
      said.set(key, strictest(said.get(key), { purpose: yes.purpose, channel: yes.channel, state: state as CarriedNo['state'], under: false }))
    }
  }
  return [...said.values()]
}

function yesesOf(own: Standing, marketing: ReadonlySet<string>): ChoiceStanding[] {
  return [...own.choices.values()].filter(({ purpose, channel, state }) =>
    (state === 'given' || state === 'unconfirmed') && !isNo(effectiveChoice(own, purpose, channel, marketing.has(purpose))!.state))
}

/** Whether a wide no reaches this purpose and channel. */
function reaches(no: Said, { purpose, channel }: Said, marketing: boolean): boolean {
  if (no.purpose !== ALL) return no.purpose === purpose && no.channel === ALL
  return marketing && (no.channel === ALL || no.channel === channel)
}

function strictest(one: CarriedNo | undefined, other: CarriedNo): CarriedNo {
  return one?.state === 'objected' ? one : other
}

/** Wishes of the others for purposes the record has answered too, where they are for fewer messages; a wish that nobody knows is kept, since nobody knows how to keep it. */
function frequenciesFor(own: Standing, choices: readonly ChoiceStanding[]): Carried['frequencies'] {
  const wishes = new Map<string, Carried['frequencies'][number]>()
  for (const { purpose, channel, frequency } of choices) {
    const key = choiceKey(purpose, channel)
    const mine = own.choices.get(key)
    const before = wishes.get(key)?.frequency ?? mine?.frequency ?? null
    if (mine && frequency !== null && days(frequency) > days(before)) wishes.set(key, { purpose, channel, frequency })
  }
  return [...wishes.values()]
}

function days(frequency: string | null): number {
  if (frequency === null) return -1
  const apart = Object.hasOwn(FREQUENCIES, frequency) ? FREQUENCIES[frequency as Frequency] : undefined
  return apart ? 31 * apart.months + apart.days : Infinity
}

function distinct(restrictions: Carried['restrictions']): Carried['restrictions'] {
  return [...new Map(restrictions.map((one) => [`${one.purpose} ${one.field}`, one])).values()]
}

function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((newest, each) => (each && (!newest || each > newest) ? each : newest), null)
}

function text(time: Date | null): string | null {
  return time && time.toISOString()
}
