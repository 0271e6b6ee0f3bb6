import type { Basis } from '../law/basis.ts'
import type { Channel } from '../law/channel.ts'
import { LANGUAGES, catalogue as textsOf, type Language } from '../values/text.ts'
import type { Catalogue } from './catalogue.ts'
import { FOLLOW_UP } from './follow-up.ts'
import { CONTACT_FIELDS, type Field, type FieldCategory, type FieldTexts, type FieldType } from './field.ts'
import { marketingBases, sameBasis, type Purpose, type PurposeGroup, type PurposeKind, type PurposeTexts, type Retention } from './purpose.ts'

type PurposeLine = Omit<Purpose, 'bases' | 'texts'> & { basis: Basis | 'as-the-law-allows' }

const MESSAGES: readonly Channel[] = ['email', 'sms', 'letter', 'phone']
const NAMES = ['given_name', 'family_name', 'full_name', 'company_name']
const ADDRESS = ['postal_address', 'street', 'postal_code', 'city', 'region']
const REACH = ['email', 'phone', ...ADDRESS, 'language']

/** Claims on a consumer lapse after three years (SE lag 1981:130 2 §, NO foreldelsesloven § 2). */
const LIMITATION_MONTHS = 36
/** Proof of consent and of requests handled, DESIGN L6. */
const PROOF_MONTHS = 24

const ended = (months: number): Retention => ({ from: 'ground-end', months })

/** The eighteen purposes a company starts with; the words stand in `src/texts/<language>/purposes.json`. */
const PURPOSES: readonly PurposeLine[] = [
  purpose('contract', 'service', 'agreement', [...MESSAGES, 'web', 'none'], 'contract', [...NAMES, ...REACH, 'title', 'birth_date', 'customer_number', 'delivery', 'last_purchase_at', 'passport_number'], ['carriers'], ended(LIMITATION_MONTHS)),
  purpose('invoicing', 'claim', 'agreement', [...MESSAGES, 'web', 'none'], 'contract', [...NAMES, ...REACH, 'customer_number', 'delivery', 'identity_number'], ['banks', 'invoice-operators'], ended(LIMITATION_MONTHS)),
  purpose('bookkeeping', 'legal', 'duty', ['none'], 'legal-obligation', [], ['accountants', 'tax-authority'], { from: 'bookkeeping-floor', months: 0 }),
  purpose('service', 'service', 'service', [...MESSAGES, 'web', 'none'], 'contract', [...NAMES, ...REACH, 'title', 'customer_number', 'preferred_products', 'health_note'], ['none'], { from: 'case-closed', months: 12 }),
  purpose('prospects', 'service', 'agreement', [...MESSAGES, 'none'], 'contract', [...NAMES, ...REACH, 'title', 'interests'], ['none'], ended(6)),
  purpose('trial', 'service', 'agreement', ['email', 'sms', 'web', 'none'], 'contract', [...NAMES, 'email', 'phone', 'language'], ['none'], ended(3)),
  purpose('membership', 'service', 'agreement', [...MESSAGES, 'web', 'none'], 'contract', [...NAMES, ...REACH, 'birth_date', 'customer_number', 'loyalty_level', 'last_purchase_at', 'lifetime_value', 'photo'], ['none'], ended(12)),
  purpose('rights', 'legal', 'duty', [...MESSAGES, 'web', 'none'], 'legal-obligation', [...NAMES, ...REACH, 'identity_number'], ['none'], { from: 'case-closed', months: PROOF_MONTHS }),
  purpose('security', 'legal', 'duty', [...MESSAGES, 'web', 'none'], 'legal-obligation', [...NAMES, 'email', 'phone', 'postal_address', 'language'], ['none'], { from: 'collected', months: 12 }),
  marketing('news', ['email', 'sms', 'letter', 'push'], ['interests'], ended(0)),
  marketing('tips', ['email', 'letter', 'push'], ['interests', 'preferred_products'], ended(0)),
  marketing('events', ['email', 'sms', 'letter', 'phone'], ['interests'], ended(0)),
  marketing('competitions', ['email', 'sms', 'letter'], ['birth_date'], ended(0)),
  marketing('surveys', ['email', 'sms', 'letter', 'phone'], ['gender', 'last_purchase_at'], ended(0)),
  marketing('phone-follow-up', ['phone'], ['last_purchase_at', 'preferred_products'], ended(0)),
  // Whoever does not answer is let go by itself, and whoever says no at once.
  marketing(FOLLOW_UP, ['email', 'phone'], ['title'], { from: 'last-activity', months: 2 }),
  purpose('analytics', 'analysis', 'improvement', ['none'], 'legitimate-interest', ['postal_code', 'city', 'region', 'birth_date', 'gender', 'last_purchase_at', 'lifetime_value', 'loyalty_level'], ['none'], ended(0)),
  purpose('recommendations', 'marketing', 'improvement', ['web', 'none'], 'consent', ['interests', 'concluded_interests', 'preferred_products', 'last_purchase_at'], ['none'], ended(0)),
]

/** What a person knows best about themselves; what we work out or number is corrected by asking us. */
const ASKED: readonly FieldCategory[] = ['identification', 'contact', 'interests']

/** The fields a company starts with. */
const FIELDS: readonly Omit<Field, 'texts'>[] = [
  field('given_name', 'text', 'identification'),
  field('family_name', 'text', 'identification'),
  field('full_name', 'text', 'identification'),
  field('company_name', 'text', 'identification'),
  field('title', 'text', 'identification'),
  field('birth_date', 'date', 'identification'),
  field('gender', 'choice', 'identification'),
  field('language', 'choice', 'contact'),
  field('delivery', 'choice', 'contact'),
  field('email', 'email', 'contact'),
  field('phone', 'phone', 'contact'),
  field('postal_address', 'address', 'contact'),
  field('street', 'text', 'contact'),
  field('postal_code', 'text', 'contact'),
  field('city', 'text', 'contact'),
  field('region', 'text', 'contact'),
  field('customer_number', 'text', 'unique-identifier'),
  field('interests', 'list', 'interests'),
  field('concluded_interests', 'list', 'interests', { inferred: true }),
  field('preferred_products', 'list', 'behaviour'),
  field('loyalty_level', 'choice', 'behaviour'),
  field('last_purchase_at', 'date', 'behaviour'),
  field('lifetime_value', 'amount', 'economy', { inferred: true }),
  field('identity_number', 'identity-number', 'unique-identifier', { sensitive: true }),
  field('passport_number', 'identity-number', 'unique-identifier', { sensitive: true }),
  field('photo', 'file', 'special', { sensitive: true }),
  field('health_note', 'text', 'special', { sensitive: true }),
]

/** The catalogue that ships, with bases as the law stands on a day (ISO 8601 date). */
export function starterCatalogue(on: string): Catalogue {
  return {
    purposes: PURPOSES.map(({ basis, ...line }) => ({
      ...line,
      bases: basis === 'as-the-law-allows' ? marketingBases(line.channels, on) : sameBasis(line.channels, basis),
      texts: inEachLanguage((language) => purposeTexts(language, line.key)),
    })),
    fields: FIELDS.map((line) => ({ ...line, texts: inEachLanguage((language) => fieldTexts(language, line.key)) })),
  }
}

function purpose(
  key: string, kind: PurposeKind, group: PurposeGroup, channels: readonly Channel[], basis: PurposeLine['basis'],
  fields: readonly string[], recipients: readonly string[], retention: Retention,
): PurposeLine {
  return { key, kind, group, channels: [...channels], basis, fields: [...fields], recipients: [...recipients], retention }
}

/** A marketing purpose needs the names, and only the contact points of the channels it offers. */
function marketing(key: string, channels: readonly Channel[], own: readonly string[], retention: Retention): PurposeLine {
  const points = [
    ...(channels.includes('email') ? ['email'] : []),
    ...(channels.includes('sms') || channels.includes('phone') ? ['phone'] : []),
    ...(channels.includes('letter') ? ADDRESS : []),
  ]
  return purpose(key, 'marketing', 'marketing', channels, 'as-the-law-allows', [...NAMES, ...points, 'language', ...own], ['mail-carriers'], retention)
}

function field(key: string, type: FieldType, category: FieldCategory, but: { sensitive?: boolean; inferred?: boolean } = {}): Omit<Field, 'texts'> {
  const plain = { key, type, category, sensitive: false, inferred: false, shipped: true, checks: {}, ...but }
  return { ...plain, asked: ASKED.includes(category) && !plain.sensitive && !plain.inferred && !(CONTACT_FIELDS as readonly string[]).includes(key) }
}

function inEachLanguage<Texts>(texts: (language: Language) => Texts): Record<Language, Texts> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, texts(language)])) as Record<Language, Texts>
}

function purposeTexts(language: Language, key: string): PurposeTexts {
  const { name = '', description = '', ...choice } = textsUnder(language, key)
  return { name, description, ...choice }
}

function fieldTexts(language: Language, key: string): FieldTexts {
  const { name = '', description = '' } = textsUnder(language, `field.${key}`)
  return { name, description }
}

/** The members `<prefix>.<member>` of the room's texts. */
function textsUnder(language: Language, prefix: string): Record<string, string> {
  const all = Object.entries(textsOf(language, 'purposes'))
  return Object.fromEntries(all.filter(([key]) => key.startsWith(`${prefix}.`)).map(([key, text]) => [key.slice(prefix.length + 1), text]))
}
