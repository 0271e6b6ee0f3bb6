import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../plumbing/errors.ts'
import { makePrivateFolder, syncFolder, writeDurably } from './durable-file.ts'
import { CARD_FILE, FolderKeeper, type KeeperCard, writeCard } from './folder-keeper.ts'
import type { Keeper, KeeperKeys } from './keeper.ts'
import { signingKey } from './signing-key.ts'

const KEY_BYTES = 32
const HMAC_KEYS = ['identifier-index', 'tokens', 'suppression'] as const
/** Of what is sealed; a keeper that was made before there was any gets them when it is opened. */
const ROOM_KEYS = ['blind-index', 'room'] as const

export interface KeeperSettings {
  /** `file:///path/to/folder`; shared by all copies of the program. */
  url: string
  /** Name of the ledger and its key, used when the keeper is created. */
  keyName: string
  /** False when a database is already paired: then a missing keeper is refused instead of made anew. */
  mayCreate: boolean
  now: Date
}

/** Opens the keeper in its folder, or creates it with new keys. Throws a Problem with a sentence when it can not be trusted. */
export async function openKeeper(settings: KeeperSettings): Promise<Keeper> {
  const folder = folderOf(settings.url)
  const fresh = !existsSync(cardPath(folder))
  if (fresh) {
    if (!settings.mayCreate) throw new Problem('unavailable', { rule: 'E3', text: 'keeper.missing' })
    await createKeeper(folder, settings.keyName)
  }
  const card = await readCard(cardPath(folder))
  await makeRoomKeys(folder)
  return FolderKeeper.open({ folder, card, ...(await readKeys(folder, card.keyName)), fresh, now: settings.now })
}

function folderOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'file:' || url.host !== '' || url.pathname === '/') {
    // The value itself may hold a password, so only its kind is named.
    throw new Problem('invalid', { text: 'keeper.url-unsupported', field: 'KEEPER_URL', parameters: { scheme: url?.protocol.slice(0, -1) ?? '?' } })
  }
  return fileURLToPath(url)
}

/** A creation that was cut off is continued: keys that are there are kept, the card comes last. */
async function createKeeper(folder: string, keyName: string): Promise<void> {
  // A journal without its card is a damaged keeper, not a new one.
  if (existsSync(join(folder, 'journal'))) throw unreadable(cardPath(folder))
  makePrivateFolder(join(folder, 'keys'))
  const signing = keyPath(folder, 'signing')
  if (!existsSync(signing)) await writeDurably(signing, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
  for (const name of HMAC_KEYS) await makeKey(keyPath(folder, name))
  await writeCard(folder, { version: 1, id: randomUUID(), keyName, databaseId: undefined })
}

/** A room without its key holds nothing that can be read, and another key would not help. */
async function makeRoomKeys(folder: string): Promise<void> {
  const missing = ROOM_KEYS.map((name) => keyPath(folder, name)).filter((path) => !existsSync(path))
  if (missing.length > 0 && existsSync(join(folder, 'room'))) throw unreadable(missing[0]!)
  for (const path of missing) await makeKey(path)
}

/** Of copies that start together one makes it, and the others take that one. */
async function makeKey(path: string): Promise<void> {
  if (existsSync(path)) return
  const draft = `${path}.${randomUUID()}.draft`
  await writeDurably(draft, `${randomBytes(KEY_BYTES).toString('base64url')}\n`)
  await link(draft, path).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error })
  await rm(draft)
  await syncFolder(dirname(path))
}

async function readCard(path: string): Promise<KeeperCard> {
  // Unreadable in whatever way is refused on the next line.
  const card = await readFile(path, 'utf8').then((text) => JSON.parse(text) as Partial<KeeperCard>).catch(() => undefined)
  if (card?.version !== 1 || !card.id || !card.keyName) throw unreadable(path)
  return { version: 1, id: card.id, keyName: card.keyName, databaseId: card.databaseId }
}

async function readKeys(folder: string, keyName: string): Promise<{ keys: KeeperKeys; roomKey: KeyObject }> {
  const [identifierIndex, tokens, suppression, blindIndex, roomKey] = await Promise.all([...HMAC_KEYS, ...ROOM_KEYS].map((name) => readSecretKey(keyPath(folder, name))))
  const path = keyPath(folder, 'signing')
  try {
    const signing = signingKey(keyName, await readFile(path, 'utf8'))
    return { keys: { signing, identifierIndex: identifierIndex!, tokens: tokens!, suppression: suppression!, blindIndex: blindIndex! }, roomKey: roomKey! }
  } catch {
    throw unreadable(path)
  }
}

async function readSecretKey(path: string): Promise<KeyObject> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const bytes = Buffer.from(text.trim(), 'base64url')
  if (bytes.length !== KEY_BYTES) throw unreadable(path)
  return createSecretKey(bytes)
}

const cardPath = (folder: string) => join(folder, CARD_FILE)
const keyPath = (folder: string, name: string) => join(folder, 'keys', `${name}.key`)
const unreadable = (file: string) => new Problem('unavailable', { rule: 'E3', text: 'keeper.file-unreadable', parameters: { file } })
