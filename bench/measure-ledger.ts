import { createHash } from 'node:crypto'
import { entryBytes } from '../src/ledger/entry.ts'
import { readPlaced } from '../src/ledger/ledger.sql.ts'
import { verifyLedger } from '../src/ledger/verify-ledger.ts'
import type { Desk } from './desk.ts'
import { alternate, atLeast, seconds, type Figure } from './measure.ts'

const ROUNDS = 3
/** So many leaves are hashed bare; more would only fill the memory. */
const BARE_LEAVES = 200_000
const READ = 5_000

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

/** Verifying the whole ledger, beside SHA-256 over the bytes that its leaves commit to. */
export async function measureLedger({ house, register }: Desk): Promise<Figure[]> {
  const { database, keeper } = house
  const bytes: Buffer[] = []
  for (let from = 0; from < Math.min(register.leaves, BARE_LEAVES); from += READ) {
    const placed = await database.read((tx) => readPlaced(tx, { from, to: Math.min(from + READ, register.leaves) }))
    for (const { payload } of placed) bytes.push(Buffer.concat([payload!.salt, entryBytes(payload!.entry)]))
  }
  const [leaf, node] = [Buffer.alloc(33), Buffer.alloc(65)]
  const { verify, bare, all } = await alternate(ROUNDS, {
    verify: async () => {
      const heads = await keeper.readHeads()
      let leaves = 0
      const took = await seconds(async () => {
        const report = await database.read((tx) => verifyLedger(tx, { key: keeper.keys.signing, heads, checkpoints: [] }))
        if (report.finding) throw new Error(`the ledger does not verify: ${JSON.stringify(report.finding)}`)
        leaves = report.leaves
      })
      return leaves / took
    },
    bare: async () => bytes.length / await seconds(() => { for (const each of bytes) sha256(each) }),
    all: async () => bytes.length / await seconds(() => {
      for (const each of bytes) {
        sha256(each)
        sha256(leaf)
        sha256(node)
      }
    }),
  })
  const leaves = register.leaves.toLocaleString('en')
  return [
    atLeast(0.5, { name: 'ledger: verify all', unit: 'leaves/s', people: register.size, value: verify, against: all.median, note: `${leaves} leaves; the floor is SHA-256 over all bytes that a verification hashes: salt and entry, leaf, node` }),
    atLeast(0.5, { name: 'ledger: verify all, entries alone', unit: 'leaves/s', people: register.size, value: verify, against: bare.median, note: 'the floor is SHA-256 over salt and entry alone, without the tree' }),
  ]
}
