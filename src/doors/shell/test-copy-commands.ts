import { createWriteStream, existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { copyBytes, readCopy } from '../../anonymity/copy-file.ts'
import { fillFromCopy, type Filled } from '../../anonymity/fill-from-copy.ts'
import { countPeople } from '../../anonymity/lives.sql.ts'
import { COPY_FILE, type CopyHead, type CopyPerson } from '../../anonymity/test-copy.ts'
import { writeTestCopy } from '../../anonymity/write-test-copy.ts'
import type { Settings } from '../../plumbing/config.ts'
import { Problem } from '../../plumbing/errors.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { publishCatalogue } from '../../purposes/publish-catalogue.ts'
import { t } from '../../values/text.ts'
import { printAnswer, printError, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

/** People who are filled in together. */
const TOGETHER = 2_000

/** Writes a copy of the data set that holds nobody; the program may run. */
export async function anonymise(settings: Settings, words: Words): Promise<boolean> {
  const to = words.options['to']
  if (to === undefined) throw new StartRefused('--to is missing: the file, or the folder, that the copy is written to.')
  const path = existsSync(to) && statSync(to).isDirectory() ? join(resolve(to), COPY_FILE) : resolve(to)
  if (existsSync(path)) throw new StartRefused(`${path} is there already.`)
  const people = peopleWanted(words.options['people'])
  return withHouse(settings, async ({ database }) => {
    const language = shellLanguage()
    const { report, lines } = await database.report((tx) => writeTestCopy(tx, { people }))
    const say = (done: number) => printError(t(language, 'anonymity.progress', { done, total: report.people }))
    await pipeline(copyBytes(lines(), say), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    printAnswer(words.flags.has('json'), { file: path, bytes: statSync(path).size, ...report }, [
      t(language, 'anonymity.written', { people: report.people, register: report.inRegister, megabytes: statSync(path).size / 1e6 }),
      `  ${path}`,
      ...report.known.steps.filter((one) => one.people > 0).map((one) => t(language, `anonymity.known.${one.name}`, { people: one.people, groups: one.groups })),
      t(language, 'anonymity.known.lost', { people: report.known.lost }),
      ...report.lives.steps.filter((one) => one.people > 0).map((one) => t(language, `anonymity.lives.${one.name}`, { people: one.people, groups: one.groups })),
      t(language, 'anonymity.lives.lost', { people: report.lives.lost }),
      t(language, 'anonymity.held', { people: report.inRegister - report.held.lost, lost: report.held.lost }),
    ])
    return true
  })
}

function peopleWanted(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new StartRefused(`--people takes a whole number, not: ${typed}`)
  return Number(typed)
}

/** Fills an empty place with a copy: its purposes and fields, then its people, who come and say what they say by the same rules as anybody. */
export async function fill(settings: Settings, words: Words): Promise<boolean> {
  const [path] = words.plain
  if (path === undefined) throw new StartRefused('fill takes the file of a test copy.')
  // The starter's people would be among those of the copy.
  return withHouse({ ...settings, demo: false }, async ({ database, keeper }) => {
    const language = shellLanguage()
    if ((await database.read(countPeople)) > 0) throw new Problem('refused', { text: 'anonymity.refused.not-empty' })
    const all: Filled = { people: 0, said: 0, notSaid: 0, valuesWithoutPurpose: 0 }
    let [head, waiting]: [CopyHead | undefined, CopyPerson[]] = [undefined, []]
    const enter = async () => {
      const filled = await fillFromCopy(database, keeper, waiting)
      for (const key of Object.keys(all) as (keyof Filled)[]) all[key] += filled[key]
      printError(t(language, 'anonymity.progress', { done: all.people, total: head?.people ?? all.people }))
      waiting = []
    }
    for await (const line of readCopy(resolve(path))) {
      if ('head' in line) {
        head = line.head
        await database.write((tx) => publishHead(tx, line.head))
      } else if ('person' in line && waiting.push(line.person) === TOGETHER) await enter()
    }
    if (waiting.length > 0) await enter()
    printAnswer(words.flags.has('json'), all, [t(language, 'anonymity.filled', { ...all })])
    return true
  })
}

/** The company's own purposes and fields in the place of those that every place begins with. */
async function publishHead(tx: Tx, { catalogue: { purposes, fields } }: CopyHead): Promise<void> {
  const before = await selectCatalogue(tx)
  const gone = (all: readonly { key: string }[], kept: readonly { key: string }[]) => all.filter((one) => !kept.some((each) => each.key === one.key)).map((one) => one.key)
  await publishCatalogue(tx, { purposes, fields, retirePurposes: gone(before.purposes, purposes), retireFields: gone(before.fields, fields) }, 'tillit', 'test copy')
}
