// A server with nothing in it, of the same kind as ours: what HTTP itself costs here. With DATABASE_URL it also takes one
// row a request, each with a commit of its own. Prints its port.
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

const app = new Hono()
const answer = JSON.parse(process.env['ANSWER'] ?? '{"ok":true}') as object
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })

app.post('/static', (c) => c.json(answer))
app.post('/insert', async (c) => {
  const said = await c.req.json<{ person: string; seq: number }>()
  await pool.query("insert into bench_said (person_id, seq, kind, at, purpose, channel, evidence) values ($1, $2, 'withdrawn', $3, 'news', 'email', $4)", [said.person, said.seq, new Date(), '{"kind":"api","text":"bench"}'])
  return c.json(answer)
})

const server = createServer(getRequestListener(app.fetch))
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => process.exit(0))
