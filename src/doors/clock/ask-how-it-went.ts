import { tokenHash } from '../../access/link.ts'
import { insertLinks } from '../../access/links.sql.ts'
import { decideUnderLock } from '../../decisions/decide-under-lock.ts'
import { linkToken } from '../../messages/mail-secret.ts'
import { insertSentUses } from '../../messages/messages.sql.ts'
import type { Transport } from '../../messages/deliver.ts'
import { insertOutboxMail } from '../../messages/outbox.sql.ts'
import { composeRating } from '../../messages/rating-mail.ts'
import { selectContactPoint } from '../../people/values.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { ASKED_AFTER_HOURS, ASKED_WITHIN_DAYS, RATING_PURPOSE, ratingToken } from '../../tickets/rating.ts'
import { lockUnrated, updateRatingAsked, updateRatingRule, type Rated } from '../../tickets/ratings.sql.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import type { MailingId } from '../../values/ids.ts'
import { daysLater } from '../../values/moment.ts'
import type { House } from '../house.ts'

const AT_ONCE = 50
const HOUR_MS = 3_600_000

/**
 * Asks people whose tickets were solved how it went, under a purpose of its own: the gate says who may be asked, at that very
 * moment (D5). It is written down before the mail goes that somebody was asked, so that nobody is asked twice.
 */
export async function askHowItWent(house: House, transport: Transport, stopping?: AbortSignal): Promise<boolean> {
  for (let worked = 0; worked < AT_ONCE; worked++) {
    if (stopping?.aborted) return false
    const { tokens } = house.keeper.keys
    const ticket = await house.database.write(async (tx) => {
      const next = await lockUnrated(tx, { from: daysLater(tx.now, -ASKED_WITHIN_DAYS), until: new Date(tx.now.getTime() - ASKED_AFTER_HOURS * HOUR_MS) })
      if (next) await updateRatingAsked(tx, next, tokenHash(ratingToken(tokens, next.ticketId)))
      return next
    })
    if (!ticket) return false
    await house.database.writeOnce((tx) => askOne(tx, house, transport, ticket))
  }
  return true
}

async function askOne(tx: Tx, { keeper, publicUrl }: House, transport: Transport, ticket: Rated): Promise<void> {
  const { personId, language } = ticket
  const [decision] = await decideUnderLock(tx, [personId], [{ purpose: RATING_PURPOSE, channel: 'email', use: 'send' }])
  const point = decision!.allowed && decision!.contactPointId !== null ? await selectContactPoint(tx, personId, decision!.contactPointId) : undefined
  const to = parseEmail(point?.value ?? '')
  // Whoever is owed a notice about data from elsewhere gets it with a mail that says more than this one.
  if (!decision!.allowed || !point || isFault(to) || decision!.obligations.includes('carry-notice')) return updateRatingRule(tx, ticket, decision!.rule)
  const mailingId = ticket.ticketId as MailingId
  const stopToken = linkToken(keeper.keys.tokens, mailingId, personId, 'stop', '')
  await insertLinks(tx, [{ token: stopToken, kind: 'stop', personId, purposes: [RATING_PURPOSE], channel: 'email', contactPointId: point.contactPointId, mailingId: null, entrySeq: null, wordingId: null, language, createdAt: tx.now, expiresAt: null, usedAt: null }])
  const installation = await selectInstallation(tx)
  const company = { controller: installation!.controller, demo: installation!.demo, from: transport.from, publicUrl }
  const purpose = (await selectCatalogue(tx)).purposes.find((one) => one.key === RATING_PURPOSE)?.texts[language].name ?? ''
  const mail = {
    ...composeRating(language, company, { number: ticket.number, token: ratingToken(keeper.keys.tokens, ticket.ticketId), stopToken, purpose }), from: transport.from, to, date: tx.now,
    messageId: `<rating-${ticket.ticketId}@${transport.from.address.slice(transport.from.address.lastIndexOf('@') + 1)}>`,
  }
  const source = await transport.source(mail)
  const outcome = transport.post ? await transport.post(mail, source) : 'accepted'
  if (!transport.post) await insertOutboxMail(tx, { personId, mailingId: null, kind: mail.kind, recipient: to.recipient, subject: mail.subject, source })
  if (outcome === 'later') return updateRatingAsked(tx, ticket, null)
  if (outcome === 'refused') return updateRatingRule(tx, ticket, 'refused')
  await insertSentUses(tx, [{ personId, mailingId, contactPointId: point.contactPointId, purpose: RATING_PURPOSE, rule: decision!.rule, groundId: decision!.groundId, entrySeq: decision!.entrySeq, subject: mail.subject, certain: outcome === 'accepted', staffId: null }])
}
