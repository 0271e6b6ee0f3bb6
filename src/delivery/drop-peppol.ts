import { existsSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { lockPeopleForShare } from '../decisions/facts.sql.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { insertUse, updateDelivery } from './deliveries.sql.ts'
import { selectPeppol, type PeppolDelivery } from './peppol.sql.ts'
import { writePeppol } from './write-peppol.ts'

const AT_ONCE = 20

export interface Drop {
  /** Undefined: an access point fetches them, and only what may not go is told apart here. */
  folder: string | undefined
  /** Tests let it die here. */
  fault?: (point: 'written' | 'claimed' | 'renamed' | 'noted') => void
}

/**
 * Puts e-invoices that wait into the folder of an access point; true when there may be more. Each goes in once, whenever
 * the program dies: it is written beside under a name that nobody takes, the claim is committed, and only then does the
 * file get its name. Found claimed, it still waits if the file beside is there, and has been handed over if it is not.
 */
export async function dropPeppol(database: Database, drop: Drop): Promise<boolean> {
  for (const one of await database.read((tx) => selectPeppol(tx, ['handing-over'], AT_ONCE))) await handOver(database, drop, one)
  const waiting = await database.read((tx) => selectPeppol(tx, ['waiting'], AT_ONCE))
  for (const one of waiting) if (await database.write((tx) => claim(tx, drop, one))) await handOver(database, drop, one)
  return drop.folder !== undefined && waiting.length === AT_ONCE
}

const beside = (folder: string, { deliveryId }: PeppolDelivery) => join(folder, `.${deliveryId}.part`)
const named = (folder: string, { deliveryId }: PeppolDelivery) => join(folder, `${deliveryId}.xml`)

async function claim(tx: Tx, { folder, fault }: Drop, one: PeppolDelivery): Promise<boolean> {
  await lockPeopleForShare(tx, [one.personId])
  const document = await writePeppol(tx, one)
  if ('refused' in document) {
    await updateDelivery(tx, one, ['waiting'], 'refused', document.refused)
    return false
  }
  if (folder === undefined) return false
  // Whoever comes second finds the state changed and writes nothing.
  if (!(await updateDelivery(tx, one, ['waiting'], 'handing-over'))) return false
  await insertUse(tx, one, 'none', document.granted, document.number)
  const file = await open(beside(folder, one), 'w', 0o600)
  try {
    await file.writeFile(document.xml)
    await file.sync()
  } finally {
    await file.close()
  }
  fault?.('written')
  return true
}

async function handOver(database: Database, { folder, fault }: Drop, one: PeppolDelivery): Promise<void> {
  fault?.('claimed')
  if (folder === undefined) return
  // Not there any more: it has its name already, or another copy of the program gives it just now.
  await rename(beside(folder, one), named(folder, one)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || !existsSync(folder)) throw error
  })
  fault?.('renamed')
  await database.write((tx) => updateDelivery(tx, one, ['handing-over'], 'handed-over'))
  fault?.('noted')
}
