import { RENEWAL_MONTHS } from '../../decisions/question.ts'
import { rehearseRenewal as rehearse } from '../../lifecycle/rehearse-renewal.ts'
import { MONTHS_AHEAD } from '../../lifecycle/rehearse-retention.ts'
import { roundAsDraft, type RenewalRound } from '../../lifecycle/renewal.ts'
import { countEndingPeople, countEndingYeses } from '../../lifecycle/renewals.sql.ts'
import { draftMailing } from '../../messages/draft-mailing.ts'
import { checkDraft, type MailingDraft } from '../../messages/mailing.ts'
import { selectRenewalRounds } from '../../messages/mailings.sql.ts'
import { showMailings, type MailingView } from '../../messages/show-mailings.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { localDateIn, type LocalDate } from '../../values/calendar.ts'
import { monthsLater } from '../../values/moment.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseOutOfScope, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { readerLanguage } from './reader.ts'
import { createRenewal, getRenewals, rehearseRenewal, type Renewals } from './renewals-resource.ts'

const ROUNDS_SHOWN = 20

export function addRenewalsRoutes(api: Api, house: House): void {
  const { database } = house

  api.openapi(getRenewals, async (c) => {
    const language = readerLanguage(c)
    const found = await database.report(async (tx) => {
      const to = monthsLater(tx.now, MONTHS_AHEAD, RETENTION_ZONE)
      return {
        now: tx.now, catalogue: await selectCatalogue(tx), people: await countEndingPeople(tx, to, RETENTION_ZONE), yeses: await countEndingYeses(tx, to, RETENTION_ZONE),
        rounds: await showMailings(tx, await selectRenewalRounds(tx, ROUNDS_SHOWN)),
      }
    })
    const months = (rows: readonly { month: string; people: number }[]) => everyMonth(rows, found.now)
    const byPurpose = Map.groupBy(found.yeses, (one) => one.purpose)
    return c.json({
      months: months(found.people), today: localDateIn(RETENTION_ZONE, found.now), monthsAhead: RENEWAL_MONTHS,
      purposes: [...byPurpose].map(([purpose, rows]) => ({
        purpose, label: labelOf(found.catalogue, purpose, language), people: rows.reduce((sum, row) => sum + row.people, 0), months: months(rows),
        canAsk: found.catalogue.purposes.some((one) => one.key === purpose && one.texts[language].question !== undefined),
      })),
      rounds: found.rounds.map((one) => roundAnswer(language, one, found.catalogue)),
    }, 200)
  })

  api.openapi(rehearseRenewal, async (c) => {
    const language = readerLanguage(c)
    const { reasons, channels, ...counts } = await database.report(async (tx) => rehearse(tx, await draftOf(tx, c.get('actor'), language, c.req.valid('json'))))
    return c.json({
      ...counts, reasons: reasons.map(({ rule, text, parameters, count }) => ({ rule, sentence: t(language, text, parameters), count })),
      channels: channels.map((one) => ({ ...one, label: t(language, `law.channel.${one.channel}`), asked: one.channel === 'email' })),
    }, 200)
  })

  api.openapi(createRenewal, async (c) => {
    const id = await database.write(async (tx) => draftMailing(tx, await draftOf(tx, c.get('actor'), readerLanguage(c), c.req.valid('json')), actorId(c.get('actor'))))
    return c.json({ id }, 201)
  })
}

async function draftOf(tx: Tx, actor: StaffActor, language: Language, { purposes, before, name }: { purposes: string[]; before: string; name?: string | undefined }): Promise<MailingDraft> {
  refuseOutOfScope(await scopeFor(tx, actor), purposes, (place) => `purposes.${place}`)
  const round: RenewalRound = { purposes: [...new Set(purposes)], before: before as LocalDate }
  const draft = roundAsDraft(round, name ?? t(language, 'messages.renewal.name', { day: before }), localDateIn(RETENTION_ZONE, tx.now), RETENTION_ZONE)
  checkDraft(draft, await selectCatalogue(tx))
  return draft
}

/** Twelve months from this one on, those in which none ends too: a plot has no gaps. */
function everyMonth(found: readonly { month: string; people: number }[], now: Date): Renewals['months'] {
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => localDateIn(RETENTION_ZONE, monthsLater(now, ahead, RETENTION_ZONE)).slice(0, 7))
    .map((month) => ({ month, people: found.find((one) => one.month === month)?.people ?? 0 }))
}

function labelOf({ purposes }: PublishedCatalogue, key: string, language: Language): string {
  return purposes.find((one) => one.key === key)?.texts[language].name ?? key
}

function roundAnswer(language: Language, view: MailingView, catalogue: PublishedCatalogue): Renewals['rounds'][number] {
  const { mailingId, name, purposes, renewsBefore, state, counts, answers, createdAt } = view
  return {
    id: mailingId, name, state, answers, before: renewsBefore!.toISOString(), createdAt: createdAt.toISOString(),
    purposes: purposes.map((purpose) => ({ purpose, label: labelOf(catalogue, purpose, language) })),
    counts: { waiting: counts.waiting, handingOver: counts['handing-over'], sent: counts.sent, leftOut: counts['left-out'], failed: counts.failed, unknown: counts.unknown },
  }
}
