import { rightsFor, type Right } from '../law/basis.ts'
import { authorityOf, lawCountry } from '../law/country.ts'
import { PURPOSE_GROUPS } from '../purposes/purpose.ts'
import { t, type Language } from '../values/text.ts'
import { writtenList } from '../values/written.ts'
import { basisInWords, controllerLines, fieldInWords, periodInWords, recipientsInWords, type RecordSource } from './record-in-words.ts'
import type { Activity, BasisUse } from './processing-record.ts'

export interface NoticeItem {
  term: string
  lines: string[]
}

/** A part of the notice; the reader sees them in this order. */
export interface NoticeSection {
  key: string
  title: string
  lead: string
  items: NoticeItem[]
}

/** What is told of the purposes when data is collected, and when it came from elsewhere (art. 13 and 14), in plain words. Pure. */
export function privacyNotice(source: RecordSource, language: Language): NoticeSection[] {
  const { record, controller } = source
  const section = (key: string, items: NoticeItem[]): NoticeSection => ({ key, title: t(language, `record.notice.${key}.title`), lead: t(language, `record.notice.${key}.lead`, { company: controller.name }), items })
  const inGroup = PURPOSE_GROUPS.flatMap((group) => record.activities.filter(({ purpose }) => purpose.group === group))
  return [
    section('who', controllerLines(controller, language).map(({ name, text }) => ({ term: name, lines: [text] }))),
    section('purposes', inGroup.map((activity) => ({ term: activity.purpose.texts[language].name, lines: purposeLines(activity, source, language) }))),
    section('kept', keptItems(source, language)),
    section('concluded', concluded(record.activities, language)),
    section('recipients', [{ term: t(language, 'record.notice.goes-to'), lines: [...new Set(record.activities.flatMap(({ purpose }) => purpose.recipients))].filter((key) => key !== 'none').flatMap((key) => recipientsInWords([key], language)) }, { term: t(language, 'record.column.third-countries'), lines: [t(language, 'record.no-third-country')] }]),
    section('origin', [{ term: t(language, 'record.notice.from-you'), lines: [t(language, 'record.notice.from-you.text')] }, { term: t(language, 'record.notice.from-others'), lines: [t(language, 'record.notice.from-others.text')] }]),
    section('rights', rights(record.activities, controller.country, language)),
  ]
}

/** What a purpose rests on for a consumer in the company's own country: as plain as it can be said. Elsewhere the law may say otherwise. */
function plainBases({ purpose }: Activity, country: string): BasisUse[] {
  const lines = purpose.bases.filter((one) => one.capacity === 'consumer' && one.country === lawCountry(country))
  return [...Map.groupBy(lines, (one) => one.basis)].map(([basis, ones]) => ({ basis, channels: ones.map((one) => one.channel), capacities: [], countries: [] }))
}

function purposeLines(activity: Activity, { controller, at }: RecordSource, language: Language): string[] {
  const { purpose, bases, fields } = activity
  const plain = plainBases(activity, controller.country)
  const own = purpose.texts[language]
  const named = fields.flatMap((one) => one.fields.map((field) => fieldInWords(field, language)))
  return [
    own.description, t(language, 'record.notice.basis', { bases: plain.map((one) => basisInWords(one, language)).join('; ') }),
    ...(bases.length > plain.length ? [t(language, 'record.notice.elsewhere')] : []),
    ...(plain.some(({ basis }) => basis === 'legitimate-interest' || basis === 'soft-opt-in') ? [t(language, 'record.notice.interest')] : []),
    t(language, named.length === 0 ? 'record.notice.documents-alone' : 'record.notice.fields', { fields: writtenList(language, named) }), periodInWords(purpose.retention, controller.country, at, language),
    t(language, 'record.notice.shared', { recipients: writtenList(language, recipientsInWords(purpose.recipients, language)) }), t(language, `record.notice.${mustGive(bases.map(({ basis }) => basis))}`),
  ]
}

/** Whether the data has to be given, and what follows when it is not (art. 13(2)(e)). */
function mustGive(bases: readonly string[]): 'by-law' | 'for-agreement' | 'free' {
  if (bases.includes('legal-obligation')) return 'by-law'
  return bases.includes('contract') ? 'for-agreement' : 'free'
}

/** What is kept of everybody beside what purposes need: from the data map, each kind once. */
function keptItems({ record }: RecordSource, language: Language): NoticeItem[] {
  const told = record.kept.filter(({ why, category }) => why !== 'purposes' && category !== 'colleagues' && category !== 'machinery')
  return [...Map.groupBy(told, (one) => one.category)].map(([category, ones]) => ({
    term: t(language, `record.category.${category}`), lines: [...new Set(ones.flatMap((one) => [t(language, `record.why.${one.why}`), t(language, `record.leaves.${one.leaves}`)]))],
  }))
}

/** Conclusions, and that no computer decides alone (art. 13(2)(f)). */
function concluded(activities: readonly Activity[], language: Language): NoticeItem[] {
  const inferred = new Map(activities.flatMap(({ fields }) => fields.flatMap((one) => one.fields.filter((field) => field.inferred).map((field) => [field.key, field] as const))))
  return [...inferred.values()].map((field) => ({ term: field.texts[language].name, lines: [field.texts[language].description] }))
}

const IN_ORDER: readonly Right[] = ['15', '16', '17', '18', '20', '21', '21-2', '22', '7-3', '77']

/** The rights that go with some basis in force, each with how it is used, and the authority (art. 13(2)(b) to (d)). */
function rights(activities: readonly Activity[], country: string, language: Language): NoticeItem[] {
  const held = new Set(activities.flatMap(({ purpose, bases }) => bases.flatMap(({ basis }) => rightsFor(basis, purpose.kind === 'marketing'))))
  const authority = authorityOf(country)
  return IN_ORDER.filter((right) => held.has(right)).map((right) => ({
    term: t(language, `law.right.${right}`),
    lines: [t(language, `record.notice.right.${right}`, { authority: authority.name, website: authority.website })],
  }))
}
