import { basename, extname } from 'node:path'

/** A file as it came, and what it is called. */
export interface NamedFile {
  name: string
  content: Buffer
}

/** An invoice among files: its page, its e-invoice, or both; `customer` is whom the names say it is for. */
export interface FinishedInvoice {
  name: string
  customer: string | undefined
  pdf?: Buffer
  ubl?: Buffer
}

const KINDS: Readonly<Record<string, 'pdf' | 'ubl'>> = { '.pdf': 'pdf', '.xml': 'ubl' }

/**
 * The invoices among files: a page and an e-invoice with one name are one invoice, and so are one page and one e-invoice alone,
 * whatever they are called. Whom one is for its e-invoice says; where there is none, its name up to the first underscore.
 */
export function finishedInvoices(files: readonly NamedFile[]): FinishedInvoice[] {
  const ours = files.flatMap(({ name, content }) => {
    const kind = KINDS[extname(name).toLowerCase()]
    return kind === undefined ? [] : [{ kind, name: plainName(name), content }]
  })
  const [pages, eInvoices] = [ours.filter(({ kind }) => kind === 'pdf'), ours.filter(({ kind }) => kind === 'ubl')]
  const isOne = pages.length === 1 && eInvoices.length === 1
  const invoices = Map.groupBy(ours, ({ name }) => (isOne ? pages[0]!.name : name))
  return [...invoices].flatMap(([name, parts]) => {
    const [pdfs, ubls] = [parts.filter(({ kind }) => kind === 'pdf'), parts.filter(({ kind }) => kind === 'ubl')]
    // Two files with one name are two invoices, and stay apart.
    return Array.from({ length: Math.max(pdfs.length, ubls.length) }, (_, place): FinishedInvoice => {
      const [pdf, ubl] = [pdfs[place], ubls[place]]
      return { name: place === 0 ? name : `${name}-${place + 1}`, customer: !ubl && name.includes('_') ? name.split('_')[0] : undefined, ...(pdf && { pdf: pdf.content }), ...(ubl && { ubl: ubl.content }) }
    })
  })
}

/** Without folders, ending and what no file should be called. */
function plainName(name: string): string {
  const base = basename(name.replaceAll('\\', '/'))
  return base.slice(0, -extname(base).length).replaceAll(/[\p{Cc}\p{Cf}/:*?"<>|]+/gu, ' ').trim().slice(0, 100) || 'invoice'
}
