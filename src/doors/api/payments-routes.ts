import type { Context } from 'hono'
import { selectInvoice } from '../../invoices/invoices.sql.ts'
import { findInvoices } from '../../payments/find-invoices.ts'
import { matchPayment } from '../../payments/match-payment.ts'
import { countOpen, selectBankPayment, selectBankPayments, selectFiles, selectSteps, type BankPayment, type FoundInvoice, type Step, type TakenFile } from '../../payments/payments.sql.ts'
import { rehearseBankFile } from '../../payments/rehearse-bank-file.ts'
import { setPaymentAside } from '../../payments/set-payment-aside.ts'
import type { SettledLine } from '../../payments/settling.ts'
import { suggestInvoices } from '../../payments/suggest-invoices.ts'
import { takeBankFile } from '../../payments/take-bank-file.ts'
import { undoStep } from '../../payments/undo-step.ts'
import { opensDocuments } from '../../people/scope.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import type { LocalDate } from '../../values/calendar.ts'
import { parseDecimal } from '../../values/decimal.ts'
import { isFault } from '../../values/fault.ts'
import type { PersonId } from '../../values/ids.ts'
import { amountText } from '../../values/money.ts'
import type { Language } from '../../values/text.ts'
import type { DoorEnv } from '../gate.ts'
import type { House } from '../house.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { actorInWords, type ActorNames } from './actor-in-words.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import * as resource from './payments-resource.ts'
import { readerLanguage } from './reader.ts'

/** Of each outcome so many lines are shown before a file is taken in. */
const SHOWN = 100
const FILES = 50

export function addPaymentsRoutes(api: Api, house: House): void {
  addFiles(api, house)
  addBankPayments(api, house)

  api.openapi(resource.searchInvoices, async (c) => {
    const invoices = await house.database.read(async (tx) => {
      await refuseClosed(tx, c.get('actor'))
      return findInvoices(tx, c.req.valid('json').text)
    })
    await noteLooks(house, c.get('actor'), invoices.map((one) => one.personId))
    return c.json({ invoices: invoices.map(foundAnswer) }, 200)
  })
}

function addFiles(api: Api, house: House): void {
  api.openapi(resource.listPaymentFiles, async (c) => {
    const { files, names, open } = await house.database.read(async (tx) => {
      await refuseClosed(tx, c.get('actor'))
      const found = await selectFiles(tx, FILES)
      return { files: found, open: await countOpen(tx), names: await selectActorNames(tx, found.flatMap((one) => one.takenBy.id ?? [])) }
    })
    return c.json({ files: files.map((one) => fileAnswer(readerLanguage(c), one, names)), open }, 200)
  })

  api.openapi(resource.rehearsePaymentFile, async (c) => {
    const found = await house.database.report(async (tx) => {
      await refuseClosed(tx, c.get('actor'))
      return rehearseBankFile(tx, fileOf(c), SHOWN)
    })
    await noteLooks(house, c.get('actor'), found.lines.flatMap(({ matched }) => (matched.outcome === 'unmatched' ? [] : matched.shares.map((one) => one.invoice.personId))))
    const { format, strangeAccounts, counts, takenBefore } = found
    return c.json({ format, strangeAccounts, counts, takenBefore: takenBefore?.takenAt.toISOString() ?? null, lines: found.lines.map(lineAnswer) }, 200)
  })

  api.openapi(resource.takePaymentFile, async (c) => {
    const actor = c.get('actor')
    const { taken, names } = await house.database.write(async (tx) => {
      await refuseClosed(tx, actor)
      const file = await takeBankFile(tx, fileOf(c), byOf(actor), { accountsAreOurs: c.req.valid('query').accounts === 'ours' })
      return { taken: file, names: await selectActorNames(tx, file.takenBy.id ? [file.takenBy.id] : []) }
    })
    return c.json(fileAnswer(readerLanguage(c), taken, names), taken.isAgain ? 200 : 201)
  })
}

function addBankPayments(api: Api, house: House): void {
  api.openapi(resource.listBankPayments, async (c) => {
    const { open, after, limit } = c.req.valid('query')
    const [bookedOn, bankPaymentId] = after === undefined ? [] : cursorParts(after, 2)
    const from = bookedOn === undefined ? undefined : { bookedOn: dayOf(bookedOn), bankPaymentId: cursorId(bankPaymentId!) }
    const found = await house.database.read(async (tx) => {
      await refuseClosed(tx, c.get('actor'))
      return selectBankPayments(tx, { open, after: from, limit: limit + 1 })
    })
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return c.json({ payments: shown.map(paymentAnswer), next: found.length > limit && last ? cursorOf([last.bookedOn, last.bankPaymentId]) : null }, 200)
  })

  const answered = async (c: Context<DoorEnv>, bankPaymentId: string, act?: (tx: Tx) => Promise<void>): Promise<resource.BankPaymentDetailBody> => {
    const reading = async (tx: Tx) => {
      await refuseClosed(tx, c.get('actor'))
      await act?.(tx)
      return readDetail(tx, readerLanguage(c), bankPaymentId)
    }
    const answer = await (act ? house.database.write(reading) : house.database.read(reading))
    await noteLooks(house, c.get('actor'), [...answer.suggestions, ...answer.steps.flatMap((one) => one.invoice ?? [])].map((one) => one.person.id as PersonId))
    return answer
  }

  api.openapi(resource.showBankPayment, async (c) => c.json(await answered(c, c.req.valid('param').id), 200))

  api.openapi(resource.matchBankPayment, async (c) => {
    const { id } = c.req.valid('param')
    const actor = c.get('actor')
    const shares = c.req.valid('json').shares.map(({ person, invoice, amount }, place) => ({ personId: person as PersonId, invoiceId: invoice, amount: hundredthsOf(amount, `shares.${place}.amount`) }))
    const act = async (tx: Tx) => {
      await refuseStrangers(tx, await scopeFor(tx, actor), shares.map((one) => one.personId))
      await matchPayment(tx, id, shares, byOf(actor))
    }
    return c.json(await answered(c, id, act), 200)
  })

  api.openapi(resource.endBankPayment, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await answered(c, id, (tx) => setPaymentAside(tx, { bankPaymentId: id, ...c.req.valid('json') }, byOf(c.get('actor')))), 200)
  })

  api.openapi(resource.undoBankPaymentStep, async (c) => {
    const { id, step } = c.req.valid('param')
    return c.json(await answered(c, id, (tx) => undoStep(tx, id, step, byOf(c.get('actor')))), 200)
  })
}

async function refuseClosed(tx: Tx, actor: StaffActor): Promise<void> {
  if (!opensDocuments(await scopeFor(tx, actor))) throw new Problem('forbidden', { text: 'lifecycle.documents-not-yours' })
}

/** Whoever is shown an invoice has seen a document of the person's. */
async function noteLooks(house: House, actor: StaffActor, people: readonly PersonId[]): Promise<void> {
  if (people.length > 0) await house.looks.note({ actor, why: 'document', people: [...new Set(people)].map((personId) => ({ personId, fields: ['documents'] })) })
}

function byOf(actor: StaffActor) {
  return { kind: actor.kind, id: actorId(actor) }
}

function fileOf(c: Context<DoorEnv>) {
  const upload = c.get('upload')
  if (!upload || upload.bytes.length === 0) throw new Problem('invalid', { text: 'payments.file.empty', field: 'file' })
  return upload.bytes
}

function hundredthsOf(typed: string, field: string): bigint {
  const read = parseDecimal(typed, 2)
  if (isFault(read)) throw new Problem('invalid', { text: read.fault, field, ...(read.parameters && { parameters: read.parameters }) })
  return read / 10_000n
}

function dayOf(text: string): LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Problem('invalid', { text: 'api.cursor-invalid', field: 'after' })
  return text as LocalDate
}

async function readDetail(tx: Tx, language: Language, bankPaymentId: string): Promise<resource.BankPaymentDetailBody> {
  const payment = await selectBankPayment(tx, bankPaymentId)
  if (!payment) throw new Problem('not-found', { text: 'payments.unknown' })
  const steps = await selectSteps(tx, bankPaymentId)
  const names = await selectActorNames(tx, steps.flatMap((one) => one.by.id ?? []))
  const told = steps.filter((one) => one.kind !== 'undone')
  return {
    ...paymentAnswer(payment), payerAccount: payment.payerAccount,
    steps: await Promise.all(told.map(async (step) => ({
      id: step.stepId, kind: step.kind, amount: amountText(step.amount), at: step.at.toISOString(), by: actorInWords(language, step.by.kind, step.by.id, names), reason: step.reason,
      invoice: await invoiceOf(tx, step), isUndone: steps.some((one) => one.undoes === step.stepId),
    }))),
    suggestions: (await suggestInvoices(tx, payment)).map(foundAnswer),
  }
}

/** The invoice it went on; null for none, and for one whose time is over. */
async function invoiceOf(tx: Tx, { personId, invoiceId }: Step): Promise<resource.BankPaymentDetailBody['steps'][number]['invoice']> {
  const invoice = personId && invoiceId ? await selectInvoice(tx, personId, invoiceId) : undefined
  return invoice ? { id: invoice.invoiceId, number: invoice.number, person: { id: invoice.personId, name: invoice.content.buyer.name } } : null
}

function fileAnswer(language: Language, { fileId, format, accounts, takenAt, takenBy, counts }: TakenFile, names: ActorNames): resource.PaymentFileBody {
  return { id: fileId, format, accounts, takenAt: takenAt.toISOString(), takenBy: actorInWords(language, takenBy.kind, takenBy.id, names), counts }
}

function lineAnswer({ line, matched }: SettledLine): resource.PaymentFileRehearsalBody['lines'][number] {
  const { row, kind, bookedOn, currency, payerName } = line
  const shares = matched.outcome === 'unmatched' ? [] : matched.shares
  return {
    row, kind, bookedOn, currency, payer: payerName, amount: amountText(line.amount), reference: line.references.join(' '), outcome: matched.outcome, reason: matched.outcome === 'unmatched' ? matched.reason : null,
    invoices: shares.map(({ invoice, amount }) => ({ id: invoice.invoiceId, number: invoice.number, person: { id: invoice.personId, name: invoice.buyer }, amount: amountText(amount) })),
  }
}

function paymentAnswer({ bankPaymentId, kind, format, row, bookedOn, amount, leftOver, currency, reference, message, payerName, reason }: BankPayment): resource.BankPaymentBody {
  return { id: bankPaymentId, kind, format, row, bookedOn, amount: amountText(amount), leftOver: amountText(leftOver), currency, reference, message, payer: payerName, reason }
}

function foundAnswer({ personId, invoiceId, number, name, issuedOn, dueOn, currency, payable, outstanding, reference }: FoundInvoice): resource.FoundInvoiceBody {
  return { id: invoiceId, number, person: { id: personId, name }, issuedOn, dueOn, currency, payable: amountText(payable), outstanding: amountText(outstanding), reference }
}
