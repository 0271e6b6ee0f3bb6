import { countRetried, selectOutbox } from '../../messages/outbox.sql.ts'
import { readOutboxMail } from '../../messages/read-outbox-mail.ts'
import type { PersonId } from '../../values/ids.ts'
import { t } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseBound } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import { getOutboxMail, listOutbox } from './outbox-resource.ts'
import { readerLanguage } from './reader.ts'
import { seenByName } from './seen-in-answer.ts'

export function addOutboxRoutes(api: Api, house: House): void {
  api.openapi(listOutbox, async (c) => {
    refuseBound(c.get('actor'))
    const { after, limit } = c.req.valid('query')
    const { mails, retried } = await house.database.read(async (tx) => ({
      mails: await selectOutbox(tx, { limit, ...(after === undefined ? {} : { after: cursorId(cursorParts(after, 1)[0]) }) }),
      retried: await countRetried(tx),
    }))
    const last = mails.length === limit ? mails.at(-1) : undefined
    const rows = mails.map(({ personId, outboxMailId, mailingId, kind, at, recipient, subject, name }) => ({
      id: outboxMailId, person: { id: personId, name: name || t(readerLanguage(c), 'api.hidden-protected') }, mailingId, kind, at: at.toISOString(), recipient, subject,
    }))
    await house.looks.note({ actor: c.get('actor'), why: 'list', people: seenByName(rows.map((one) => one.person), ['email', 'messages']) })
    return c.json({
      mails: rows,
      retried,
      next: last ? cursorOf([last.outboxMailId]) : null,
    }, 200)
  })

  api.openapi(getOutboxMail, async (c) => {
    refuseBound(c.get('actor'))
    const { person, id } = c.req.valid('param')
    const { personId, outboxMailId, name, at, subject, from, recipient, headers, html, text } = await house.database.read((tx) => readOutboxMail(tx, person as PersonId, id))
    await house.looks.note({ actor: c.get('actor'), why: 'mail', people: [{ personId, fields: ['name', 'email', 'messages'] }] })
    return c.json({ id: outboxMailId, person: { id: personId, name }, at: at.toISOString(), subject, from, recipient, headers, html, text }, 200)
  })
}
