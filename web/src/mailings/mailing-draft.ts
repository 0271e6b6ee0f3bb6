import type { Condition } from '@api/decisions-resource.ts'
import type { Mailing, MailingDraft } from '@api/mailings-resource.ts'
import { LANGUAGES, type Language } from '../texts.ts'
import { productGroup } from '../product-group.ts'

export type MailingKind = MailingDraft['kind']

/** A mailing as it stands in the form: every language there, some still empty. */
export interface DraftForm {
  kind: MailingKind
  name: string
  purposes: string[]
  about: string
  where: Condition[]
  content: Record<Language, { subject: string; body: string }>
}

/** In each language at once, and so apart from what the screen says. */
const STARTERS = { sv: () => import('../texts/starter/sv.json'), nb: () => import('../texts/starter/nb.json'), en: () => import('../texts/starter/en.json') }

/** A new form, with words to begin from in each language. */
export async function newForm(kind: MailingKind): Promise<DraftForm> {
  const form: DraftForm = { kind, name: '', purposes: [], about: '', where: [], content: emptyContent() }
  if (kind !== 'ask') return form
  for (const language of LANGUAGES) {
    const { default: words } = await STARTERS[language]()
    form.content[language] = { subject: words['starter.ask-subject'], body: words['starter.ask-body'] }
  }
  return form
}

export function formOf(mailing: Mailing): DraftForm {
  const { kind, name, purposes, about, audience, content } = mailing
  return { kind, name, purposes, about: about ?? '', where: audience.where, content: { ...emptyContent(), ...content } }
}

/** What the server is told; a language without words is left out. */
export function draftOf(form: DraftForm): MailingDraft {
  const written = LANGUAGES.filter((language) => isWritten(form, language))
  return {
    kind: form.kind,
    name: form.name.trim(),
    purposes: form.purposes,
    channel: 'email',
    about: productGroup(form.about) || null,
    audience: { where: form.where.filter(({ value }) => value !== '') },
    content: Object.fromEntries(written.map((language) => [language, form.content[language]])),
  }
}

export function isWritten(form: DraftForm, language: Language) {
  const { subject, body } = form.content[language]
  return subject.trim() !== '' && body.trim() !== ''
}

function emptyContent(): DraftForm['content'] {
  return { sv: { subject: '', body: '' }, nb: { subject: '', body: '' }, en: { subject: '', body: '' } }
}
