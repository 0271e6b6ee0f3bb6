import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const argon2Of = promisify(argon2)

/** OWASP's least for argon2id: 19 MiB, twice over, in one lane; about a tenth of a second here. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const SALT_BYTES = 16
const HASH_BYTES = 32
const FORM = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

/** The hash of a password in its one form (password.ts), with its salt and costs (PHC string format). */
export async function hashPassword(password: string, pepper: Buffer): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, pepper, salt, { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES })
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(hash)}`
}

/** Whether this is the password. Throws for a hash that is none of ours. */
export async function isPassword(password: string, pepper: Buffer, stored: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] = FORM.exec(stored) ?? []
  if (!salt || !hash) throw new Error('a stored password hash cannot be read')
  const costs = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  return timingSafeEqual(await derive(password, pepper, Buffer.from(salt, 'base64'), costs), Buffer.from(hash, 'base64'))
}

/** A hash that is nobody's and costs what another does: whoever is unknown gets the same work (AU-02). */
export const NOBODYS_HASH = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(randomBytes(SALT_BYTES))}$${unpadded(randomBytes(HASH_BYTES))}`

async function derive(password: string, pepper: Buffer, salt: Buffer, costs: { memory: number; passes: number; parallelism: number }): Promise<Buffer> {
  return argon2Of('argon2id', { message: password, nonce: salt, secret: pepper, tagLength: HASH_BYTES, ...costs })
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
