import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { issueReceipt } from '../../consent/issue-receipt.ts'
import { RECEIPT_KINDS } from '../../consent/receipt.ts'
import { selectEntries } from '../../ledger/entries.sql.ts'
import type { LedgerEntry } from '../../ledger/entry.ts'
import { customerUrl } from '../../messages/customer-paths.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, selectWording, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { t } from '../../values/text.ts'
import { writtenMoment } from '../../values/written.ts'
import { readCopy } from '../copy-files.ts'
import { customerPage, dayOf, goTo, PAGE_ZONE, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'
import { purposeName } from './held-section.ts'

/** The receipts of everything the person has said: as a list, as a page each, and as the signed file. */
export function addReceipts(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.receipts, ...customers, async (c) => {
    const reader = c.get('reader')
    const { entries, catalogue } = await house.database.read(async (tx) => ({ entries: await selectEntries(tx, [c.get('customer').personId]), catalogue: await selectCatalogue(tx) }))
    const mine = entries.filter((entry) => (RECEIPT_KINDS as readonly string[]).includes(entry.kind)).toReversed()
    return c.html(customerPage(reader, {
      title: say(reader, 'nav.receipts'), path: OWN.receipts, signedIn: true,
      content: html`<p>${say(reader, 'receipts.lead')}</p>
${mine.length === 0 ? html`<p>${say(reader, 'receipts.nothing')}</p>` : html`<ul>${mine.map((entry) => html`<li><a class="go" href="${OWN.receipt(entry.seq)}">${entryLine(reader, entry, catalogue)}</a><br><span class="small">${dayOf(reader, entry.at)}</span></li>
`)}</ul>`}${goTo(OWN.page, say(reader, 'back'))}`,
    }))
  })

  door.get(OWN.receipt(':seq'), ...customers, async (c) => {
    const reader = c.get('reader')
    const text = await receiptText(c, house)
    const { entry, catalogue, words } = await house.database.read(async (tx) => {
      const found = (await selectEntries(tx, [c.get('customer').personId])).find((one) => one.seq === seqIn(c))!
      return { entry: found, catalogue: await selectCatalogue(tx), words: found.wordingId ? await selectWording(tx, found.wordingId) : undefined }
    })
    const inclusion = inclusionIn(text)
    return c.html(customerPage(reader, {
      title: say(reader, 'receipts.one', { number: entry.seq }), path: OWN.receipt(entry.seq), signedIn: true,
      content: html`<p><b>${entryLine(reader, entry, catalogue)}</b></p>
<dl><dt>${say(reader, 'receipts.when')}</dt><dd><time datetime="${entry.at.toISOString()}">${momentOf(reader, entry.at)}</time></dd>
<dt>${say(reader, 'receipts.how')}</dt><dd>${say(reader, 'history.where', { surface: entry.surface.replaceAll('-', '_') })} ${say(reader, 'history.who', { kind: entry.actor.kind })}</dd>
${words ? html`<dt>${say(reader, 'receipts.words')}</dt><dd lang="${words.language}">${words.text.split('\n').map((line) => html`${line}<br>`)}</dd>` : ''}
<dt>${say(reader, 'receipts.place')}</dt><dd>${inclusion ? say(reader, 'receipts.in-ledger', inclusion) : say(reader, 'receipts.promised')}</dd></dl>
<p>${say(reader, 'receipts.file-lead')}</p>
${goTo(OWN.receiptFile(entry.seq), say(reader, 'receipts.download'))}${goTo(OWN.receipts, say(reader, 'nav.receipts'))}`,
    }))
  })

  door.get(OWN.receiptFile(':seq'), ...customers, async (c) => c.body(await receiptText(c, house), 200, {
    'content-type': 'application/ld+json; charset=utf-8',
    'content-disposition': `attachment; filename="receipt-${seqIn(c)}.json"`,
  }))
}

async function receiptText(c: Context<CustomerEnv>, house: House): Promise<string> {
  const desk = { keeper: house.keeper, tree: house.tree, url: customerUrl(house.publicUrl, 'frontDoor') }
  const [{ personId }, { language }] = [c.get('customer'), c.get('reader')]
  return house.database.read(async (tx) => {
    const { receiptsKept } = await readCopy(tx, house, personId, 'access', language)
    if (receiptsKept.has(seqIn(c))) throw new Problem('forbidden', { text: 'copy.receipt-kept' })
    return issueReceipt(tx, desk, personId, seqIn(c), language)
  })
}

function seqIn(c: Context): number {
  const seq = Number(c.req.param('seq'))
  if (!Number.isSafeInteger(seq) || seq < 1 || seq > 2 ** 31 - 1) throw new Problem('not-found', { text: 'receipt.none' })
  return seq
}

/** What was said, in a line. */
function entryLine(reader: Reader, entry: LedgerEntry, catalogue: PublishedCatalogue): string {
  const purpose = entry.purpose === null ? say(reader, 'history.all-marketing') : purposeName(reader, { catalogue }, entry.purpose)
  const channel = entry.channel === null ? '' : ` (${t(reader.language, `law.channel.${entry.channel}`)})`
  return say(reader, 'history.entry', { kind: entry.kind.replaceAll('-', '_'), what: purpose + channel })
}

function inclusionIn(receipt: string): { index: number; size: number } | undefined {
  const ledger = (JSON.parse(receipt) as { 'tillit:ledger': { 'tillit:inclusion'?: { 'tillit:leafIndex': number; 'tillit:treeSize': number } } })['tillit:ledger']['tillit:inclusion']
  return ledger && { index: ledger['tillit:leafIndex'], size: ledger['tillit:treeSize'] }
}

function momentOf(reader: Reader, at: Date): string {
  return writtenMoment(reader.language, at, PAGE_ZONE, 'second')
}
