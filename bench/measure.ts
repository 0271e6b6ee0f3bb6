/** One measured number beside what it is held against. */
export interface Figure {
  name: string
  value: number | null
  unit: string
  /** The floor: what the machine does with the same bytes or rows, in the same unit. */
  floor: number | null
  /** Another way to do the same, where there is one, in the same unit. */
  rival: number | null
  ratio: number | null
  /** The wish in words, such as `≥ 0.5 ×`. */
  wanted: string
  ok: boolean | null
  people: number
  /** The group it was measured in; a group is measured as a whole. */
  group?: string | undefined
  /** Lowest and highest of the rounds. */
  spread?: [number, number] | undefined
  note?: string | undefined
}

export interface Series {
  median: number
  low: number
  high: number
}

/** Measures several things in turns, so that what disturbs the machine disturbs all alike; the first round warms up and is dropped. */
export async function alternate<Name extends string>(rounds: number, acts: Record<Name, () => Promise<number> | number>): Promise<Record<Name, Series>> {
  const names = Object.keys(acts) as Name[]
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const value = await acts[name]()
      if (round > 0) found[name].push(value)
    }
  }
  return Object.fromEntries(names.map((name) => [name, series(found[name])])) as Record<Name, Series>
}

export function series(values: readonly number[]): Series {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), low: sorted[0]!, high: sorted.at(-1)! }
}

/** The value below which a share of the sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

/** Seconds that an act takes. */
export async function seconds(act: () => Promise<unknown> | unknown): Promise<number> {
  const begin = performance.now()
  await act()
  return (performance.now() - begin) / 1000
}

type Held = Pick<Figure, 'name' | 'unit' | 'people'> & { value: Series | number; against: number; note?: string; as?: 'floor' | 'rival' }

/** A pace that should reach at least a share of its floor. */
export function atLeast(share: number, held: Held): Figure {
  return figure(held, `≥ ${share} ×`, (ratio) => ratio >= share)
}

/** A time that should stay within some times its floor. */
export function atMost(times: number, held: Held): Figure {
  return figure(held, `≤ ${times} ×`, (ratio) => ratio <= times)
}

/** A number that should stay within a limit of its own. */
export function within(limit: number, held: Omit<Held, 'against' | 'as'>): Figure {
  const value = typeof held.value === 'number' ? held.value : held.value.median
  return { ...base(held), value, floor: null, rival: null, ratio: null, wanted: `≤ ${limit} ${held.unit}`, ok: value <= limit }
}

/** A pace that should be at least so much, whatever its floor is. */
export function noLessThan(limit: number, held: Held): Figure {
  return { ...figure(held, `≥ ${limit} ${held.unit}`, () => true), ok: (typeof held.value === 'number' ? held.value : held.value.median) >= limit }
}

/** A number that is told and held to nothing. */
export function told(held: Omit<Held, 'against' | 'as'>): Figure {
  const value = typeof held.value === 'number' ? held.value : held.value.median
  return { ...base(held), value, floor: null, rival: null, ratio: null, wanted: '–', ok: null }
}

/** A figure that could not be had, and why. */
export function missing(name: string, unit: string, people: number, note: string): Figure {
  return { name, unit, people, value: null, floor: null, rival: null, ratio: null, wanted: '–', ok: false, note }
}

function figure(held: Held, wanted: string, fits: (ratio: number) => boolean): Figure {
  const value = typeof held.value === 'number' ? held.value : held.value.median
  const ratio = value / held.against
  const against = held.as === 'rival' ? { floor: null, rival: held.against } : { floor: held.against, rival: null }
  return { ...base(held), value, ...against, ratio, wanted, ok: fits(ratio) }
}

function base({ name, unit, people, value, note }: Omit<Held, 'against' | 'as'>): Pick<Figure, 'name' | 'unit' | 'people' | 'spread' | 'note'> {
  return { name, unit, people, ...(typeof value === 'number' ? {} : { spread: [value.low, value.high] }), ...(note ? { note } : {}) }
}
