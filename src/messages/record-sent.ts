import type { Choice } from '../consent/choice.ts'
import { recordChoices } from '../consent/record-choices.ts'
import type { PersonDecision } from '../decisions/decide-for.ts'
import { updateNoticeGiven } from '../people/provenance.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { questionWording, wording } from '../purposes/wording.ts'
import { plainBody } from './mail-body.ts'
import type { Message } from './message-state.ts'
import { insertSentUses } from './messages.sql.ts'
import { noticeBlocks } from './notice.ts'
import { companyOf, type Batch, type Sending } from './sending.ts'
import type { Written } from './write-mail.ts'

/**
 * Records what has just been handed over, in the same transaction: the use with rule and ground (rule D6), the notice,
 * and each question that was put with its exact words (rules D8, L3). `certain` is false when the mail server did not answer.
 */
export async function recordSent(
  tx: Tx, sending: Sending, batch: Batch, message: Message, granted: readonly PersonDecision[], written: Written, certain: boolean,
): Promise<void> {
  const { personId, mailingId, contactPointId } = message
  await insertSentUses(tx, granted.map((one) => ({
    personId, mailingId, contactPointId, purpose: one.question.purpose, rule: one.rule, groundId: one.groundId, entrySeq: one.entrySeq,
    subject: written.mail.subject, certain, staffId: batch.individuals.get(mailingId)?.staffId ?? null,
  })))
  if (written.notice) await updateNoticeGiven(tx, personId)
  const told = [...askedChoices(batch, message, granted), ...noticeChoice(sending, batch, message, written)]
  if (told.length > 0) await recordChoices(tx, sending.keeper, told)
}

function askedChoices(batch: Batch, message: Message, granted: readonly PersonDecision[]): Choice[] {
  if (message.kind !== 'ask') return []
  return granted.map(({ question }) => ({
    ...choice(message), kind: 'asked', purpose: question.purpose, channel: 'email',
    wording: questionWording(batch.catalogue.purposes.find((one) => one.key === question.purpose)!, message.language),
  }))
}

function noticeChoice(sending: Sending, batch: Batch, message: Message, { notice }: Written): Choice[] {
  if (!notice) return []
  const words = plainBody(noticeBlocks(message.language, companyOf(sending, batch.installation), notice), {})
  return [{ ...choice(message), kind: 'notice-shown', wording: wording(message.language, words) }]
}

function choice(message: Message): Choice {
  return {
    personId: message.personId, kind: 'asked', purpose: null, channel: null, contactPointId: message.contactPointId, frequency: null, surface: 'mail',
    language: message.language, actor: { kind: 'system', id: null }, wording: null, evidence: { mailing: message.mailingId },
  }
}
