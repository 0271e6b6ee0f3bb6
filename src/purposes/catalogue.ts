import type { Basis } from '../law/basis.ts'
import { CAPACITIES } from '../law/channel.ts'
import { LANGUAGES } from '../values/text.ts'
import { CONTACT_FIELDS, type Field } from './field.ts'
import { BASIS_COUNTRIES, lawfulBasis, type BasisLine, type Purpose } from './purpose.ts'

/** All purposes and fields of one version. */
export interface Catalogue {
  purposes: Purpose[]
  fields: Field[]
}

/** What keeps a catalogue from being published, with the rule that says so and a sentence key under `purposes.problem`. */
export interface CatalogueProblem {
  rule: string
  text: string
  purpose?: string
  field?: string
}

/** Every reason why this catalogue cannot be published on a day (ISO 8601 date); none = publishable. Pure. */
export function checkCatalogue(catalogue: Catalogue, on: string): CatalogueProblem[] {
  const fields = new Map(catalogue.fields.map((field) => [field.key, field]))
  return [
    ...twice(catalogue.purposes.map((each) => each.key)).map((purpose) => problem('H1', 'key-twice', { purpose })),
    ...twice(catalogue.fields.map((each) => each.key)).map((field) => problem('H1', 'key-twice', { field })),
    ...catalogue.fields.flatMap((field) => fieldProblems(field, catalogue.purposes)),
    ...catalogue.purposes.flatMap((purpose) => [
      ...needProblems(purpose, fields),
      ...basisProblems(purpose, on),
      ...retentionProblems(purpose),
      ...wordProblems(purpose),
    ]),
  ]
}

function fieldProblems(field: Field, purposes: readonly Purpose[]): CatalogueProblem[] {
  const found: CatalogueProblem[] = []
  if (!purposes.some((purpose) => purpose.fields.includes(field.key))) found.push(problem('H1', 'field-without-purpose', { field: field.key }))
  if (field.category === 'special' && !field.sensitive) found.push(problem('H6', 'special-not-sensitive', { field: field.key }))
  if (field.sensitive && !field.shipped && field.type !== 'text') found.push(problem('H6', 'sensitive-not-text', { field: field.key }))
  if (field.asked && (field.sensitive || field.inferred || (CONTACT_FIELDS as readonly string[]).includes(field.key))) found.push(problem('H6', 'not-to-be-asked', { field: field.key }))
  if (!checksFit(field)) found.push(problem('H1', 'checks-unfit', { field: field.key }))
  if (LANGUAGES.some((language) => !field.texts[language]?.name)) found.push(problem('L3', 'text-missing', { field: field.key }))
  return found
}

/** A choice of the company's own says what may be chosen, each once and in every language; a number's bounds leave something between them. */
function checksFit({ type, shipped, checks: { options, least, most } }: Field): boolean {
  if (least !== undefined && most !== undefined && least > most) return false
  if (type !== 'choice' || (shipped && options === undefined)) return options === undefined
  if (!options?.length || options.some(({ texts }) => LANGUAGES.some((language) => !texts[language]?.trim()))) return false
  return twice(options.map(({ key }) => key)).length === 0 && LANGUAGES.every((language) => twice(options.map(({ texts }) => texts[language].trim().toLowerCase())).length === 0)
}

function needProblems(purpose: Purpose, fields: ReadonlyMap<string, Field>): CatalogueProblem[] {
  return purpose.fields.flatMap((key) => {
    const field = fields.get(key)
    if (!field) return [problem('H1', 'field-unknown', { purpose: purpose.key, field: key })]
    if (field.sensitive && (purpose.kind === 'marketing' || purpose.kind === 'analysis')) return [problem('H6', 'marketing-needs-sensitive', { purpose: purpose.key, field: key })]
    return []
  })
}

function basisProblems(purpose: Purpose, on: string): CatalogueProblem[] {
  const about = { purpose: purpose.key }
  const found: CatalogueProblem[] = []
  if (purpose.channels.length === 0) found.push(problem('D1', 'no-channel', about))
  const cells = new Map(purpose.bases.map((line) => [cell(line), line]))
  if (cells.size < purpose.bases.length) found.push(problem('D1', 'basis-twice', about))
  const missing = purpose.channels.some((channel) =>
    BASIS_COUNTRIES.some((country) => CAPACITIES.some((capacity) => !cells.has(cell({ channel, country, capacity })))))
  if (missing) found.push(problem('D1', 'basis-missing', about))
  if (purpose.kind === 'marketing' && purpose.bases.some((line) => weakerThanLaw(line, on))) found.push(problem('D4', 'basis-too-weak', about))
  if (purpose.kind !== 'marketing' && purpose.bases.some((line) => line.basis === 'soft-opt-in')) found.push(problem('D4', 'soft-opt-in-outside-marketing', about))
  return found
}

/** Bases that may carry direct marketing, strictest first; the others cannot carry it at all. */
const STRICTEST_FIRST: readonly Basis[] = ['consent', 'soft-opt-in', 'legitimate-interest']

function weakerThanLaw(line: BasisLine, on: string): boolean {
  const own = STRICTEST_FIRST.indexOf(line.basis)
  return own < 0 || own > STRICTEST_FIRST.indexOf(lawfulBasis(line.channel, line.country, line.capacity, on))
}

function retentionProblems(purpose: Purpose): CatalogueProblem[] {
  const { from, months, warnDays = 0 } = purpose.retention
  const about = { purpose: purpose.key }
  if (!Number.isInteger(months) || months < 0 || !Number.isInteger(warnDays) || warnDays < 0) return [problem('H3', 'retention-missing', about)]
  // How long the books are kept is no company's to say.
  return purpose.key === BOOKKEEPING && from !== 'bookkeeping-floor' ? [problem('H4', 'retention-below-law', about)] : []
}

const BOOKKEEPING = 'bookkeeping'

function wordProblems(purpose: Purpose): CatalogueProblem[] {
  const asks = purpose.bases.some((line) => line.basis === 'consent' || line.basis === 'soft-opt-in')
  const silent = LANGUAGES.some((language) => {
    const texts = purpose.texts[language]
    return !texts?.name || !texts.description || (asks && !(texts.question && texts.ifYes && texts.ifNo))
  })
  return silent ? [problem('L3', 'text-missing', { purpose: purpose.key })] : []
}

function cell(line: Omit<BasisLine, 'basis'>): string {
  return `${line.channel} ${line.country} ${line.capacity}`
}

function twice(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))]
}

function problem(rule: string, text: string, about: { purpose?: string; field?: string }): CatalogueProblem {
  return { rule, text: `purposes.problem.${text}`, ...about }
}
