import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { bringInInvoice } from '../../e-invoices/bring-in-invoice.ts'
import { judgeApart } from '../../e-invoices/judge-apart.ts'
import { rehearseInvoice } from '../../e-invoices/rehearse-invoice.ts'
import { selectInvoicing } from '../../invoices/invoices.sql.ts'
import type { Settings } from '../../plumbing/config.ts'
import { Problem, type ProblemDetail } from '../../plumbing/errors.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { t, type Language } from '../../values/text.ts'
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
        const judged = await judgeApart(xml)
        const { faults, warnings } = await database.write(async (tx) => {
          const bringing = { indexKey: keeper.keys.identifierIndex, own: await selectInvoicing(tx), customer, keepsReference: words.flags.has('keep-reference') }
          return rehearses ? rehearseInvoice(tx, judged, bringing) : bringInInvoice(tx, xml, judged, { ...bringing, language, by: { kind: 'system', id: null } })
        })
        const brought = t(language, 'e-invoices.brought', { kind: judged.kind, number: judged.number, issuedOn: judged.issuedOn, rehearsal: rehearses ? 'yes' : 'no' })
        const says = faults.length > 0 ? faults.map(({ detail }) => inWords(language, detail)) : [brought, ...warnings.map(({ rule, field }) => t(language, 'e-invoices.warning', { rule, field }))]
        told.push({ file, done: faults.length === 0, says })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        told.push({ file, done: false, says: [inWords(language, error.detail)] })
      }
    }
    printAnswer(words.flags.has('json'), { rehearsal: rehearses, files: told }, told.flatMap(({ file, says: [first, ...more] }) => [`${file}: ${first}`, ...more]))
    return told.every(({ done }) => done)
  })
}

const inWords = (language: Language, detail: ProblemDetail): string => `${detail.rule ? `${detail.rule}: ` : ''}${sentenceOf(language, detail)}`
