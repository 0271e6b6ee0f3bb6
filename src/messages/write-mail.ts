import { findYesEnds } from '../consent/find-yes-ends.ts'
import type { PersonDecision } from '../decisions/decide-for.ts'
import type { ContactPoint } from '../people/values.sql.ts'
import { lives } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { FOLLOW_UP } from '../purposes/follow-up.ts'
import type { PersonId } from '../values/ids.ts'
import { t } from '../values/text.ts'
import { composeAsk } from './ask-mail.ts'
import { selectEndOfData } from './endings.sql.ts'
import type { FieldValues } from './mail-body.ts'
import { composeIndividual } from './individual-mail.ts'
import { STOP, isYes, saysNo } from './mail-links.ts'
import { codeOf, linkToken } from './mail-secret.ts'
import type { Mail } from './mail.ts'
import { wordsIn, type Mailing } from './mailing.ts'
import { composeMailing, composeServiceMailing, type Copy } from './mailing-mail.ts'
import type { Message } from './message-state.ts'
import type { Notice } from './notice.ts'
import { selectUnusableFields } from './recipients.sql.ts'
import { companyOf, entriesAbout, type Batch, type Sending } from './sending.ts'
import { composeAddressChanged, composeCode, composeConfirm, composeDataEnding, composeLead, composeReceipt, composeRequestNews, recordedWords } from './single-mail.ts'
import { writeNotice } from './write-notice.ts'

export interface Written {
  mail: Mail
  notice: Notice | undefined
}

/** Writes one person's copy. `granted` are the yeses of the gate that it rests on: an ask puts only those questions. */
export async function writeMail(
  tx: Tx, sending: Sending, batch: Batch, message: Message, granted: readonly PersonDecision[], point: Pick<ContactPoint, 'verifiedAt'>,
): Promise<Written> {
  const { language, personId } = message
  const owesNotice = granted.some((one) => one.obligations.includes('carry-notice'))
  const notice = owesNotice ? await writeNotice(tx, personId, language, batch.catalogue) : undefined
  const mailing = batch.mailings.get(message.mailingId)
  if (message.kind === 'data-ending') {
    return { notice, mail: composeDataEnding(language, companyOf(sending, batch.installation), (await selectEndOfData(tx, personId, message.mailingId)) ?? tx.now, notice) }
  }
  if (message.kind === 'individual') return { notice, mail: writeIndividual(sending, batch, message, granted[0]!, notice) }
  if (message.kind === 'lead') {
    const token = linkToken(sending.keeper.keys.tokens, message.mailingId, personId, 'lead', STOP)
    return { notice, mail: composeLead(language, companyOf(sending, batch.installation), token, await endOfFollowUp(tx, personId), notice) }
  }
  if (!mailing) return { notice, mail: writeSingle(sending, batch, message, notice) }
  const copy: Copy = {
    company: companyOf(sending, batch.installation), language, words: wordsIn(mailing.content, language), notice,
    // Whoever wrote somebody else's address into a form must not write to them through us: no values before it is proved.
    values: point.verifiedAt ? await valuesFor(tx, batch, message, mailing) : {},
    stopToken: linkToken(sending.keeper.keys.tokens, message.mailingId, personId, 'stop', STOP),
  }
  const ends = mailing.renewsBefore ? await endsOfYeses(tx, personId, mailing.renewsBefore) : undefined
  return { notice, mail: writeCopy(sending, batch, message, copy, granted, ends) }
}

/** When what is held so that we can get in touch goes by itself. */
async function endOfFollowUp(tx: Tx, personId: PersonId): Promise<Date> {
  const ends = (await selectGrounds(tx, [personId])).flatMap((ground) => (FOLLOWED_UNDER.includes(ground.purpose) && lives(ground, tx.now) ? ground.holdUntil ?? [] : []))
  return ends.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? tx.now
}

const FOLLOWED_UNDER: readonly string[] = [FOLLOW_UP, 'prospects']

function writeCopy(sending: Sending, batch: Batch, message: Message, copy: Copy, granted: readonly PersonDecision[], ends?: (purpose: string) => Date): Mail {
  const purposeOf = (key: string) => batch.catalogue.purposes.find((one) => one.key === key)!
  if (message.kind === 'ask') {
    return composeAsk(copy, granted.map(({ question: { purpose } }) => ({
      texts: purposeOf(purpose).texts[copy.language],
      askToken: linkToken(sending.keeper.keys.tokens, message.mailingId, message.personId, 'ask', purpose),
      ...(ends && { endsOn: ends(purpose) }),
    })))
  }
  const purpose = { name: purposeOf(granted[0]!.question.purpose).texts[copy.language].name, basis: granted[0]!.basis! }
  return message.kind === 'mailing' ? composeMailing(copy, purpose) : composeServiceMailing(copy, purpose)
}

/** What a colleague wrote; it holds nothing of the person but what they wrote themselves. */
function writeIndividual(sending: Sending, batch: Batch, { mailingId, personId, language }: Message, granted: PersonDecision, notice: Notice | undefined): Mail {
  const individual = batch.individuals.get(mailingId)!
  const purpose = batch.catalogue.purposes.find((one) => one.key === individual.purpose)!
  const stopToken = saysNo(individual.purpose, batch.catalogue) ? linkToken(sending.keeper.keys.tokens, mailingId, personId, 'stop', STOP) : undefined
  return composeIndividual({ company: companyOf(sending, batch.installation), language, stopToken, notice }, individual, { name: purpose.texts[language].name, basis: granted.basis! })
}

/** When each yes of the person ends by itself; a preview for nobody shows the last day of the round. */
async function endsOfYeses(tx: Tx, personId: PersonId, otherwise: Date): Promise<(purpose: string) => Date> {
  const ends = await findYesEnds(tx, personId, 'email')
  return (purpose) => ends.get(purpose) ?? otherwise
}

function writeSingle(sending: Sending, batch: Batch, message: Message, notice: Notice | undefined): Mail {
  const { language, personId, mailingId } = message
  const key = sending.keeper.keys.tokens
  const company = companyOf(sending, batch.installation)
  if (message.kind === 'code') return composeCode(language, company, codeOf(key, message.requestId!), notice)
  if (message.kind === 'address-changed') return composeAddressChanged(language, company, notice)
  if (message.kind === 'request-news') return composeRequestNews(language, company, notice)
  const entries = entriesAbout(batch, message)
  const textsIn = (purpose: string) => batch.catalogue.purposes.find((one) => one.key === purpose)?.texts[language]
  if (message.kind === 'confirm') {
    const purposes = [...new Set(entries.flatMap((entry) => entry.purpose ?? []))].flatMap((purpose) => textsIn(purpose) ?? [])
    return composeConfirm(language, company, purposes, linkToken(key, mailingId, personId, 'confirm', entries[0]?.seq ?? 0), notice)
  }
  return composeReceipt(language, company, entries.map((entry) => ({
    words: recordedWords(language, entry.kind, entry.purpose === null ? undefined : (textsIn(entry.purpose)?.name ?? entry.purpose),
      entry.channel === null ? undefined : t(language, `law.channel.${entry.channel}`)),
    revokeToken: isYes(entry) ? linkToken(key, mailingId, personId, 'revoke', entry.seq) : undefined,
  })), notice)
}

/** The person's values that the purposes of the mailing need and that may be used now. */
async function valuesFor(tx: Tx, batch: Batch, message: Message, mailing: Mailing): Promise<FieldValues> {
  const source = mailing.content[message.language]!
  if (!`${source.subject}${source.body}`.includes('{{')) return {}
  const unusable = await selectUnusableFields(tx, message.personId)
  const needed = batch.catalogue.purposes.filter((one) => mailing.purposes.includes(one.key))
  const values = (await selectValues(tx, [message.personId]))
    .filter(({ fieldKey }) => !unusable.has(fieldKey) && needed.every((purpose) => purpose.fields.includes(fieldKey)))
  return Object.fromEntries(values.map(({ fieldKey, value }) => [fieldKey, Array.isArray(value) ? value.join(', ') : String(value)]))
}
