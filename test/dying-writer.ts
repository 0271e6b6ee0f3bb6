// Started by sequencing.test.ts as a process of its own: records and sequences as fast as it can until it is killed or told to end.
import { Recorder } from '../src/doors/recorder.ts'
import { openKeeper } from '../src/keeper/open-keeper.ts'
import { commitment, entryBytes } from '../src/ledger/entry.ts'
import { LedgerTree } from '../src/ledger/ledger-tree.ts'
import { Sequencer } from '../src/ledger/sequencer.ts'
import { Database } from '../src/plumbing/database.ts'
import type { ContactPointId, PersonId } from '../src/values/ids.ts'

export interface DyingWriter {
  connection: { host: string; port?: number; user: string; database: string }
  keeperUrl: string
  keyName: string
  people: { personId: PersonId; contactPointId: ContactPointId }[]
  writers: number
}

const given = JSON.parse(process.argv[2]!) as DyingWriter
const database = new Database({ connection: given.connection, clock: () => new Date() })
const keeper = await openKeeper({ url: given.keeperUrl, keyName: given.keyName, mayCreate: false, now: new Date() })
const recorder = new Recorder({ database, keeper })
const sequencer = new Sequencer({ database, keeper, tree: new LedgerTree(), holder: `writer ${process.pid}` })
const ending = new AbortController()
process.stdin.resume().on('close', () => ending.abort())

async function write(): Promise<void> {
  while (!ending.signal.aborted) {
    const { personId, contactPointId } = given.people[Math.floor(Math.random() * given.people.length)]!
    const yes = Math.random() < 0.5
    const { said } = await recorder.record({
      personId, onlyNoes: !yes, tell: { to: null, language: 'sv' }, choices: () => [{
        personId, kind: yes ? 'given' : 'withdrawn', purpose: 'news', channel: 'email', contactPointId: yes ? contactPointId : null, frequency: null,
        surface: 'api', language: 'sv', actor: { kind: 'person', id: personId }, wording: null, evidence: { kind: 'api', by: process.pid },
      }],
    })
    for (const one of said?.recording?.outcomes ?? []) {
      // Only what is committed is told.
      if ('entry' in one) process.stdout.write(`${personId} ${one.entry.seq} ${commitment(one.salt, entryBytes(one.entry)).toString('hex')}\n`)
    }
  }
}

async function sequence(): Promise<void> {
  while (!ending.signal.aborted) {
    // Another may have taken the lease over meanwhile.
    await sequencer.step().catch((error: unknown) => { if (!String(error).includes('ledger.lease-lost')) process.stderr.write(`${String(error)}\n`) })
    await new Promise((resume) => { setTimeout(resume, 50) })
  }
}

await Promise.all([sequence(), ...Array.from({ length: given.writers }, write)])
await keeper.close()
await database.close()
