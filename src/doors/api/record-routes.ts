import { describeController as describe } from '../../record/describe-controller.ts'
import { readRecord } from '../../record/read-record.ts'
import { recordCsv } from '../../record/record-csv.ts'
import { recordInWords, type RecordSource } from '../../record/record-in-words.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { readerLanguage } from './reader.ts'
import { describeController, getRecord, getRecordFile, type ProcessingRecordAnswer } from './record-resource.ts'

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const

export function addRecordRoutes(api: Api, house: House): void {
  const read = () => house.database.read((tx) => readRecord(tx, house.publicUrl))

  api.openapi(getRecord, async (c) => c.json(answerOf(await read(), readerLanguage(c)), 200))

  api.openapi(getRecordFile, async (c) => {
    const { form, language = readerLanguage(c) } = c.req.valid('query')
    const source = await read()
    const text = form === 'csv' ? recordCsv(recordInWords(source, language), language) : JSON.stringify(answerOf(source, language), null, 2)
    return c.body(text, 200, { 'content-type': TYPES[form], 'content-disposition': `attachment; filename="record-${source.at.toISOString().slice(0, 10)}.${form}"`, 'cache-control': 'no-store' }) as never
  })

  api.openapi(describeController, async (c) => {
    const { fiscalYear, ...said } = c.req.valid('json')
    await house.database.write((tx) => describe(tx, said, fiscalYear))
    c.get('log').info({ by: signedIn(c.get('actor')).staffId }, 'the company was described anew')
    return c.body(null, 204)
  })
}

function answerOf(source: RecordSource, language: Language): ProcessingRecordAnswer {
  // Those to come are what can still be said otherwise.
  const fiscalYear = { lastMonth: source.controller.fiscalYears?.at(-1)?.lastMonth ?? 12 }
  const { organisationNumber = '', address = '', email = '', phone = '', officer = '', representative = '' } = source.controller
  return { at: source.at.toISOString(), version: source.version, ...recordInWords(source, language), fiscalYear, entered: { organisationNumber, address, email, phone, officer, representative } }
}
