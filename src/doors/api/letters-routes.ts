import { Readable } from 'node:stream'
import { selectDelivery } from '../../delivery/deliveries.sql.ts'
import { endLetters } from '../../delivery/end-letters.ts'
import { joinLetters } from '../../delivery/join-letters.ts'
import { selectBatch, selectBatches, selectMade, selectPart, selectPartSizes, type LetterBatch } from '../../delivery/letters.sql.ts'
import { printFile } from '../../delivery/print-file.ts'
import { openLetters } from '../../delivery/sealed-letters.ts'
import { startLetters } from '../../delivery/start-letters.ts'
import { writeLetter } from '../../delivery/write-letter.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { letterSheets } from '../letter-sheets.ts'
import { scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { noteLook, refuseClosed, refuseStranger } from './invoices-routes.ts'
import * as resource from './letters-resource.ts'
import { readerLanguage } from './reader.ts'

const SHOWN = 50

export function addLettersRoutes(api: Api, house: House): void {
  const { database } = house
  const batches = async (language: Language) => ({ batches: (await database.read((tx) => selectBatches(tx, SHOWN))).map((one) => bodyOf(one, language)) })

  api.openapi(resource.listBatches, async (c) => c.json(await batches(readerLanguage(c)), 200))

  api.openapi(resource.startBatch, async (c) => {
    const by = signedIn(c.get('actor')).staffId
    await database.write(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      await startLetters(tx, by)
    })
    return c.json(await batches(readerLanguage(c)), 201)
  })

  api.openapi(resource.endBatch, async (c) => {
    const by = signedIn(c.get('actor')).staffId
    await database.write((tx) => endLetters(tx, c.req.valid('param').id, c.req.valid('json').how, by))
    return c.json(await batches(readerLanguage(c)), 200)
  })

  api.openapi(resource.fetchBatch, async (c) => {
    const { id } = c.req.valid('param')
    const found = await database.read(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      const batch = await selectBatch(tx, id)
      if (!batch) throw new Problem('not-found', { text: 'delivery.batch-unknown' })
      if (batch.state !== 'done') throw new Problem('conflict', { text: 'delivery.batch-no-file' })
      return { letters: await selectMade(tx, id), sizes: await selectPartSizes(tx, id), at: batch.finishedAt ?? batch.createdAt }
    })
    if (found.letters.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: [...new Set(found.letters.map((one) => one.personId))].map((personId) => ({ personId, fields: ['documents'] })) })
    const part = async (place: number) => openLetters(house.keeper.keys.tokens, id, place, (await database.read((tx) => selectPart(tx, id, place)))!)
    const file = printFile({ letters: found.letters, parts: found.sizes.length, part, at: found.at }, found.sizes)
    return c.body(Readable.toWeb(file) as ReadableStream, 200, { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="letters-${id}.zip"`, 'cache-control': 'no-store' })
  })

  api.openapi(resource.printLetter, async (c) => {
    const { id, invoice, delivery } = c.req.valid('param')
    const pdf = await database.write(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      const one = await selectDelivery(tx, id as PersonId, delivery)
      if (!one || one.invoiceId !== invoice) throw new Problem('not-found', { text: 'delivery.unknown' })
      const letter = await writeLetter(tx, one, letterSheets(house))
      if (typeof letter === 'string') throw new Problem('conflict', { text: `delivery.reason.${letter}` })
      return (await joinLetters([letter.documents], tx.now)).pdf
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.body(new Uint8Array(pdf), 200, { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="letter-${delivery}.pdf"`, 'cache-control': 'no-store' })
  })
}

function bodyOf({ batchId, total, failure, ...one }: LetterBatch, language: Language): resource.LetterBatchBody {
  return {
    id: batchId, state: one.state, letters: total, done: one.done, pages: one.pages, failure: failure === null ? null : t(language, failure),
    createdAt: one.createdAt.toISOString(), finishedAt: one.finishedAt?.toISOString() ?? null, handedOverAt: one.handedOverAt?.toISOString() ?? null,
  }
}
