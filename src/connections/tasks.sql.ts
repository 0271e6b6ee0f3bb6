import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { ConnectedSystem } from './connected-system.ts'
import type { AnsweredHow, SystemTask, TaskAnswer, TaskError, TaskReason } from './system-task.ts'

const columns = sql`t.person_id as "personId", t.task_id as "taskId", t.system_id as "systemId", t.act, t.erasure_id as "erasureId", t.request_id as "requestId", t.purposes,
  t.fields, t.channels, t.state, t.asked_at as "askedAt", t.deadline, t.tries, t.next_try as "nextTry", t.error, t.answered_at as "answeredAt", t.answered_how as "answeredHow",
  t.reason, t.words`
const UNANSWERED = sql`('waiting', 'sent', 'accepted')`

export interface NewTask extends Pick<SystemTask, 'personId' | 'taskId' | 'systemId' | 'act' | 'erasureId' | 'requestId' | 'purposes' | 'fields' | 'channels' | 'state' | 'deadline' | 'error'> {
  linkHash: Buffer
  /** None where the system knows the person by nothing that we have. */
  sealed: Buffer | null
}

/** Writes tasks, in the transaction of the act they tell of. */
export async function insertTasks(tx: Tx, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return
  const list = <Key extends keyof NewTask>(key: Key): NewTask[Key][] => tasks.map((one) => one[key])
  await sql`
    insert into system_task (person_id, task_id, system_id, act, erasure_id, request_id, purposes, fields, channels, state, asked_at, deadline, tries, next_try, error, link_hash)
    select n.person_id, n.task_id, n.system_id, n.act, n.erasure_id, n.request_id, string_to_array(n.purposes, ' '), string_to_array(n.fields, ' '), string_to_array(n.channels, ' '), n.state, ${tx.now}::timestamptz,
      n.deadline, 0, case when n.state = 'waiting' then ${tx.now}::timestamptz end, n.error, n.link_hash
    from unnest(${list('personId')}::uuid[], ${list('taskId')}::uuid[], ${list('systemId')}::uuid[], ${list('act')}::text[], ${list('erasureId')}::uuid[], ${list('requestId')}::uuid[],
      ${tasks.map((one) => one.purposes.join(' '))}::text[], ${tasks.map((one) => one.fields.join(' '))}::text[], ${tasks.map((one) => one.channels.join(' '))}::text[], ${list('state')}::text[], ${list('deadline')}::timestamptz[],
      ${list('error')}::text[], ${list('linkHash')}::bytea[])
      as n (person_id, task_id, system_id, act, erasure_id, request_id, purposes, fields, channels, state, deadline, error, link_hash)`.execute(tx.db)
  const told = tasks.filter((one) => one.sealed !== null)
  await sql`
    insert into system_task_subject (person_id, task_id, sealed, at)
    select n.person_id, n.task_id, n.sealed, ${tx.now}::timestamptz
    from unnest(${told.map((one) => one.personId)}::uuid[], ${told.map((one) => one.taskId)}::uuid[], ${told.map((one) => one.sealed)}::bytea[]) as n (person_id, task_id, sealed)`.execute(tx.db)
}

/** What was told of people before they are forgotten goes with them. */
export async function deleteEarlierTasks(tx: Tx, people: readonly PersonId[]): Promise<void> {
  await sql`
    delete from system_task_subject s using system_task t
    where s.person_id = any (${people}::uuid[]) and t.person_id = s.person_id and t.task_id = s.task_id and t.erasure_id is null`.execute(tx.db)
  await sql`delete from system_task where person_id = any (${people}::uuid[]) and erasure_id is null`.execute(tx.db)
  await sql`delete from told_pending where person_id = any (${people}::uuid[])`.execute(tx.db)
}

/** What these systems were told of these erasures before, when only a part could go: they are told anew, of everything. */
export async function deleteToldAgain(tx: Tx, tasks: readonly Pick<NewTask, 'personId' | 'systemId' | 'erasureId'>[]): Promise<void> {
  const again = sql`select * from unnest(${tasks.map((one) => one.personId)}::uuid[], ${tasks.map((one) => one.systemId)}::uuid[], ${tasks.map((one) => one.erasureId)}::uuid[])`
  await sql`
    delete from system_task_subject s using system_task t
    where t.person_id = s.person_id and t.task_id = s.task_id and (t.person_id, t.system_id, t.erasure_id) in (${again})`.execute(tx.db)
  await sql`delete from system_task t where (t.person_id, t.system_id, t.erasure_id) in (${again})`.execute(tx.db)
}

export type DueTask = SystemTask & { system: Pick<ConnectedSystem, 'systemId' | 'name' | 'way' | 'address' | 'language'>; secret: Buffer | null; sealed: Buffer }

/**
 * Takes tasks that are due, a few of each system so that one that hangs holds up no other, and none whose system must be
 * told something earlier of the same person first; nobody else takes them until then.
 */
export async function claimTasks(tx: Tx, claim: { limit: number; perSystem: number; until: Date }): Promise<DueTask[]> {
  const { rows } = await sql<{ personId: PersonId; taskId: string }>`
    update system_task t set claimed_until = ${claim.until}
    where (t.person_id, t.task_id) in (
        select d.person_id, d.task_id from (
          select t.person_id, t.task_id, t.next_try, row_number() over (partition by t.system_id order by t.next_try, t.task_id) as place
          from system_task t join connected_system c on c.system_id = t.system_id
          where t.next_try <= ${tx.now} and c.paused_at is null and c.ended_at is null and (t.claimed_until is null or t.claimed_until <= ${tx.now})
            and (t.act = 'erasure' or not exists (
              select from system_task e where e.person_id = t.person_id and e.system_id = t.system_id and e.task_id < t.task_id and e.state in ${UNANSWERED}))) d
        where d.place <= ${claim.perSystem} order by d.next_try limit ${claim.limit})
      and t.next_try <= ${tx.now} and (t.claimed_until is null or t.claimed_until <= ${tx.now})
    returning t.person_id as "personId", t.task_id as "taskId"`.execute(tx.db)
  if (rows.length === 0) return []
  const found = await sql<SystemTask & { name: string; way: ConnectedSystem['way']; address: string; language: ConnectedSystem['language']; secret: Buffer | null; sealed: Buffer }>`
    select ${columns}, c.name, c.way, c.address, c.language, c.secret, s.sealed
    from unnest(${rows.map((one) => one.personId)}::uuid[], ${rows.map((one) => one.taskId)}::uuid[]) as n (person_id, task_id)
    join system_task t on t.person_id = n.person_id and t.task_id = n.task_id
    join system_task_subject s on s.person_id = t.person_id and s.task_id = t.task_id
    join connected_system c on c.system_id = t.system_id order by t.next_try, t.task_id`.execute(tx.db)
  return found.rows.map(({ name, way, address, language, ...task }) => ({ ...task, system: { systemId: task.systemId, name, way, address, language } }))
}

type TaskKey = Pick<SystemTask, 'personId' | 'taskId'>

/** What came of a try of a task that is still unanswered; false when it was answered meanwhile. */
export async function updateTaskTried(tx: Tx, { personId, taskId }: TaskKey, tried: { state: 'waiting' | 'sent' | 'accepted'; nextTry: Date | null; error: TaskError | null }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update system_task set state = ${tried.state}, tries = tries + 1, next_try = ${tried.nextTry}, claimed_until = null, error = ${tried.error}
    where person_id = ${personId} and task_id = ${taskId} and state in ${UNANSWERED}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

export interface StoredAnswer {
  state: TaskAnswer
  how: AnsweredHow
  by: StaffId | null
  reason: TaskReason | null
  words: string | null
}

/** False when somebody answered meanwhile: it is no longer in the state it was read in. */
export async function updateTaskAnswered(tx: Tx, { personId, taskId, state: before }: TaskKey & Pick<SystemTask, 'state'>, { state, how, by, reason, words }: StoredAnswer): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update system_task set state = ${state}, answered_at = ${tx.now}, answered_how = ${how}, answered_by = ${by}, reason = ${reason}, words = ${words},
      next_try = null, claimed_until = null, error = null
    where person_id = ${personId} and task_id = ${taskId} and state = ${before}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** What was kept to tell a system goes; the rows of the tasks stay. */
export async function deleteSubjects(tx: Tx, tasks: readonly TaskKey[]): Promise<void> {
  await sql`
    delete from system_task_subject where (person_id, task_id) in (
      select * from unnest(${tasks.map((one) => one.personId)}::uuid[], ${tasks.map((one) => one.taskId)}::uuid[]))`.execute(tx.db)
}

/** Calls now what waits for its next try; false where nothing can be told any more. */
export async function updateTaskDue(tx: Tx, { personId, taskId }: TaskKey): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update system_task t set next_try = ${tx.now} where t.person_id = ${personId} and t.task_id = ${taskId} and t.state in ${UNANSWERED}
      and exists (select from system_task_subject s where s.person_id = ${personId} and s.task_id = t.task_id)`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Marks unanswered tasks whose day is over, once each, and returns them. */
export async function updateOverdue(tx: Tx, limit: number): Promise<{ taskId: string; systemId: string; act: string }[]> {
  const { rows } = await sql<{ taskId: string; systemId: string; act: string }>`
    update system_task t set alarmed_at = ${tx.now} where (t.person_id, t.task_id) in (
      select person_id, task_id from system_task where state in ${UNANSWERED} and alarmed_at is null and deadline <= ${tx.now} limit ${limit})
    returning t.task_id as "taskId", t.system_id as "systemId", t.act`.execute(tx.db)
  return rows
}

/** Gives up tasks that nobody answered in twice the time they had, or those of a system that is connected no more; returns them. */
export async function updateGivenUp(tx: Tx, which: { limit: number } | { systemId: string }): Promise<TaskKey[]> {
  const of = 'systemId' in which
    ? sql`select person_id, task_id from system_task where system_id = ${which.systemId} and state in ${UNANSWERED}`
    : sql`select person_id, task_id from system_task where state in ${UNANSWERED} and deadline + (deadline - asked_at) <= ${tx.now} limit ${which.limit}`
  const { rows } = await sql<TaskKey>`
    update system_task t set state = 'failed', error = ${'systemId' in which ? 'system-ended' : 'given-up'}, next_try = null, claimed_until = null
    where (t.person_id, t.task_id) in (${of}) returning t.person_id as "personId", t.task_id as "taskId"`.execute(tx.db)
  return rows
}

export async function selectTask(tx: Tx, by: { taskId: string } | { linkHash: Buffer }): Promise<SystemTask | undefined> {
  const { rows } = await sql<SystemTask>`select ${columns} from system_task t where ${'taskId' in by ? sql`t.task_id = ${by.taskId}` : sql`t.link_hash = ${by.linkHash}`}`.execute(tx.db)
  return rows[0]
}

/** Sealed; undefined when it has gone. */
export async function selectSubject(tx: Tx, { personId, taskId }: TaskKey): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from system_task_subject where person_id = ${personId} and task_id = ${taskId}`.execute(tx.db)
  return rows[0]?.sealed
}

export type NamedTask = SystemTask & { systemName: string; recipient: string }

/** Tasks of erasures, with the names of the systems. */
export async function selectTasksOfErasures(tx: Tx, erasureIds: readonly string[]): Promise<NamedTask[]> {
  const { rows } = await sql<NamedTask>`
    select ${columns}, c.name as "systemName", c.recipient from system_task t join connected_system c on c.system_id = t.system_id
    where t.erasure_id = any (${erasureIds}::uuid[]) order by c.name, t.task_id`.execute(tx.db)
  return rows
}

/** What was told of a person, the newest first. */
export async function selectTasksOf(tx: Tx, personId: PersonId): Promise<NamedTask[]> {
  const { rows } = await sql<NamedTask>`
    select ${columns}, c.name as "systemName", c.recipient from system_task t join connected_system c on c.system_id = t.system_id
    where t.person_id = ${personId} order by t.task_id desc limit 200`.execute(tx.db)
  return rows
}

/** The newest tasks of a system, those alone that somebody must look after where `unsettled`. */
export async function selectTasksOfSystem(tx: Tx, systemId: string, which: { unsettled: boolean; limit: number }): Promise<NamedTask[]> {
  const { rows } = await sql<NamedTask>`
    select ${columns}, c.name as "systemName", c.recipient from system_task t join connected_system c on c.system_id = t.system_id
    where t.system_id = ${systemId} ${which.unsettled ? sql`and t.state not in ('done', 'not-found')` : sql``} order by t.asked_at desc, t.task_id desc limit ${which.limit}`.execute(tx.db)
  return rows
}

export interface TaskCounts { systemId: string; waiting: number; overdue: number; unsettled: number; settled: number }

/** How many wait, wait longer than they should, were refused or given up, and are settled, by system. */
export async function countTasks(tx: Tx): Promise<TaskCounts[]> {
  const { rows } = await sql<TaskCounts>`
    select system_id as "systemId", count(*) filter (where state in ${UNANSWERED})::int as waiting,
      count(*) filter (where state in ${UNANSWERED} and deadline <= ${tx.now})::int as overdue,
      count(*) filter (where state in ('refused', 'failed'))::int as unsettled, count(*) filter (where state in ('done', 'not-found'))::int as settled
    from system_task group by system_id`.execute(tx.db)
  return rows
}
