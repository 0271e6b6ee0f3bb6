import { authorityOf } from '../law/country.ts'
import { t, type Language } from '../values/text.ts'
import { writtenDay, writtenList } from '../values/written.ts'
import { ARTICLE, REFUSAL_REASONS, type Outcome, type RefusalReason, type RightsRequest } from './request.ts'

export interface LetterFacts {
  request: Pick<RightsRequest, 'kind' | 'receivedAt' | 'country' | 'extendedAt'>
  /** Of the person; empty where none is known. */
  name: string
  company: string
  outcome: Outcome
  reason?: RefusalReason
  /** Keys of recipients that were told (art. 19). */
  told?: readonly string[]
  /** Of somebody in no register: until when the request itself is kept, and what is left of them from before. */
  stranger?: StrangerFacts | undefined
}

export interface StrangerFacts {
  keptUntil: Date | null
  marks: number
  proofs: number
}

/**
 * The proposed answer to a request, as plain text in the person's language: what was asked and when, what has been done or
 * why not with its article (art. 12(4)), and the right to complain and to go to court (art. 77, 79). A colleague may
 * change it before it goes out.
 */
export function composeLetter(language: Language, { request, name, company, outcome, reason, told = [], stranger }: LetterFacts): string {
  const authority = authorityOf(request.country)
  const day = writtenDay(language, request.receivedAt, LETTER_ZONE)
  return [
    name === '' ? t(language, 'requests.letter.hello-nobody') : t(language, 'requests.letter.hello', { name }),
    t(language, 'requests.letter.asked', { day, what: t(language, `requests.kind.${request.kind}`), article: ARTICLE[request.kind] }),
    ...(stranger && outcome === 'nothing-held' ? nothingBut(language, stranger) : body(language, request.kind, outcome, reason)),
    ...(told.length > 0 && (outcome === 'granted' || outcome === 'partly') ? [t(language, 'requests.letter.told', { recipients: recipientsOf(language, told) })] : []),
    t(language, 'requests.letter.complain', { authority: authority.name, website: authority.website }),
    t(language, 'requests.letter.court'),
    t(language, 'requests.letter.bye', { company }),
  ].join('\n\n')
}

/** Somebody in no register: nothing but what they asked, until when that is kept, and what is left of having been forgotten. */
function nothingBut(language: Language, { keptUntil, marks, proofs }: StrangerFacts): string[] {
  return [
    t(language, 'requests.letter.nothing-but-this'),
    ...(marks > 0 ? [t(language, 'requests.letter.mark-left')] : []), ...(proofs > 0 ? [t(language, 'requests.letter.proof-left')] : []),
    ...(keptUntil ? [t(language, 'requests.letter.request-kept', { day: writtenDay(language, keptUntil, LETTER_ZONE) })] : []),
  ]
}

/** Days are told as the wall of the Nordic countries and their neighbours has them. */
const LETTER_ZONE = 'Europe/Stockholm'

function recipientsOf(language: Language, told: readonly string[]): string {
  return writtenList(language, told.map((one) => t(language, `purposes.recipient.${one}`)))
}

function body(language: Language, kind: RightsRequest['kind'], outcome: Outcome, reason: RefusalReason | undefined): string[] {
  switch (outcome) {
    case 'granted':
    case 'partly':
      return [t(language, `requests.letter.done.${kind}`), ...(outcome === 'partly' ? [t(language, 'requests.letter.partly')] : [])]
    case 'nothing-held':
      return [t(language, 'requests.letter.nothing-held')]
    case 'withdrawn':
      return [t(language, 'requests.letter.taken-back')]
    case 'refused':
      return reason === undefined ? [] : [t(language, 'requests.letter.refused'), t(language, `requests.refusal.${reason}`, { article: REFUSAL_REASONS[reason].article })]
  }
}
