import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { bringInInvoice } from '../../e-invoices/bring-in-invoice.ts'
import { findInvoice } from '../../e-invoices/find-invoice.ts'
import { selectInvoicing } from '../../invoices/invoices.sql.ts'
import type { Settings } from '../../plumbing/config.ts'
import { Problem } from '../../plumbing/errors.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { t } from '../../values/text.ts'
import { sentenceOf } from '../problem.ts'
import { printAnswer, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

/** Brings in e-invoices that another system issued, file by file: one that is refused keeps none of the others back. */
export async function bringInFiles(settings: Settings, words: Words): Promise<boolean> {
  if (words.plain.length === 0) throw new StartRefused('e-invoices takes the paths of e-invoices (UBL, .xml).')
  const [language, rehearses, customer] = [shellLanguage(), words.flags.has('rehearse'), words.options['customer']]
  return withHouse(settings, async ({ database, keeper }) => {
    const told: { file: string; done: boolean; says: string[] }[] = []
    for (const path of words.plain) {
      const file = basename(path)
      const xml = await readFile(path).catch(() => { throw new StartRefused(`${path} cannot be read.`) })
      try {
        const { said, warnings } = await database.write(async (tx) => (rehearses ? findInvoice : bringInInvoice)(tx, xml, {
          indexKey: keeper.keys.identifierIndex, sellerNumber: (await selectInvoicing(tx))?.seller.organisationNumber, customer, language, by: { kind: 'system', id: null },
        }))
        const brought = { kind: said.kind, number: said.number, issuedOn: said.issuedOn, rehearsal: rehearses ? 'yes' : 'no' }
        told.push({ file, done: true, says: [t(language, 'e-invoices.brought', brought), ...warnings.map(({ rule, field }) => t(language, 'e-invoices.warning', { rule, field }))] })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        told.push({ file, done: false, says: [`${error.detail.rule ? `${error.detail.rule}: ` : ''}${sentenceOf(language, error.detail)}`] })
      }
    }
    printAnswer(words.flags.has('json'), { rehearsal: rehearses, files: told }, told.flatMap(({ file, says: [first, ...more] }) => [`${file}: ${first}`, ...more]))
    return told.every(({ done }) => done)
  })
}
