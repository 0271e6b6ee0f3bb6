import { hasEnded, type Job, type JobKind } from '../../jobs/job.ts'
import { selectJobs } from '../../jobs/jobs.sql.ts'
import type { Permission } from '../../staff/permission.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectFieldNames } from '../../purposes/catalogue.sql.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorMoment, cursorOf, cursorParts } from './cursor.ts'
import { listJobs, type Job as JobAnswer } from './jobs-resource.ts'
import { readerLanguage } from './reader.ts'

/** Whoever may see such work at all sees that of others too. */
const SEES: Record<JobKind, Permission> = { import: 'imports.run', mailing: 'mailings.write', export: 'people.export', 'invoice-run': 'invoices.read', 'field-ending': 'catalogue.read', 'mass-change': 'imports.run' }
const CANCELS: Record<JobKind, Permission> = { import: 'imports.run', mailing: 'mailings.send', export: 'own', 'invoice-run': 'invoices.write', 'field-ending': 'catalogue.change', 'mass-change': 'imports.run' }
/** What has ended stays in sight a while, for whoever looked away. */
const JUST_ENDED_MS = 10 * 60 * 1000

export function addJobsRoutes(api: Api, { database }: House): void {
  api.openapi(listJobs, async (c) => {
    const { after, limit, open } = c.req.valid('query')
    const actor = c.get('actor')
    const [startedAt, id] = after === undefined ? [] : cursorParts(after, 2)
    const kinds = Object.keys(SEES) as JobKind[]
    const { jobs, names } = await database.read(async (tx) => {
      const found = await selectJobs(tx, {
        staffId: actorId(actor), ofAll: kinds.filter((kind) => may(actor, SEES[kind])), limit,
        ...(open === 'true' ? { openOrSince: new Date(tx.now.getTime() - JUST_ENDED_MS) } : {}),
        ...(id === undefined ? {} : { before: { startedAt: cursorMoment(startedAt!), id: cursorId(id) } }),
      })
      return { jobs: await named(tx, found, readerLanguage(c)), names: await selectActorNames(tx, found.map((job) => job.by)) }
    })
    const last = jobs.length === limit ? jobs.at(-1) : undefined
    return c.json({ jobs: jobs.map((job) => jobAnswer(readerLanguage(c), job, actor, names)), next: last ? cursorOf([last.startedAt.toISOString(), last.id]) : null }, 200)
  })
}

type NamedJob = Job & { field: string | null }

/** A field is told by its name, also when it has left the catalogue. */
async function named(tx: Tx, jobs: readonly Job[], language: Language): Promise<NamedJob[]> {
  const names = await selectFieldNames(tx, jobs.filter((job) => job.kind === 'field-ending').map((job) => job.title))
  return jobs.map((job) => ({ ...job, field: job.kind === 'field-ending' ? job.title : null, title: (job.kind === 'field-ending' && names.get(job.title)?.[language].name) || job.title }))
}

function may(actor: StaffActor, permission: Permission): boolean {
  return actor.kind === 'staff' && actor.permissions.has(permission)
}

function jobAnswer(language: Language, job: NamedJob, actor: StaffActor, names: ReadonlyMap<string, string>): JobAnswer {
  const mine = job.by === actorId(actor)
  // What is needed no longer ends as the law says: that is not called off, and neither is what has begun.
  const cancellable = !hasEnded(job.state) && may(actor, CANCELS[job.kind]) && (job.kind !== 'export' || mine) && (job.kind !== 'field-ending' || job.state === 'waiting')
  return {
    ...job, mine, by: names.get(job.by) ?? job.by,
    startedAt: job.startedAt.toISOString(), finishedAt: job.finishedAt?.toISOString() ?? null,
    result: Object.fromEntries(Object.entries(job.result).filter(([, value]) => typeof value === 'number')),
    failure: job.failure === null ? null : t(language, job.failure),
    mayCancel: cancellable, mayFetch: mine && job.file === 'ready' && may(actor, 'people.export'),
  }
}
