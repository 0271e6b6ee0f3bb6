import type { Condition } from '../decisions/audience.ts'
import type { Question } from '../decisions/question.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Catalogue } from '../purposes/catalogue.ts'
import type { MailingId } from '../values/ids.ts'
import { LANGUAGES, type Language } from '../values/text.ts'
import type { Words } from './mailing-mail.ts'
import { parseBody, parseSubject, type MarkupFault } from './markup.ts'

/** `ask` puts questions; `mailing` is for a marketing purpose; `service` is what a contract or law asks for (rule D3). */
export const MAILING_KINDS = ['ask', 'mailing', 'service'] as const
export type MailingKind = (typeof MAILING_KINDS)[number]

export const MAILING_STATES = ['draft', 'rehearsed', 'sending', 'paused', 'stopped', 'done'] as const
export type MailingState = (typeof MAILING_STATES)[number]

/** What may follow from where: the act, the states it starts from, and the one it leads to. */
export const MAILING_ACTS = {
  change: { from: ['draft', 'rehearsed'], to: 'draft' },
  rehearse: { from: ['draft', 'rehearsed'], to: 'rehearsed' },
  start: { from: ['draft', 'rehearsed'], to: 'sending' },
  pause: { from: ['sending'], to: 'paused' },
  resume: { from: ['paused'], to: 'sending' },
  stop: { from: ['sending', 'paused'], to: 'stopped' },
} as const satisfies Record<string, { from: readonly MailingState[]; to: MailingState }>

export type MailingContent = Partial<Record<Language, { subject: string; body: string }>>

export interface MailingDraft {
  kind: MailingKind
  name: string
  /** One; an ask may put several questions. */
  purposes: readonly string[]
  channel: 'email'
  /** Product group it is about; the soft opt-in depends on it (rule D4). */
  about: string | null
  audience: { where: readonly Condition[] }
  content: MailingContent
  /** A renewal round: an ask to those whose yes to one of the purposes ends before this moment, and to nobody else (D7). */
  renewsBefore?: Date | null
}

export interface Mailing extends MailingDraft {
  mailingId: MailingId
  state: MailingState
  createdAt: Date
  createdBy: string
  startedAt: Date | null
  /** The colleague who let it go, as a pseudonym; null for the command line. */
  startedBy: string | null
  finishedAt: Date | null
}

/** Checks that an act fits the state. Throws conflict. */
export function stateAfter(state: MailingState, act: keyof typeof MAILING_ACTS): MailingState {
  const { from, to } = MAILING_ACTS[act]
  if (!(from as readonly MailingState[]).includes(state)) throw new Problem('conflict', { text: 'messages.mailing-state', parameters: { state } })
  return to
}

/** What the gate is asked for each person: one question per purpose. */
export function questionsOf(mailing: Pick<MailingDraft, 'kind' | 'purposes' | 'channel' | 'about' | 'renewsBefore'>): Question[] {
  const renewal = mailing.renewsBefore ? { renewal: true } : {}
  return mailing.purposes.map((purpose) => ({ purpose, channel: mailing.channel, use: mailing.kind === 'ask' ? 'ask' : 'send', about: mailing.about, ...renewal }))
}

/** Checks a draft against the catalogue. Throws `invalid` with the field at fault, or `refused` with the rule. */
export function checkDraft(draft: MailingDraft, catalogue: Catalogue): void {
  if (draft.kind !== 'ask' && draft.purposes.length !== 1) throw new Problem('invalid', { text: 'messages.draft.one-purpose', field: 'purposes' })
  for (const purpose of draft.purposes) checkPurpose(draft.kind, purpose, catalogue)
  const written = LANGUAGES.filter((language) => draft.content[language])
  if (written.length === 0) throw new Problem('invalid', { text: 'messages.draft.no-words', field: 'content' })
  for (const language of written) checkWords(draft, language, catalogue)
}

function checkPurpose(kind: MailingKind, key: string, catalogue: Catalogue): void {
  const purpose = catalogue.purposes.find((one) => one.key === key)
  const about = { parameters: { purpose: key }, field: 'purposes' }
  if (!purpose) throw new Problem('invalid', { text: 'messages.draft.purpose-unknown', ...about })
  if (kind === 'service' && purpose.kind === 'marketing') throw new Problem('refused', { rule: 'D3', text: 'messages.draft.purpose-marketing', ...about })
  if (kind === 'mailing' && purpose.kind !== 'marketing') throw new Problem('refused', { rule: 'D3', text: 'messages.draft.purpose-not-marketing', ...about })
  if (kind === 'ask' && LANGUAGES.some((language) => !purpose.texts[language].question)) throw new Problem('invalid', { text: 'messages.draft.purpose-no-question', ...about })
}

/** Every text must be readable, and every field in it needed by every purpose (rule H1). */
function checkWords(draft: MailingDraft, language: Language, catalogue: Catalogue): void {
  const { subject, body } = draft.content[language]!
  const purposes = catalogue.purposes.filter((one) => draft.purposes.includes(one.key))
  for (const [name, template] of [['subject', parseSubject(subject)], ['body', parseBody(body)]] as const) {
    const place = `content.${language}.${name}`
    const fault: MarkupFault | undefined = template.faults[0]
    if (fault) throw new Problem('invalid', { ...fault, field: place })
    const foreign = template.fields.find((field) => !purposes.every((one) => one.fields.includes(field)))
    if (foreign) throw new Problem('refused', { rule: 'H1', text: 'messages.draft.field-not-needed', parameters: { field: foreign }, field: place })
  }
}

/** The fields that the words of a draft show. */
export function fieldsShown(content: MailingContent): string[] {
  const words = Object.values(content)
  return [...new Set(words.flatMap(({ subject, body }) => [...parseSubject(subject).fields, ...parseBody(body).fields]))]
}

/** The words of a checked draft in one language. */
export function wordsIn(content: MailingContent, language: Language): Words {
  const { subject, body } = content[language]!
  return { subject: parseSubject(subject).parsed, body: parseBody(body).parsed }
}

const LANGUAGE_OF_COUNTRY: Readonly<Record<string, Language>> = { SE: 'sv', NO: 'nb' }

/** The language to write in: the person's own, else their country's, else the company's; of those the mailing has. */
export function languageFor(person: { language: string | null; country: string | null }, companyCountry: string, content: MailingContent): Language {
  const own = LANGUAGES.find((language) => language === person.language)
  const wishes: (Language | undefined)[] = [
    own, person.country ? (LANGUAGE_OF_COUNTRY[person.country] ?? 'en') : undefined, LANGUAGE_OF_COUNTRY[companyCountry], 'en', ...LANGUAGES,
  ]
  return wishes.find((language) => language !== undefined && content[language] !== undefined)!
}
