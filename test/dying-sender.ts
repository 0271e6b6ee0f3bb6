// Started by sending-crash.test.ts as a process of its own: sends what is due and kills itself at the n-th fault point.
import { createSecretKey } from 'node:crypto'
import { documentMail } from '../src/delivery/document-mail.ts'
import { openTransport } from '../src/messages/deliver.ts'
import { sendDue } from '../src/messages/send-due.ts'
import { Database } from '../src/plumbing/database.ts'
import { SENDER } from './sender.ts'

export interface DyingSender {
  connection: { host: string; port?: number; user: string; database: string }
  now: string
  smtpUrl: string
  tokenKey: string
  /** Dies at this fault point, counted from 1. */
  dieAt: number
}

const given = JSON.parse(process.argv[2]!) as DyingSender
const tokens = createSecretKey(Buffer.from(given.tokenKey, 'hex'))
const database = new Database({ connection: given.connection, clock: () => new Date(given.now), poolSize: 2 })
const transport = openTransport({ smtpUrl: given.smtpUrl, mailFrom: SENDER, dkim: undefined })
let passed = 0
const fault = () => {
  passed += 1
  // The hardest end there is: nothing of ours runs after it.
  if (passed === given.dieAt) process.kill(process.pid, 'SIGKILL')
}
const keeper = { journal: async () => {}, keys: { tokens } } as unknown as Parameters<typeof sendDue>[1]['keeper']
await sendDue(database, { keeper, transport, publicUrl: 'https://kund.provbolaget.example', documents: documentMail, fault }, {
  by: `dying-${process.pid}`, lanes: 1, batch: 4, onError: (error) => { throw error },
})
transport.close()
await database.close()
process.stdout.write(String(passed))
