import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { Settings } from '../../plumbing/config.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { t } from '../../values/text.ts'
import { decorateFile, filesOf } from '../decorate-file.ts'
import { printAnswer, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

/** Adds the privacy part to a finished invoice of another system: a PDF, an e-invoice, or both. */
export async function decorateFiles(settings: Settings, words: Words): Promise<boolean> {
  const [pdf, ubl] = ['.pdf', '.xml'].map((kind) => words.plain.filter((path) => extname(path).toLowerCase() === kind))
  const to = words.options['to']
  if (words.plain.length === 0 || pdf!.length + ubl!.length < words.plain.length || pdf!.length > 1 || ubl!.length > 1) throw new StartRefused('decorate takes one invoice: a .pdf, an .xml (UBL), or both.')
  if (to === undefined) throw new StartRefused('--to is missing: the folder that the decorated invoice is written to.')
  const [page, eInvoice] = await Promise.all([pdf![0], ubl![0]].map((path) => path === undefined ? undefined : readFile(path).catch(() => { throw new StartRefused(`${path} cannot be read.`) })))
  const name = basename(words.plain[0]!, extname(words.plain[0]!))
  return withHouse(settings, async (house) => {
    const done = await decorateFile(house, { way: 'command', by: { kind: 'system', id: null }, name }, { customer: words.options['customer'] }, { pdf: page, ubl: eInvoice })
    await mkdir(to, { recursive: true })
    const files = filesOf(name, done).map(([file, bytes]) => [join(to, file), bytes] as const)
    // A file that is there already is not written over.
    for (const [path, bytes] of files) await writeFile(path, bytes, { flag: 'wx', mode: 0o600 }).catch(() => { throw new StartRefused(`${path} is there already, or cannot be written.`) })
    const paths = files.map(([path]) => path)
    printAnswer(words.flags.has('json'), { person: done.personId, invoice: done.invoiceId, files: paths }, [t(shellLanguage(), done.sheet ? 'decorating.signed' : 'decorating.done'), ...paths.map((path) => `  ${path}`)])
    return true
  })
}
