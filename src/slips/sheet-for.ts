import { newToken, tokenHash } from '../access/link.ts'
import { insertLinks } from '../access/links.sql.ts'
import type { Choice } from '../consent/choice.ts'
import { recordChoices } from '../consent/record-choices.ts'
import { decideFor, type PersonDecision } from '../decisions/decide-for.ts'
import type { Question } from '../decisions/question.ts'
import { selectInvoice } from '../invoices/invoices.sql.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { authorityOf } from '../law/country.ts'
import type { Channel } from '../law/channel.ts'
import { customerUrl } from '../messages/customer-paths.ts'
import { lives } from '../people/ground.ts'
import { lockPeople } from '../people/people.sql.ts'
import { updateNoticeGiven } from '../people/provenance.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation, type Controller } from '../plumbing/installation.sql.ts'
import type { PublishedPurpose } from '../purposes/catalogue.sql.ts'
import { wording } from '../purposes/wording.ts'
import { showPerson, type PersonView } from '../rights/show-person.ts'
import { isFault } from '../values/fault.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { letterNumber } from '../values/letter-number.ts'
import { parsePhone } from '../values/phone.ts'
import { t, type Language } from '../values/text.ts'
import { writtenLanguage } from '../values/written-language.ts'
import { writtenDay, writtenList } from '../values/written.ts'
import { heldByPurpose } from './held-by-purpose.ts'
import { MOST_ROWS, SHEET_DAYS, WIDE_ROWS, type GoesWith, type Slip, type SlipRow } from './slip.ts'
import { insertSlip, selectSheetFor } from './slips.sql.ts'
import { printedQuestion, purposeRow, wideRow, wordingOf, type Ending } from './slip-words.ts'
import { sheetPdf, type Sheet } from './sheet-pdf.ts'

export interface SheetOrder {
  personId: PersonId
  /** What it lies beside; `order`: somebody asked for it, and it is made for anybody. */
  goesWith: GoesWith
  /** The invoice or credit note that it lies beside; of a reminder, the invoice. */
  invoiceId?: string | undefined
  /** Where the customers' pages are, without a slash at the end. */
  publicUrl: string
}

export interface MadeSheet {
  slipId: string
  /** Tagged, A4, one side after the other. */
  pdf: Buffer
}

/**
 * The sheet on paper that goes with an invoice, a reminder or a credit note to whoever has no digital contact point or
 * wants paper, and to anybody who orders one: what is held, the questions that may be put (rule D7), and a slip to tear off.
 *
 * For whoever puts letters together: call it in the transaction in which the letter is handed over, once per document
 * that goes out, and print `pdf` on sheets of its own behind the invoice; it is no part of the voucher. It locks the
 * person, records that the notice was shown and what was asked, with the words (rules D8, L3), and keeps the page for
 * ninety days. Asked for again for the same document it gives the same page and records nothing.
 * Undefined: no sheet for this person. Throws `not-found` for somebody who is not in the register.
 */
export async function sheetFor(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, order: SheetOrder): Promise<MadeSheet | undefined> {
  const { personId, goesWith, invoiceId } = order
  if ((await lockPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const made = invoiceId === undefined ? undefined : await selectSheetFor(tx, personId, goesWith, invoiceId)
  if (made?.sheet) return { slipId: made.slipId, pdf: made.sheet }
  const view = await showPerson(tx, keeper.keys.identifierIndex, personId)
  if (goesWith !== 'order' && (view.person.deceasedAt !== null || !needsPaper(view))) return undefined
  const { controller } = (await selectInstallation(tx))!
  const language = writtenLanguage(view.values.find((one) => one.field.key === 'language')?.value, controller.country)
  const rows = [...await purposeRows(tx, view, language), ...WIDE_ROWS.map((kind) => wideRow(kind, language))]
  const token = newToken()
  const hash = tokenHash(token)
  await insertLinks(tx, [{
    token, kind: 'letter', personId, purposes: [], channel: 'none', contactPointId: null, mailingId: null, entrySeq: null, wordingId: null, language, createdAt: tx.now, expiresAt: null, usedAt: null,
  }])
  const sheet = sheetOf(view, controller, language, rows, { token, number: letterNumber(hash), publicUrl: order.publicUrl, at: tx.now, pageCode: await pageCode(tx, personId, invoiceId) })
  const { pdf, layout } = await sheetPdf(sheet)
  const slip: Slip = {
    personId, slipId: newId(tx.now), madeAt: tx.now, goesWith, invoiceId: invoiceId ?? null, language, tokenHash: hash, number: sheet.number, afterSeq: view.standing.lastSeq, rows, layout,
  }
  await insertSlip(tx, slip, pdf)
  await recordShown(tx, keeper, slip, sheet)
  return { slipId: slip.slipId, pdf }
}

/** Whoever cannot be reached digitally, or wants paper. */
function needsPaper({ contactPoints, values }: PersonView): boolean {
  return !contactPoints.some((point) => point.kind === 'email') || values.some((one) => one.field.key === 'delivery' && one.value === 'paper')
}

/** Through these a sheet asks and takes a no; what happens on pages and in advertisements is chosen there. */
const PAPER_CHANNELS: readonly Channel[] = ['letter', 'phone', 'sms', 'email', 'none']

/** A line for each use that goes on now and may be stopped, and for each question that the gate lets be put: whether a yes that ends before long should go on, too. */
async function purposeRows(tx: Tx, view: PersonView, language: Language): Promise<SlipRow[]> {
  const cells = view.choices.flatMap(({ purpose, channels }) => channels.filter(({ channel }) => PAPER_CHANNELS.includes(channel as Channel)).map(({ channel, until }) => ({ purpose, channel: channel as Channel, until })))
  const questions = cells.flatMap(({ purpose, channel }): Question[] => [
    { purpose: purpose.key, channel, use: 'ask', withinServiceMessage: true },
    { purpose: purpose.key, channel, use: 'ask', withinServiceMessage: true, renewal: true },
    { purpose: purpose.key, channel, use: channel === 'none' ? 'profile' : 'send', about: saleOf(view, purpose, tx.now) },
  ])
  const decisions = await decideFor(tx, [view.person.personId], questions)
  const rows = cells.map(({ purpose, channel, until }, place) => {
    const [ask, renew, use] = decisions.slice(3 * place) as [PersonDecision, PersonDecision, PersonDecision]
    if (mayAsk(renew, purpose, language, channel, view)) return purposeRow('ask', purpose, channel, renew.contactPointId, language, until)
    if (use.allowed) return purposeRow('on', purpose, channel, use.contactPointId, language)
    return mayAsk(ask, purpose, language, channel, view) ? purposeRow('ask', purpose, channel, ask.contactPointId, language) : undefined
  }).filter((row) => row !== undefined)
  return [...rows.filter((row) => row.kind === 'on'), ...rows.filter((row) => row.kind === 'ask')].slice(0, MOST_ROWS)
}

/** A question needs words, and something that a yes would be for: nobody is asked for text messages to a telephone on the wall. */
function mayAsk(ask: PersonDecision, purpose: PublishedPurpose, language: Language, channel: Channel, { contactPoints }: PersonView): boolean {
  if (!ask.allowed || purpose.texts[language].question === undefined) return false
  if (channel === 'none') return true
  const point = contactPoints.find((one) => one.contactPointId === ask.contactPointId)
  const number = channel === 'sms' && point ? parsePhone(point.canonical) : undefined
  return point !== undefined && (number === undefined || (!isFault(number) && number.takesSms))
}

function saleOf(view: PersonView, purpose: PublishedPurpose, now: Date): string | null {
  return view.grounds.find((ground) => ground.purpose === purpose.key && ground.basis === 'soft-opt-in' && lives(ground, now))?.productGroups[0] ?? null
}

/** The short code to the person's page, where the invoice has one. */
async function pageCode(tx: Tx, personId: PersonId, invoiceId: string | undefined): Promise<string | undefined> {
  const invoice = invoiceId === undefined ? undefined : await selectInvoice(tx, personId, invoiceId)
  return (invoice?.content.privacy as { code?: string } | undefined)?.code
}

interface Printed { token: string; number: string; publicUrl: string; at: Date; pageCode: string | undefined }

function sheetOf(view: PersonView, controller: Controller, language: Language, rows: readonly SlipRow[], { token, number, publicUrl, at, pageCode: code }: Printed): Sheet {
  const say = (key: string, parameters?: Record<string, string>) => t(language, `slips.sheet.${key}`, parameters)
  const { fields, lines } = heldByPurpose(view, language)
  const asked = new Set(rows.filter((row) => row.kind === 'ask').map((row) => row.purpose))
  const day = writtenDay(language, at, RETENTION_ZONE)
  const address = controller.address === undefined ? null : `${controller.name}, ${controller.address.split('\n').map((line) => line.trim()).filter(Boolean).join(', ')}`
  return {
    language, company: controller.name, at, rows, number, code: customerUrl(publicUrl, 'choices', token), returnTo: address,
    to: view.name === '' ? say('to-nobody', { day }) : say('to', { name: view.name, day }),
    sentence: fields.length === 0 ? say('nothing') : say('sentence', { fields: writtenList(language, fields) }), held: lines,
    questions: view.catalogue.purposes.filter((purpose) => asked.has(purpose.key)).map((purpose) => printedQuestion(purpose, language, endingsAsked(view, purpose, rows))),
    reach: [
      ...(controller.phone ? [say('phone', { phone: controller.phone })] : []), ...(address === null ? [] : [say('letter', { address })]),
      say('page', { address: customerUrl(publicUrl, 'frontDoor') }),
    ],
    pageCode: code === undefined ? null : say('page-code', { code }),
    complain: say('complain', { authority: authorityOf(controller.country).name, website: authorityOf(controller.country).website }), kept: say('kept', { days: String(SHEET_DAYS) }),
  }
}

/** Yeses to a purpose that the lines ask to renew. */
function endingsAsked({ choices }: PersonView, { key }: PublishedPurpose, rows: readonly SlipRow[]): Ending[] {
  const channels = choices.find(({ purpose }) => purpose.key === key)?.channels ?? []
  return channels.flatMap(({ channel, until }) => (until && rows.some((row) => row.kind === 'ask' && row.purpose === key && row.channel === channel) ? [{ channel: channel as Channel, until }] : []))
}

/** What was told and what was asked, in the words that were printed. */
async function recordShown(tx: Tx, keeper: Pick<Keeper, 'journal'>, slip: Slip, sheet: Sheet): Promise<void> {
  const { personId, language } = slip
  const shown: Choice = {
    personId, kind: 'notice-shown', purpose: null, channel: null, contactPointId: null, frequency: null, surface: 'letter', language, actor: { kind: 'system', id: null },
    wording: wording(language, noticeText(sheet)), evidence: { kind: 'sheet', slip: slip.slipId },
  }
  const asked = slip.rows.filter((row) => row.kind === 'ask').map((row): Choice => ({
    ...shown, kind: 'asked', purpose: row.purpose, channel: row.channel, contactPointId: row.contactPointId, wording: wordingOf(row, language),
  }))
  await recordChoices(tx, keeper, [shown, ...asked])
  await updateNoticeGiven(tx, personId)
}

/** The notice as it was printed, without the name and the code to the page (GDPR art. 13 and 14). */
function noticeText({ sentence, held, reach, complain, language }: Sheet): string {
  const lines = held.flatMap((one) => [
    one.name, t(language, 'slips.sheet.what', { fields: one.what }), t(language, 'slips.sheet.from', { sources: one.from }), t(language, 'slips.sheet.until', { until: one.until }),
    ...(one.recipients === null ? [] : [t(language, 'slips.sheet.goes-to', { recipients: one.recipients })]),
  ])
  return [sentence, ...lines, t(language, 'slips.sheet.rights-text'), ...reach, complain].join('\n')
}
