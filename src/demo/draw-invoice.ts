import Pdf from 'pdfkit'
import type { LocalDate } from '../values/calendar.ts'
import { localeOf } from '../values/written.ts'
import { DEMO_COMPANY } from './demo-company.ts'

/** An invoice of the demo company as a PDF of one page; `amount` in hundredths of a krona. */
export function drawInvoice({ number, amount, issuedOn, name }: { number: string; amount: number; issuedOn: LocalDate; name: string }): Promise<Buffer> {
  const page = new Pdf({ size: 'A4', margin: 64, info: { Title: `Faktura ${number}`, CreationDate: new Date(`${issuedOn}T12:00:00Z`) } })
  const parts: Buffer[] = []
  page.on('data', (part: Buffer) => parts.push(part))
  const done = new Promise<Buffer>((resolve, reject) => page.on('error', reject).on('end', () => resolve(Buffer.concat(parts))))
  const kronor = new Intl.NumberFormat(localeOf('sv'), { style: 'currency', currency: 'SEK' }).format(amount / 100).replaceAll(/\s/g, ' ')
  page.fontSize(18).text(DEMO_COMPANY).moveDown()
  page.fontSize(14).text(`Faktura ${number}`).moveDown()
  page.fontSize(11).text(`Till ${name}`).text(`Fakturadatum ${issuedOn}`).moveDown().text(`Att betala ${kronor}`).moveDown()
  page.text('Påhittad faktura i en demonstration.')
  page.end()
  return done
}
