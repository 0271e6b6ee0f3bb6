import { canBeRemoved, type FieldEnding } from '../../lifecycle/field-ending.ts'
import { cancelFieldEnding, selectFieldEndings } from '../../lifecycle/field-endings.sql.ts'
import { readFieldUsage, type FieldUsage } from '../../lifecycle/read-field-usage.ts'
import { removeField as remove } from '../../lifecycle/remove-field.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, selectFieldHistory } from '../../purposes/catalogue.sql.ts'
import { actorId } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { scopeFor, seesField } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { cancelRemoval, getField, listFieldUsage, removeField, type FieldEnding as EndingAnswer, type FieldUsage as UsageAnswer } from './fields-resource.ts'
import { readerLanguage } from './reader.ts'

/** Fields one by one: how they are used, what became of them, and their going. */
export function addFieldRoutes(api: Api, { database }: House): void {
  api.openapi(listFieldUsage, async (c) => {
    const [usage, scope] = await database.report(async (tx) => [await readFieldUsage(tx), await scopeFor(tx, c.get('actor'))] as const)
    return c.json({ fields: usage.filter(({ field }) => seesField(scope, field)).map((one) => usageAnswer(readerLanguage(c), one)) }, 200)
  })

  api.openapi(getField, async (c) => {
    const { key } = c.req.valid('param')
    const language = readerLanguage(c)
    const found = await database.report(async (tx) => {
      const { fields, purposes } = await selectCatalogue(tx)
      const [history, endings] = [await selectFieldHistory(tx, key), await selectFieldEndings(tx, key)]
      const field = fields.find((one) => one.key === key)
      if (field && !seesField(await scopeFor(tx, c.get('actor')), key)) return undefined
      return {
        field: field && { ...field, purposes: purposes.filter((one) => one.fields.includes(key)).map((one) => one.key) }, history, endings,
        usage: field && (await readFieldUsage(tx)).find((one) => one.field === key),
        names: await selectActorNames(tx, [...history.map((one) => one.publishedBy), ...endings.map((one) => one.askedBy)]),
      }
    })
    if (!found || found.history.length === 0) throw new Problem('not-found', { text: 'lifecycle.field-unknown' })
    return c.json({
      field: found.field ?? null, label: found.history.find((one) => one.texts)?.texts?.[language].name ?? key,
      usage: found.usage ? usageAnswer(language, found.usage) : null,
      history: found.history.map(({ texts, publishedAt, publishedBy, ...one }) => ({ ...one, name: texts?.[language].name ?? null, publishedAt: publishedAt.toISOString(), publishedBy: found.names.get(publishedBy) ?? publishedBy })),
      endings: found.endings.map((one) => endingAnswer(language, one, found.names)),
    }, 200)
  })

  api.openapi(removeField, async (c) => {
    const { start, note } = c.req.valid('json')
    const id = await database.write((tx) => remove(tx, c.req.valid('param').key, start, note, actorId(c.get('actor'))))
    return c.json({ id }, 201)
  })

  api.openapi(cancelRemoval, async (c) => {
    const cancelled = await database.write((tx) => cancelFieldEnding(tx, c.req.valid('param').id))
    if (!cancelled) throw new Problem('conflict', { text: 'lifecycle.removal-begun' })
    return c.body(null, 204)
  })
}

function usageAnswer(language: Language, { addedAt, writtenAt, seenAt, uses, finding, ...usage }: FieldUsage): UsageAnswer {
  return {
    ...usage, addedAt: addedAt.toISOString(), writtenAt: writtenAt?.toISOString() ?? null, seenAt: seenAt?.toISOString() ?? null, removable: canBeRemoved(usage.field),
    uses: uses.map(({ kind, purpose, times, lastAt }) => ({ kind, purpose, times, lastAt: lastAt.toISOString() })),
    finding: finding && { kind: finding, sentence: t(language, `lifecycle.field-${finding}`) },
  }
}

function endingAnswer(language: Language, one: FieldEnding, names: ReadonlyMap<string, string>): EndingAnswer {
  const { kind, note, state, people, ended } = one
  return {
    id: one.endingId, kind, note, state, people, ended, startsAt: one.startsAt.toISOString(), askedAt: one.askedAt.toISOString(), askedBy: names.get(one.askedBy) ?? one.askedBy,
    finishedAt: one.finishedAt?.toISOString() ?? null, failure: one.failure && t(language, one.failure),
  }
}
