import { selectNames } from '../../people/people-list.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { selectWaiting } from '../../resolution/duplicates.sql.ts'
import { undoableUntil, type Pair } from '../../resolution/merge.ts'
import { mergeRecords as merge } from '../../resolution/merge-records.ts'
import { rehearseMerges as rehearse } from '../../resolution/rehearse-merges.ts'
import { separateRecords as separate } from '../../resolution/separate-records.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import { writtenDay } from '../../values/written.ts'
import type { House } from '../house.ts'
import { refuseBound } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import * as resource from './merges-resource.ts'
import { readerLanguage } from './reader.ts'

export function addMergesRoutes(api: Api, house: House): void {
  api.openapi(resource.rehearseMerges, async (c) => {
    const actor = c.get('actor')
    refuseBound(actor)
    const body = c.req.valid('json')
    const language = readerLanguage(c)
    const answer = await house.database.read(async (tx) => {
      const named = 'pairs' in body ? body.pairs.map(pairOf) : (await selectWaiting(tx, 'sure', undefined, resource.PAIRS_AT_MOST + 1)).map((one) => ({ leading: one.personId, other: one.otherPersonId }))
      const found = await rehearse(tx, named.slice(0, resource.PAIRS_AT_MOST), signedIn(actor).staffId)
      const names = await selectNames(tx, found.flatMap((one) => [one.leading, one.other]))
      const labels = new Map((await selectCatalogue(tx)).purposes.map((one) => [one.key, one.texts[language].name]))
      const reference = (personId: PersonId) => ({ id: personId, name: names.get(personId) ?? '' })
      return {
        more: named.length > resource.PAIRS_AT_MOST,
        pairs: found.map(({ leading, other, obstacle, effect }): resource.MergeRehearsalsBody['pairs'][number] => ({
          leading: reference(leading), other: reference(other), obstacle: obstacle ? { why: obstacle, sentence: t(language, `people.merge.obstacle.${obstacle}`) } : null,
          stops: (effect?.stops ?? []).map(({ purpose, channel }) => ({ purpose, label: labels.get(purpose) ?? purpose, channel: channel as 'email', channelLabel: t(language, `law.channel.${channel}`) })),
          noes: effect?.noes ?? 0, restrictions: effect?.restrictions ?? 0,
        })),
      }
    })
    await house.looks.note({ actor, why: 'list', people: answer.pairs.flatMap((one) => [one.leading, one.other]).map((one) => ({ personId: one.id as PersonId, fields: ['name', 'choices'] })) })
    return c.json(answer, 200)
  })

  api.openapi(resource.mergeRecords, async (c) => {
    const actor = c.get('actor')
    refuseBound(actor)
    const language = readerLanguage(c)
    const answer = { merged: [] as Pair[], refused: [] as (Pair & { sentence: string })[] }
    for (const pair of c.req.valid('json').pairs.map(pairOf)) {
      const refusal = await mergeOne(house, pair, signedIn(actor).staffId, language)
      if (refusal) answer.refused.push({ ...pair, sentence: refusal })
      else answer.merged.push(pair)
    }
    const day = undoableUntil(house.database.clock())
    return c.json({ ...answer, sentence: t(language, 'people.merge.done', { count: answer.merged.length, day: writtenDay(language, day, RETENTION_ZONE) }) }, 200)
  })

  api.openapi(resource.separateRecords, async (c) => {
    const actor = c.get('actor')
    refuseBound(actor)
    await house.database.write((tx) => separate(tx, c.req.valid('param').id as PersonId, c.req.valid('json').decision, signedIn(actor).staffId))
    return c.json({ sentence: t(readerLanguage(c), 'people.separate.done') }, 200)
  })
}

/** Each pair stands for itself: what one of them is refused for holds up none of the others. */
async function mergeOne(house: House, pair: Pair, by: Parameters<typeof merge>[2], language: Language): Promise<string | undefined> {
  try {
    await house.database.write((tx) => merge(tx, pair, by))
    return undefined
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
    return t(language, error.detail.text)
  }
}

function pairOf([leading, other]: [string, string]): Pair {
  return { leading: leading as PersonId, other: other as PersonId }
}
