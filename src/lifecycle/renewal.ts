import { RENEWAL_MONTHS } from '../decisions/question.ts'
import type { MailingContent, MailingDraft } from '../messages/mailing.ts'
import { Problem } from '../plumbing/errors.ts'
import { addMonths, startOfDay, type LocalDate } from '../values/calendar.ts'
import { LANGUAGES, t } from '../values/text.ts'

/** Whose yes to which purposes is asked to be said anew: those that end before a day. */
export interface RenewalRound {
  purposes: readonly string[]
  /** The first day that does not belong to it. */
  before: LocalDate
}

/**
 * A round as the ask it is, with words to begin from in each language. Throws `invalid` for a day that has come, or that
 * lies further ahead than anybody is asked.
 */
export function roundAsDraft({ purposes, before }: RenewalRound, name: string, today: LocalDate, zone: string): MailingDraft {
  if (before <= today) throw new Problem('invalid', { text: 'lifecycle.renewal-over', field: 'before' })
  if (before > addMonths(today, RENEWAL_MONTHS)) throw new Problem('invalid', { text: 'lifecycle.renewal-too-early', field: 'before', parameters: { months: RENEWAL_MONTHS } })
  return { kind: 'ask', name, purposes, channel: 'email', about: null, audience: { where: [] }, content: WORDS, renewsBefore: startOfDay(before, zone) }
}

/** Says until when and that nothing has to be done: neither praise nor loss (EDPB 03/2022). */
const WORDS: MailingContent = Object.fromEntries(LANGUAGES.map((language) => [language, { subject: t(language, 'messages.renewal.subject'), body: t(language, 'messages.renewal.body') }]))
