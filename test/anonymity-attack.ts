// Attackers of an anonymous copy, and people to attack. What they win is compared with what they win of people who were
// never in the register (Giomi et al. 2023, "Anonymeter"): only the difference is the copy's fault.
import type { Chance } from '../src/demo/chance.ts'
import type { CopyPerson } from '../src/anonymity/test-copy.ts'

/** What is true of somebody, as far as the attack needs it. */
export interface Target {
  country: string | null
  capacity: string
  language: string | null
  postalCode: string | null
  birthDate: string | null
  cameAt: Date
  /** Exact moments. */
  said: { kind: string; purpose: string; channel: string; surface: string; at: Date }[]
}

const PLACES = [['11', 300], ['41', 160], ['21', 90], ['75', 40], ['90', 18], ['62', 4], ['98', 1]] as const
const DAY_MS = 86_400_000

/** People as a Nordic company has them, a few of them rare in every way. */
export function someTargets(chance: Chance, count: number): Target[] {
  return Array.from({ length: count }, () => {
    const norwegian = chance.happens(0.2)
    const rare = chance.happens(0.01)
    const cameAt = new Date(Date.parse('2023-01-10T00:00:00Z') + chance.next() * 1_100 * DAY_MS)
    const place = drawn(chance, PLACES)
    const older = chance.happens(0.3)
    const born = `${older ? 1930 + chance.whole(0, 29) : 1960 + chance.whole(0, 45)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`
    // Older people say no more often: something to infer.
    const says = chance.happens(older ? 0.25 : 0.7) ? 'given' : 'withdrawn'
    const kinds = chance.happens(0.3) ? [] : chance.happens(0.85) ? ['asked', says] : ['asked', says, ...Array.from({ length: chance.whole(1, 6) }, () => chance.pick(['withdrawn', 'given', 'asked'] as const))]
    let at = cameAt.getTime()
    return {
      country: rare ? chance.pick(['FO', 'IS', 'MT'] as const) : norwegian ? 'NO' : 'SE', capacity: chance.happens(0.04) ? 'sole-trader' : 'consumer', language: chance.happens(0.1) ? 'en' : norwegian ? 'nb' : 'sv',
      postalCode: chance.happens(0.1) ? null : `${place}${chance.whole(100, 999)}`, birthDate: chance.happens(0.2) ? null : born, cameAt,
      said: kinds.map((kind) => ({ kind, purpose: chance.pick(['news', 'news', 'news', 'events'] as const), channel: 'email', surface: chance.pick(['mail', 'mail', 'web'] as const), at: new Date((at += chance.next() * 40 * DAY_MS)) })),
    }
  })
}

function drawn(chance: Chance, weights: readonly (readonly [string, number])[]): string {
  let at = chance.next() * weights.reduce((sum, [, weight]) => sum + weight, 0)
  return weights.find(([, weight]) => (at -= weight) < 0)![0]
}

/** What outsiders know, as it can be read from a copy's person. */
export function knownOf(one: CopyPerson): (string | null)[] {
  const { language, postal_code: postal, birth_date: born } = one.values as Record<string, string | undefined>
  return [one.country, one.capacity, language ?? null, postal?.slice(0, 2) ?? null, born ? born.slice(0, 3) : null, halfYear(one.came)]
}

export function knownOfTarget(one: Target): (string | null)[] {
  return [one.country, one.capacity, one.language, one.postalCode?.slice(0, 2) ?? null, one.birthDate?.slice(0, 3) ?? null, halfYear(one.cameAt.toISOString())]
}

const halfYear = (day: string): string => `${day.slice(0, 4)}-${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`

/** Rows of a copy by what outsiders know: exactly, and with what the copy keeps to itself left open. */
export class Index {
  readonly #rows: { known: (string | null)[]; one: CopyPerson }[]
  readonly cells: Map<string, CopyPerson[]>

  constructor(copy: readonly CopyPerson[]) {
    this.#rows = copy.map((one) => ({ known: knownOf(one), one }))
    this.cells = new Map([...Map.groupBy(this.#rows, ({ known }) => JSON.stringify(known))].map(([key, rows]) => [key, rows.map(({ one }) => one)]))
  }

  /** Those who agree in everything that the copy tells; the cells in which it tells most come first. */
  matching(target: Target): CopyPerson[] {
    const known = knownOfTarget(target)
    const exact = this.cells.get(JSON.stringify(known))
    if (exact) return exact
    let [best, told]: [CopyPerson[], number] = [[], -1]
    for (const [key, rows] of this.cells) {
      const cell = JSON.parse(key) as (string | null)[]
      // When somebody came is made up where less is told, so it is the first to be left open.
      if (!cell.every((part, index) => part === null || part === known[index] || (index === 5))) continue
      const says = cell.filter((part) => part !== null).length
      if (says > told) [best, told] = [[...rows], says]
      else if (says === told) best.push(...rows)
    }
    return best
  }
}

/** What somebody said last, which the attacker wants to know. */
export function lastSaid(said: readonly { kind: string }[]): string {
  return said.findLast(({ kind }) => kind === 'given' || kind === 'withdrawn')?.kind ?? 'nothing'
}

/** What most of these said last. */
export function mostSaid(copy: readonly CopyPerson[]): string | undefined {
  const counts = Map.groupBy(copy, (one) => lastSaid(one.said))
  return [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0]
}

const shape = (said: readonly { kind: string; purpose: string | null; surface: string }[]): string => said.map((one) => `${one.kind}/${one.purpose}/${one.surface}`).join(' ')

/** The one row in which the same was said in the same order on the same days; undefined where there is none, or several. */
export function sameDays(copy: ReadonlyMap<string, readonly CopyPerson[]>, target: Target): CopyPerson | undefined {
  const alike = (copy.get(shape(target.said)) ?? []).filter((one) => one.said.every(({ at }, index) => at.slice(0, 10) === target.said[index]!.at.toISOString().slice(0, 10)))
  return alike.length === 1 ? alike[0] : undefined
}

export function byShape(copy: readonly CopyPerson[]): Map<string, CopyPerson[]> {
  return Map.groupBy(copy, (one) => shape(one.said))
}

/** A copy as it is often made: names and ids hashed, everything else as it was. */
export function naiveCopy(targets: readonly Target[]): CopyPerson[] {
  return targets.map((one) => ({
    country: one.country, capacity: one.capacity, protected: false, deceased: null, came: one.cameAt.toISOString().slice(0, 10), sealed: {}, points: [], grounds: [],
    values: { ...(one.language && { language: one.language }), ...(one.postalCode && { postal_code: one.postalCode }), ...(one.birthDate && { birth_date: one.birthDate }) },
    said: one.said.map(({ at, ...said }) => ({ ...said, at: at.toISOString().slice(0, 10) })),
  }))
}

const two = (number: number): string => String(number).padStart(2, '0')
