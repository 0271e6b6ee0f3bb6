import { Readable } from 'node:stream'
import { copyBytes } from '../../anonymity/copy-file.ts'
import { SMALLEST_GROUP } from '../../anonymity/group.ts'
import { selectStatistics } from '../../anonymity/statistics.sql.ts'
import { COPY_FILE } from '../../anonymity/test-copy.ts'
import { writeTestCopy } from '../../anonymity/write-test-copy.ts'
import { actorId } from '../../staff/staff-actor.ts'
import type { House } from '../house.ts'
import { getKeptCounts, makeTestCopy } from './anonymity-resource.ts'
import type { Api } from './api-door.ts'

export function addAnonymityRoutes(api: Api, { database, log }: House): void {
  api.openapi(getKeptCounts, async (c) => c.json({ smallest: SMALLEST_GROUP, counts: await database.read(selectStatistics) }, 200))

  api.openapi(makeTestCopy, async (c) => {
    const { people } = c.req.valid('json')
    const { report, lines } = await database.report((tx) => writeTestCopy(tx, { people }))
    log.info({ staffId: actorId(c.get('actor')), people: report.people }, 'a test copy is made')
    // Invented as it is fetched: nothing of it waits anywhere.
    return c.body(Readable.toWeb(copyBytes(lines())) as ReadableStream, 200, { 'content-type': 'application/gzip', 'content-disposition': `attachment; filename="${COPY_FILE}"` }) as never
  })
}
