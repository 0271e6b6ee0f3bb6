import { publishChange } from '../../lifecycle/publish-change.ts'
import { Problem } from '../../plumbing/errors.ts'
import { countPeoplePerPurpose, selectCatalogue, selectPurposeVersions, type PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import type { CatalogueChange } from '../../purposes/catalogue-change.ts'
import { rehearsePublication } from '../../purposes/rehearse-publication.ts'
import { noticeChange } from '../../record/notice-change.ts'
import { readRecord } from '../../record/read-record.ts'
import type { Retention } from '../../purposes/purpose.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { scopeFor, seesField } from '../staff/key-scope.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { actorId } from '../../staff/staff-actor.ts'
import type { Api } from './api-door.ts'
import { getPurpose, listFields, listPurposes, publishCatalogue, rehearseCatalogue, type CatalogueChange as ChangeWish, type PurposeDocument } from './catalogue-resource.ts'
import { readerLanguage } from './reader.ts'

export function addCatalogueRoutes(api: Api, house: House): void {
  api.openapi(listPurposes, async (c) => {
    const [catalogue, people, scope] = await house.database.read(async (tx) => [await selectCatalogue(tx), await countPeoplePerPurpose(tx), await scopeFor(tx, c.get('actor'))] as const)
    const purposes = catalogue.purposes.filter((purpose) => !scope || scope.purposes.includes(purpose.key)).map((purpose) => ({ ...purposeAnswer(purpose), version: purpose.version, people: people.get(purpose.key) ?? 0 }))
    return c.json({ version: catalogue.version, purposes }, 200)
  })

  api.openapi(getPurpose, async (c) => {
    const { key } = c.req.valid('param')
    const { versions, people, staff } = await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      const found = !scope || scope.purposes.includes(key) ? await selectPurposeVersions(tx, key) : []
      return { versions: found, people: await countPeoplePerPurpose(tx), staff: c.get('actor').kind === 'key' ? new Map<string, string>() : await selectActorNames(tx, found.map((one) => one.publishedBy)) }
    })
    if (versions.length === 0) throw new Problem('not-found', { text: 'api.purpose-unknown' })
    return c.json({
      key,
      people: people.get(key) ?? 0,
      versions: versions.map((one) => ({
        ...purposeAnswer(one), version: one.version, retired: one.retired, publishedAt: one.publishedAt.toISOString(), publishedBy: staff.get(one.publishedBy) ?? (c.get('actor').kind === 'key' ? '' : one.publishedBy), note: one.note,
      })),
    }, 200)
  })

  api.openapi(listFields, async (c) => {
    const [{ version, fields, purposes }, scope] = await house.database.read(async (tx) => [await selectCatalogue(tx), await scopeFor(tx, c.get('actor'))] as const)
    const seen = purposes.filter((one) => !scope || scope.purposes.includes(one.key))
    const needing = fields.map((field) => ({ ...field, purposes: seen.filter((one) => one.fields.includes(field.key)).map((one) => one.key) }))
    return c.json({ version, fields: needing.filter((field) => seesField(scope, field.key)) }, 200)
  })

  api.openapi(rehearseCatalogue, async (c) => {
    const language = readerLanguage(c)
    const { rehearsal, source } = await house.database.report(async (tx) => ({
      rehearsal: await rehearsePublication(tx, toChange(c.req.valid('json').change)), source: await readRecord(tx, house.publicUrl),
    }))
    const catalogueOf = (key: string) => rehearsal.after.purposes.find((one) => one.key === key)!
    return c.json({
      affected: rehearsal.affected, noLongerHeld: rehearsal.noLongerHeld,
      newlyNeeded: rehearsal.newlyNeeded.map((one) => ({ ...one, purposes: one.purposes.map((each) => ({ ...each, retention: retentionInWords(language, catalogueOf(each.purpose).retention) })) })),
      notice: noticeChange(source, rehearsal, language),
      problems: rehearsal.problems.map(({ rule, text, purpose, field }) => ({
        rule, sentence: t(language, text, { purpose: purpose ?? '', field: field ?? '' }), ...(purpose ? { purpose } : {}), ...(field ? { field } : {}),
      })),
    }, 200)
  })

  api.openapi(publishCatalogue, async (c) => {
    const { change, note } = c.req.valid('json')
    const version = await house.database.write((tx) => publishChange(tx, toChange(change), actorId(c.get('actor')), note))
    return c.json({ version }, 201)
  })
}

/** A field that is new is the company's own; what the program knows from the start stays so (`withWhatFollows`). */
function toChange(wish: ChangeWish): CatalogueChange {
  return {
    purposes: wish.purposes ?? [],
    fields: (wish.fields ?? []).map(({ asked = false, checks = {}, ...field }) => ({ ...field, asked, checks, shipped: false })),
    retirePurposes: wish.retirePurposes ?? [],
    retireFields: wish.retireFields ?? [],
  }
}

function retentionInWords(language: Language, { from, months }: Retention): string {
  return t(language, `purposes.retention.${from}`, { months })
}

function purposeAnswer(purpose: PublishedPurpose): PurposeDocument {
  const { key, kind, group, channels, bases, fields, recipients, retention, texts } = purpose
  return { key, kind, group, channels, bases, fields, recipients, retention, texts }
}
