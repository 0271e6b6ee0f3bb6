import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { openTicket, sealTicket } from '../../access/customer-session.ts'
import { INVOICE_LINKS } from '../../access/link.ts'
import { selectLinkByHash } from '../../access/links.sql.ts'
import { readTypedCode, TYPED_CODE_MAX, typedCodeHash } from '../../access/typed-code.ts'
import { FACT_MAX, isWholeFact, type TypedFact } from '../../entrance/earlier-fact.ts'
import { enterByFact } from '../../entrance/enter-by-fact.ts'
import { selectInvoicing } from '../../invoices/invoices.sql.ts'
import type { Party } from '../../invoices/issued-invoice.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { takeAttempt } from '../../plumbing/take-attempt.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { writtenMoment } from '../../values/written.ts'
import { OWN } from '../customer/for-customers.ts'
import { invoiceCookie, sessionCookie } from '../customer-cookie.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, goTo, markedFormTo, PAGE_ZONE, say } from '../customer-page.ts'
import { forReaders, readerIn, type Reader, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { complaint, FRONT_DOOR, letterToCome, whoPage } from './front-door.ts'
import { answerOnInvoice, holdCode, invoiceChoices, type InvoiceReading } from './invoice-choices.ts'
import { offered } from './pressed-no.ts'

const CODE = CUSTOMER_PATHS.invoiceCode
const ANSWERS = `${CODE}/answers`
const PROOF = CUSTOMER_PATHS.invoiceProof
/** A moment is told to the minute, and at that minute it has come. */
const MINUTE = 60_000

/** The way in for who has an invoice on paper: the code that stands on it is typed at the front door. */
export function addInvoiceCode(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)
  const { tokens } = house.keeper.keys

  door.post(CODE, readers, smallForm, async (c) => {
    const typed = (await markedForm(c, house)).get('code')?.slice(0, TYPED_CODE_MAX) ?? ''
    const reader = c.get('reader')
    const read = readTypedCode(typed)
    // A slip of the finger is told by the code alone: nothing was looked up.
    if ('slip' in read) return c.html(whoPage(reader, house, { code: { typed, problem: say(reader, `paper.slip-${read.slip}`) } }), 400)
    const codeHash = typedCodeHash(tokens, read.code)
    await house.database.write((tx) => takeAttempt(tx, 'one-code', codeHash.toString('hex'), undefined))
    // One that never was, one that was revoked and one of another kind are the same: no row.
    const link = await house.database.read((tx) => selectLinkByHash(tx, codeHash))
    if (link?.kind !== 'invoice-code') return c.html(whoPage(reader, house, { code: { typed, problem: say(reader, 'paper.code-wrong') } }), 422)
    holdCode(c, house, codeHash)
    return c.redirect(CODE, 303)
  })

  door.get(CODE, readers, async (c) => {
    const reading = await heldCode(c, house)
    return reading ? c.html(await invoiceChoices(house, reading.reader, reading.link, reading.catalogue, CODE, ANSWERS)) : outAgain(c, house)
  })

  door.post(ANSWERS, readers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reading = await heldCode(c, house)
    return reading ? answerOnInvoice(c, house, reading, form, CODE) : outAgain(c, house)
  })

  door.get(PROOF, readers, async (c) => {
    const reading = await heldCode(c, house)
    return reading ? c.html(await proofPage(house, reading, c.req.query('for'))) : outAgain(c, house)
  })

  door.post(PROOF, readers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reading = await heldCode(c, house)
    if (!reading) return outAgain(c, house)
    if (form.get('how') === 'mail') return letterToCome(c, house, { lookupKind: 'link', lookupHash: reading.codeHash })
    return tellFact(c, house, reading, form)
  })
}

async function tellFact(c: Context<ReaderEnv>, house: House, reading: InvoiceReading, form: URLSearchParams): Promise<Response> {
  const { reader, codeHash, catalogue } = reading
  const [number, amount] = ['number', 'amount'].map((name) => form.get(name)?.trim().slice(0, FACT_MAX) ?? '') as [string, string]
  const wanted = form.get('for') ?? undefined
  if (!isWholeFact({ number, amount })) return c.html(await proofPage(house, reading, wanted, { number, amount, problem: say(reader, 'paper.fact-missing') }), 400)
  const told = await house.database.write((tx) => enterByFact(tx, house.keeper.keys.tokens, codeHash, { number, amount }))
  if (told.outcome === 'gone') return outAgain(c, house)
  if (told.outcome !== 'entered') {
    const what = told.outcome === 'wrong' ? `${say(reader, 'paper.fact-wrong')} ` : ''
    const then = told.after ? say(reader, 'paper.fact-wait', { time: writtenMoment(reader.language, new Date(told.after.getTime() + MINUTE), PAGE_ZONE) }) : say(reader, 'paper.fact-over', { email: reader.email })
    return c.html(await proofPage(house, reading, wanted, { number, amount, problem: what + then }), 422)
  }
  sessionCookie.write(c, house.publicUrl, sealTicket(house.keeper.keys.tokens, told.secret, house.database.clock()))
  c.get('log').info({ how: 'invoice-fact' }, 'a customer came in')
  const purpose = offered(catalogue).find((one) => one.key === wanted)
  return purpose ? c.redirect(OWN.choice(purpose.key), 303) : c.redirect(OWN.page, 303)
}

/** The code that this browser holds, while it is one. Changes nothing but the moment in the browser. */
async function heldCode(c: Context<ReaderEnv>, house: House): Promise<InvoiceReading | undefined> {
  const held = openTicket(house.keeper.keys.tokens, invoiceCookie.read(c, house.publicUrl) ?? '', house.database.clock(), 'invoice code')
  if (!held) return undefined
  const codeHash = Buffer.from(held, 'base64url')
  const found = await house.database.read(async (tx) => {
    const link = await selectLinkByHash(tx, codeHash)
    return link && INVOICE_LINKS.includes(link.kind) ? { link, catalogue: await selectCatalogue(tx) } : undefined
  })
  if (!found) return undefined
  holdCode(c, house, codeHash)
  const reader = readerIn(c.get('reader'), found.link.language)
  c.set('reader', reader)
  return { ...found, codeHash, reader }
}

/** The browser holds no code, or one that opens nothing any more. */
function outAgain(c: Context<ReaderEnv>, house: House): Response {
  invoiceCookie.clear(c, house.publicUrl)
  return c.redirect(CUSTOMER_PATHS.frontDoor, 303)
}

/** The ways to show who one is; the same for everybody who holds a code. */
async function proofPage(house: House, { reader, catalogue }: InvoiceReading, wanted: string | undefined, wrong?: TypedFact & { problem: string }): Promise<Html> {
  const purpose = offered(catalogue).find((one) => one.key === wanted)
  const seller = (await house.database.read(selectInvoicing))?.seller
  return customerPage(reader, {
    title: say(reader, 'paper.proof-title'), path: purpose ? `${PROOF}?for=${purpose.key}` : PROOF,
    content: html`<p>${purpose ? say(reader, 'paper.proof-for', { purpose: purpose.texts[reader.language].name }) : say(reader, 'paper.proof-lead')}</p>
<h2>${say(reader, 'paper.by-fact-title')}</h2><p>${say(reader, 'paper.by-fact-lead')}</p>
${complaint(wrong?.problem)}${markedFormTo(reader, PROOF, html`${purpose ? html`<input type="hidden" name="for" value="${purpose.key}">` : ''}
<label for="number">${say(reader, 'paper.fact-number')}</label><input id="number" name="number" type="text" maxlength="${FACT_MAX}" autocomplete="off" autocapitalize="characters" spellcheck="false" required value="${wrong?.number ?? ''}">
<label for="amount">${say(reader, 'paper.fact-amount')}</label><p class="hint" id="amount-hint">${say(reader, 'paper.fact-amount-hint')}</p><input id="amount" name="amount" type="text" inputmode="decimal" maxlength="${FACT_MAX}" autocomplete="off" value="${wrong?.amount ?? ''}" aria-describedby="amount-hint">
<p><button>${say(reader, 'door.enter')}</button></p>`)}
<h2>${say(reader, 'paper.by-mail-title')}</h2><p>${say(reader, 'paper.by-mail-lead')}</p>
${markedFormTo(reader, PROOF, html`<p><button class="plain" name="how" value="mail">${say(reader, 'door.send')}</button></p>`)}
<h2>${say(reader, 'paper.first-title')}</h2><p>${say(reader, 'paper.first')} ${seller ? howToReach(reader, seller) : ''}</p>
${goTo(CODE, say(reader, 'paper.back'))}${goTo(FRONT_DOOR, say(reader, 'paper.other-code'))}`,
  })
}

/** By telephone and by letter, as it stands on the invoice. */
function howToReach(reader: Reader, { name, address, contact }: Party): string {
  const letter = [name, address.street, address.more, [address.postcode, address.city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return contact?.phone ? say(reader, 'paper.reach', { phone: contact.phone.replaceAll(' ', '\u00A0'), letter }) : say(reader, 'paper.reach-letter', { letter })
}
