import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Finished } from '../../decorating/decorate-invoice.ts'
import { MAX_DOCUMENT_BYTES } from '../../lifecycle/issued-document.ts'
import { Problem } from '../../plumbing/errors.ts'
import { decorateFile, filesOf } from '../decorate-file.ts'
import { FINISHED_KINDS, placesIn, type Place } from '../watched-folder.ts'
import type { House } from '../house.ts'
import { sentenceOf } from '../problem.ts'

/** Invoices worked on in one go. */
const AT_ONCE = 50

/**
 * Looks into the folder that another system lays finished invoices in, and lays them decorated in `out`: a PDF, an e-invoice, or both
 * under one name. Whom they are for the e-invoice says, or the name up to its first underscore. What cannot be done goes to
 * `refused`, with a text beside it that says why. `seen` remembers sizes, so that nothing is taken while it is being written.
 * Several copies of the program may look: a file is claimed by being moved. True when there may be more.
 */
export async function decorateFolder(house: House, folder: string, seen: Map<string, string>, stopping?: AbortSignal): Promise<boolean> {
  const place = placesIn(folder)
  for (const one of Object.values(place)) await mkdir(one, { recursive: true })
  const ready = await readyNames(place.in, seen)
  for (const [name, files] of ready.slice(0, AT_ONCE)) {
    if (stopping?.aborted) return false
    const claimed = await claim(place, files)
    if (claimed.length > 0) await decorateOne(house, place, name, claimed)
  }
  return ready.length > AT_ONCE
}

/** Names whose files have all stopped growing, with their files. */
async function readyNames(folder: string, seen: Map<string, string>): Promise<[string, string[]][]> {
  const files = (await readdir(folder)).filter((file) => FINISHED_KINDS[extname(file).toLowerCase()] && !file.startsWith('.'))
  const grown = new Set<string>()
  for (const file of files) {
    const found = await stat(join(folder, file)).catch(() => undefined)
    const size = found && `${found.size} ${found.mtimeMs}`
    if (size === undefined || seen.get(file) !== size) grown.add(nameOf(file))
    if (size !== undefined) seen.set(file, size)
  }
  for (const file of seen.keys()) if (!files.includes(file)) seen.delete(file)
  return [...Map.groupBy(files, nameOf)].filter(([name]) => !grown.has(name))
}

const nameOf = (file: string): string => file.slice(0, -extname(file).length)

/** The files that nobody else took. */
async function claim(place: Place, files: readonly string[]): Promise<string[]> {
  const own: string[] = []
  for (const file of files) {
    const taken = await rename(join(place.in, file), join(place.working, file)).then(() => true, () => false)
    if (taken) own.push(file)
  }
  return own
}

async function decorateOne(house: House, place: Place, name: string, files: readonly string[]): Promise<void> {
  try {
    const customer = name.includes('_') ? name.split('_')[0] : undefined
    const decorated = await decorateFile(house, { way: 'folder', by: { kind: 'system', id: null }, name }, { customer }, readFinished(place, files, customer))
    for (const [file, bytes] of filesOf(name, decorated)) await layWhole(join(place.out, file), bytes)
    for (const file of files) await rm(join(place.working, file))
  } catch (error) {
    // A fault of ours is none of the file's: it is tried again.
    const back = error instanceof Problem && error.kind !== 'unavailable' ? place.refused : place.in
    for (const file of files) await rename(join(place.working, file), join(back, file))
    if (back === place.in) throw error
    await layWhole(join(place.refused, `${name}.txt`), `${sentenceOf('en', (error as Problem).detail)}\n`)
  }
}

async function readFinished(place: Place, files: readonly string[], customer: string | undefined): Promise<Finished> {
  const finished: { pdf?: Buffer; ubl?: Buffer } = {}
  for (const file of files) {
    const path = join(place.working, file)
    if ((await stat(path)).size > MAX_DOCUMENT_BYTES) throw new Problem('invalid', { text: 'decorating.too-large' })
    finished[FINISHED_KINDS[extname(file).toLowerCase()]!] = await readFile(path)
  }
  if (!customer && !finished.ubl) throw new Problem('invalid', { text: 'decorating.folder-name' })
  return finished
}

/** Nobody sees half a file. */
async function layWhole(path: string, content: Buffer | string): Promise<void> {
  await writeFile(`${path}.part`, content, { mode: 0o600 })
  await rename(`${path}.part`, path)
}
