import type { Field } from '../purposes/field.ts'
import type { CountryCode } from '../values/country.ts'
import { postalAddress } from '../values/postal-address.ts'
import { Urn, type Grouped } from './classes.ts'
import type { Chance } from './group.ts'
import { inventName, inventValue, type Somebody } from './invent-values.ts'
import type { Held, Life, Quasi } from './quasi.ts'
import type { CopyPerson } from './test-copy.ts'
import { testAddress, testPhone } from './test-numbers.ts'

export interface Drawing {
  known: readonly Grouped<Quasi>[]
  lives: readonly Grouped<Life>[]
  held: readonly Grouped<Held>[]
  fields: readonly Field[]
  people: number
  /** The day on which the copy is made. */
  day: string
  chance: Chance
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/**
 * People who do not exist, one after the other: what outsiders may know is drawn from one kind of groups, the life from
 * another, and nothing ties the two but the country; which fields are held goes by the
 * grounds. Needs no memory but the groups.
 */
export function* drawPeople({ known, lives, held, fields, people, day, chance }: Drawing): Generator<CopyPerson> {
  const all = new Urn(lives)
  const byCountry = new Map([...Map.groupBy(lives.filter((one) => one.of.country !== null), (one) => one.of.country)].map(([country, own]) => [country, new Urn(own)]))
  const allHeld = new Urn(held)
  const heldBy = new Map([...Map.groupBy(held.filter((one) => one.of.grounds !== null), (one) => one.of.grounds!.join())].map(([grounds, own]) => [grounds, new Urn(own)]))
  const byKey = new Map(fields.map((field) => [field.key, field]))
  let number = 0
  for (const { of, people: count } of shared(known, people)) for (let index = 0; index < count; index++) {
    // Half of the lives of a country are drawn from all of them: rare ones there would be told by the country alone.
    const life = (chance() < 0.5 ? byCountry.get(of.country)?.draw(chance) : undefined) ?? all.draw(chance) ?? NO_LIFE
    const holds = heldBy.get(life.grounds.join())?.draw(chance) ?? allHeld.draw(chance)
    yield person(of, life, holds?.fields ?? [], byKey, number++, day, chance)
  }
}

const NO_LIFE: Life = { country: null, grounds: [], points: [], said: [] }

/** So many people among groups as their shares are; what is left over by rounding down goes to the largest. */
function shared(known: readonly Grouped<Quasi>[], people: number): Grouped<Quasi>[] {
  const sorted = known.toSorted((a, b) => b.people - a.people)
  const total = sorted.reduce((sum, one) => sum + one.people, 0)
  const parts = sorted.map((one) => ({ of: one.of, people: Math.floor((one.people * people) / Math.max(1, total)) }))
  const rest = people - parts.reduce((sum, one) => sum + one.people, 0)
  if (parts[0]) parts[0].people += rest
  return parts
}

function person(of: Quasi, life: Life, held: readonly string[], fields: ReadonlyMap<string, Field>, number: number, day: string, chance: Chance): CopyPerson {
  const one: Somebody = { number, country: of.country, language: of.language, place: of.place, birthDate: birthDate(of.decade, chance), ...inventName(chance) }
  const came = cameOn(of.came, day, chance)
  // What outsiders may know comes from their group alone, held or not in the life that was drawn.
  const told = new Set([...held.filter((key) => !TOLD_BY_GROUP.includes(key)), ...groupFields(of)])
  const [values, sealed]: [CopyPerson['values'], CopyPerson['sealed']] = [{}, {}]
  for (const key of told) {
    const field = fields.get(key)
    if (!field) continue
    if (field.sensitive) sealed[key] = String(inventValue(field, one, chance))
    else values[key] = inventValue(field, one, chance)
  }
  return {
    country: of.country, capacity: of.capacity, protected: held.includes('protected'), deceased: held.includes('deceased') ? dayBetween(came, day, chance) : null, came, values, sealed,
    points: life.points.flatMap((point, index) => pointOf(point, one, index)),
    grounds: life.grounds.map((ground) => {
      const [purpose, basis] = ground.replace('!', '').split('=') as [string, string]
      return { purpose, basis, ended: ground.endsWith('!') }
    }),
    said: saidOn(life.said, came, day, chance),
  }
}

const TOLD_BY_GROUP: readonly string[] = ['birth_date', 'language', 'postal_code', 'city', 'region', 'street']

/** An address comes whole: the place is all that is told of it. */
function groupFields({ decade, language, place }: Quasi): string[] {
  return [...(decade === null ? [] : ['birth_date']), ...(language === null ? [] : ['language']), ...(place === null ? [] : ['street', 'postal_code', 'city'])]
}

function birthDate(decade: number | null, chance: Chance): string {
  return `${(decade ?? 1970) + Math.floor(chance() * 10)}-${two(1 + Math.floor(chance() * 12))}-${two(1 + Math.floor(chance() * 28))}`
}

/** Some day of the half-year, not after the copy's own. Of whom less is told, all come in the same one: spread over several they would make small groups of their own. */
function cameOn(came: string | null, day: string, chance: Chance): string {
  const [year, half = '1'] = (came ?? String(Number(day.slice(0, 4)) - 1)).split('-') as [string, string | undefined]
  const last = `${year}-${half === '1' ? '06-30' : '12-31'}`
  return dayBetween(`${year}-${half === '1' ? '01' : '07'}-01`, last < day ? last : day, chance)
}

function dayBetween(first: string, last: string, chance: Chance): string {
  return dayOf(Date.parse(first) + chance() * Math.max(0, Date.parse(last) - Date.parse(first)))
}

/** The order is kept, the days are not: any between coming and now. */
function saidOn(said: readonly string[], came: string, day: string, chance: Chance): CopyPerson['said'] {
  const days = said.map(() => dayBetween(came, day, chance)).toSorted()
  return said.map((text, index) => {
    const [kind, purpose, channel, surface] = text.split('/') as [string, string, string, string]
    return { kind, purpose: purpose || null, channel: channel || null, surface, at: days[index]! }
  })
}

function pointOf(point: string, one: Somebody, index: number): CopyPerson['points'] {
  const verified = point.endsWith('+')
  const kind = point.replace('+', '') as CopyPerson['points'][number]['kind']
  if (kind === 'postal') {
    const address = postalAddress({ street: `Provgatan ${1 + (one.number % 98)}`, city: 'Provstad', country: one.country as CountryCode | null })!
    return [{ kind, ...address, verified }]
  }
  const value = kind === 'email' ? testAddress(one.given, one.family, one.number * 10 + index) : testPhone(one.number + index)
  return [{ kind, value, canonical: value, verified }]
}

const two = (number: number): string => String(number).padStart(2, '0')
