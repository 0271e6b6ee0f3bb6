import type { CatalogueChange, FieldDocument, PublishedField, PublishedPurpose, PurposeDocument } from '@api/catalogue-resource.ts'
import { LANGUAGES, type Language } from '../texts.ts'

export const TYPES = ['text', 'choice', 'yes-no', 'number', 'date', 'list'] as const
export type OwnType = (typeof TYPES)[number]
export const CATEGORIES = ['behaviour', 'interests', 'identification', 'economy', 'unique-identifier', 'special'] as const
type Words = Record<Language, string>
export const NO_WORDS: Words = { sv: '', nb: '', en: '' }

/** A field as it stands in the form. */
export interface FieldDraft {
  texts: FieldDocument['texts']
  type: FieldDocument['type']
  category: FieldDocument['category']
  sensitive: boolean
  asked: boolean
  options: { key: string; texts: Words }[]
  least: string
  most: string
  characters: string
  purposes: string[]
}

export const EMPTY: FieldDraft = {
  texts: { sv: { name: '', description: '' }, nb: { name: '', description: '' }, en: { name: '', description: '' } }, type: 'text', category: 'behaviour', sensitive: false, asked: false,
  options: [{ key: '', texts: NO_WORDS }, { key: '', texts: NO_WORDS }], least: '', most: '', characters: '', purposes: [],
}

export function draftOf({ texts, type, category, sensitive, asked, checks, purposes }: PublishedField): FieldDraft {
  const typed = (value: number | undefined) => (value === undefined ? '' : String(value))
  return { texts, type, category, sensitive, asked, options: checks.options ?? [], least: typed(checks.least), most: typed(checks.most), characters: typed(checks.characters), purposes }
}

/** A key made of a name: Latin letters, digits and underscores, no other field's. */
export function keyOf(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '').replaceAll(/[øØ]/g, 'o').replaceAll(/[æÆ]/g, 'ae').toLowerCase().replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^[^a-z]+|_+$/g, '').slice(0, 50)
  const key = plain === '' ? 'field' : plain
  for (let number = 1; ; number++) {
    const tried = number === 1 ? key : `${key}_${number}`
    if (!taken.includes(tried)) return tried
  }
}

/** What keeps the form from being rehearsed; undefined when nothing does. */
export function missingOf({ texts, type, options, purposes }: FieldDraft): 'name' | 'options' | 'purpose' | undefined {
  if (LANGUAGES.some((language) => texts[language].name.trim() === '' || texts[language].description.trim() === '')) return 'name'
  if (type === 'choice' && options.some((option) => LANGUAGES.some((language) => option.texts[language].trim() === ''))) return 'options'
  return purposes.length === 0 ? 'purpose' : undefined
}

/** The change that the form asks for: the field, and the purposes that come to need it or need it no longer. */
export function changeOf(key: string, draft: FieldDraft, purposes: readonly PublishedPurpose[]): CatalogueChange {
  const moved = purposes.filter((purpose) => purpose.fields.includes(key) !== draft.purposes.includes(purpose.key))
  return {
    fields: [documentOf(key, draft)],
    purposes: moved.map(({ fields, ...purpose }) => purposeWith(purpose, draft.purposes.includes(purpose.key) ? [...fields, key] : fields.filter((one) => one !== key))),
  }
}

/** The whole document to send: nothing that only the catalogue knows. */
function purposeWith({ key, kind, group, channels, bases, recipients, retention, texts }: Omit<PublishedPurpose, 'fields'>, fields: string[]): PurposeDocument {
  return { key, kind, group, channels, bases, fields, recipients, retention, texts }
}

function documentOf(key: string, { texts, type, category, sensitive, asked, options, least, most, characters }: FieldDraft): FieldDocument {
  const taken: string[] = []
  const number = (text: string) => (text.trim() === '' ? undefined : Number(text.replace(',', '.')))
  const kept = options.map((option) => {
    const optionKey = option.key || keyOf(option.texts.en, taken)
    taken.push(optionKey)
    return { key: optionKey, texts: option.texts }
  })
  return {
    key, texts, type, category, sensitive, asked, inferred: false,
    checks: { ...(type === 'choice' && kept.length > 0 && { options: kept }), ...(type === 'number' && { least: number(least), most: number(most) }), ...(type === 'text' && { characters: number(characters) }) },
  }
}
