import type { Context } from 'hono'
import { addSystem } from '../../connections/add-system.ts'
import { changeSystem as change } from '../../connections/change-system.ts'
import type { ConnectedSystem } from '../../connections/connected-system.ts'
import { endSystem as end } from '../../connections/end-system.ts'
import { renewSecret as renew } from '../../connections/renew-secret.ts'
import { openText } from '../../connections/sealed-text.ts'
import { isUnanswered, TASK_ERRORS, type SystemTask } from '../../connections/system-task.ts'
import { selectSystem, selectSystems, selectSystemSecret, updateSystemHealth, updateSystemPaused } from '../../connections/systems.sql.ts'
import { countTasks, selectTask, selectTasksOf, selectTasksOfSystem, updateTaskDue, type NamedTask, type TaskCounts } from '../../connections/tasks.sql.ts'
import { pingBody } from '../../connections/webhook-body.ts'
import { isSignedWebhook } from '../../connections/webhook-signature.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { noteSystemAnswer } from '../../rights/note-system-answer.ts'
import { newId, type PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import { callSystem, type Said } from '../call-system.ts'
import type { DoorEnv } from '../gate.ts'
import type { House } from '../house.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import {
  answerTask, callBack, callTask, changeSystem, createSystem, endSystem, listPersonTasks, listSystems, listSystemTasks, pauseSystem, pingSystem, renewSecret, resumeSystem,
  type ConnectedSystemAnswer, type Connections, type SystemTaskAnswer,
} from './connections-resource.ts'
import { readerLanguage } from './reader.ts'

const TASKS_SHOWN = 200
const PING_MS = 8_000

/** Systems that are told of what people ask by their rights, and what each has answered. */
export function addConnectionsRoutes(api: Api, house: House): void {
  addSystems(api, house)
  addSwitches(api, house)
  addAnswers(api, house)
  addTasks(api, house)
}

/** What is said of them. */
function addSystems(api: Api, { database, keeper, settings }: House): void {
  const { privateHosts } = settings

  api.openapi(listSystems, async (c) => c.json(await database.read((tx) => connectionsAnswer(tx, readerLanguage(c))), 200))

  api.openapi(createSystem, async (c) => {
    const answer = await database.write(async (tx) => {
      const { systemId, secret } = await addSystem(tx, keeper.keys.tokens, c.req.valid('json'), { by: signedIn(c.get('actor')).staffId, privateHosts })
      return { ...(await systemAnswer(tx, readerLanguage(c), systemId)), secret }
    })
    return c.json(answer, 201)
  })

  api.openapi(changeSystem, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await database.write(async (tx) => {
      await change(tx, id, c.req.valid('json'), privateHosts)
      return systemAnswer(tx, readerLanguage(c), id)
    }), 200)
  })

  api.openapi(endSystem, async (c) => {
    await database.write((tx) => end(tx, c.req.valid('param').id))
    return c.body(null, 204)
  })

  api.openapi(renewSecret, async (c) => c.json({ secret: await database.write((tx) => renew(tx, keeper.keys.tokens, c.req.valid('param').id)) }, 201))
}

/** Trying one, and leaving it alone for a while. */
function addSwitches(api: Api, house: House): void {
  const { database } = house

  api.openapi(pingSystem, async (c) => {
    const language = readerLanguage(c)
    const said = await ping(house, c.req.valid('param').id)
    // A ping is nobody's task: an answer to it is as good as a 202.
    const ok = said.kind !== 'later'
    await database.write((tx) => updateSystemHealth(tx, c.req.valid('param').id, said.kind === 'later' ? said.error : null))
    return c.json({ ok, inWords: ok ? t(language, 'connections.ping-well') : errorInWords(language, said.error) }, 200)
  })

  const switching = async (c: Context<DoorEnv>, id: string, paused: boolean): Promise<ConnectedSystemAnswer> => database.write(async (tx) => {
    await updateSystemPaused(tx, id, paused ? tx.now : null)
    return systemAnswer(tx, readerLanguage(c), id)
  })
  api.openapi(pauseSystem, async (c) => c.json(await switching(c, c.req.valid('param').id, true), 200))
  api.openapi(resumeSystem, async (c) => c.json(await switching(c, c.req.valid('param').id, false), 200))
}

async function ping({ database, keeper, settings }: House, systemId: string): Promise<Said> {
  const { system, sealed } = await database.read(async (tx) => ({ system: await selectSystem(tx, systemId), sealed: await selectSystemSecret(tx, systemId) }))
  if (!system || !sealed) throw new Problem('not-found', { text: 'connections.unknown' })
  const now = database.clock()
  return callSystem({ address: system.address, secret: openText(keeper.keys.tokens, 'secret', systemId, sealed), body: pingBody(newId(now), now), now, privateHosts: settings.privateHosts, callMs: PING_MS })
}

/** Systems that answer later, by a signed call. */
function addAnswers(api: Api, { database, keeper }: House): void {
  api.openapi(callBack, async (c) => {
    const systemId = c.req.valid('param').id
    const { id, status, reason } = c.req.valid('json')
    const sealed = await database.read((tx) => selectSystemSecret(tx, systemId))
    const [text, headers] = [await c.req.text(), { 'webhook-id': c.req.header('webhook-id'), 'webhook-timestamp': c.req.header('webhook-timestamp'), 'webhook-signature': c.req.header('webhook-signature') }]
    // An unknown system and a wrong signature are told alike.
    const signed = sealed !== undefined && isSignedWebhook(openText(keeper.keys.tokens, 'secret', systemId, sealed), headers, text, database.clock())
    if (!signed) throw new Problem('unauthenticated', { text: 'connections.not-signed' })
    await database.write(async (tx) => {
      const task = await selectTask(tx, { taskId: id })
      if (task?.systemId !== systemId) throw new Problem('not-found', { text: 'connections.task-unknown' })
      await noteSystemAnswer(tx, task, { state: status, how: 'call-back', by: null, reason: status === 'refused' ? (reason ?? 'other') : null, words: null })
      await updateSystemHealth(tx, systemId, null)
    })
    return c.json({ id, status }, 200)
  })
}

/** What they were told of. */
function addTasks(api: Api, { database, looks }: House): void {
  api.openapi(listSystemTasks, async (c) => {
    const unsettled = c.req.valid('query').unsettled === 'true'
    const { tasks, now } = await database.read(async (tx) => ({ tasks: await selectTasksOfSystem(tx, c.req.valid('param').id, { unsettled, limit: TASKS_SHOWN }), now: tx.now }))
    return c.json({ tasks: tasks.map((one) => taskAnswer(readerLanguage(c), one, now)) }, 200)
  })

  api.openapi(listPersonTasks, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { tasks, now } = await database.read(async (tx) => ({ tasks: await selectTasksOf(tx, personId), now: tx.now }))
    // Of somebody who was forgotten only what erases them is left, and nobody is looked at.
    if (tasks.some((one) => one.act !== 'erasure')) await looks.note({ actor: c.get('actor'), why: 'request', people: [{ personId, fields: ['requests'] }] })
    return c.json({ tasks: tasks.map((one) => taskAnswer(readerLanguage(c), one, now)) }, 200)
  })

  api.openapi(answerTask, async (c) => {
    const { status, words } = c.req.valid('json')
    return c.json(await database.write(async (tx) => {
      const task = await known(tx, c.req.valid('param').id)
      await noteSystemAnswer(tx, task, { state: status, how: 'staff', by: signedIn(c.get('actor')).staffId, reason: null, words })
      return shown(tx, readerLanguage(c), task)
    }), 200)
  })

  api.openapi(callTask, async (c) => c.json(await database.write(async (tx) => {
    const task = await known(tx, c.req.valid('param').id)
    if (!(await updateTaskDue(tx, task))) throw new Problem('conflict', { text: 'connections.nothing-to-call' })
    return shown(tx, readerLanguage(c), task)
  }), 200))
}

async function known(tx: Tx, taskId: string): Promise<SystemTask> {
  const task = await selectTask(tx, { taskId })
  if (!task) throw new Problem('not-found', { text: 'connections.task-unknown' })
  return task
}

async function shown(tx: Tx, language: Language, { personId, taskId }: SystemTask): Promise<SystemTaskAnswer> {
  return taskAnswer(language, (await selectTasksOf(tx, personId)).find((one) => one.taskId === taskId)!, tx.now)
}

async function connectionsAnswer(tx: Tx, language: Language): Promise<Connections> {
  const [systems, counts, { purposes }] = [await selectSystems(tx), await countTasks(tx), await selectCatalogue(tx)]
  const recipients = [...new Set(purposes.flatMap((one) => one.recipients))].filter((one) => one !== 'none').toSorted()
  const label = (recipient: string) => t(language, `purposes.recipient.${recipient}`)
  return {
    systems: systems.map((one) => systemInWords(language, one, counts)),
    unconnected: recipients.filter((recipient) => !systems.some((one) => one.recipient === recipient)).map((recipient) => ({ recipient, label: label(recipient) })),
    recipients: recipients.map((recipient) => ({ recipient, label: label(recipient), purposes: purposes.filter((one) => one.recipients.includes(recipient)).map((one) => one.key) })),
  }
}

async function systemAnswer(tx: Tx, language: Language, systemId: string): Promise<ConnectedSystemAnswer> {
  const system = await selectSystem(tx, systemId)
  if (!system) throw new Problem('not-found', { text: 'connections.unknown' })
  return systemInWords(language, system, await countTasks(tx))
}

function systemInWords(language: Language, one: ConnectedSystem, counts: readonly TaskCounts[]): ConnectedSystemAnswer {
  const { waiting = 0, overdue = 0, unsettled = 0, settled = 0 } = counts.find(({ systemId }) => systemId === one.systemId) ?? {}
  return {
    id: one.systemId, way: one.way, name: one.name, recipient: one.recipient, recipientInWords: t(language, `purposes.recipient.${one.recipient}`), address: one.address, language: one.language,
    purposes: [...one.purposes], fields: [...one.fields], knownBy: [...one.knownBy], reach: one.reach, apiKeyId: one.apiKeyId, answerDays: one.answerDays,
    createdAt: one.createdAt.toISOString(), paused: one.pausedAt !== null,
    health: one.pausedAt ? 'paused' : one.calledAt === null ? 'quiet' : one.error === null ? 'well' : 'failing',
    calledAt: one.calledAt?.toISOString() ?? null, answeredAt: one.answeredAt?.toISOString() ?? null, error: one.error, errorInWords: one.error && errorInWords(language, one.error),
    tasks: { waiting, overdue, unsettled, settled },
  }
}

function taskAnswer(language: Language, one: NamedTask, now: Date): SystemTaskAnswer {
  return {
    id: one.taskId, system: { id: one.systemId, name: one.systemName }, act: one.act, actInWords: t(language, `connections.act.${one.act}`),
    person: one.personId, erasure: one.erasureId, request: one.requestId, state: one.state, stateInWords: t(language, `connections.state.${one.state}`),
    askedAt: one.askedAt.toISOString(), deadline: one.deadline.toISOString(), overdue: isUnanswered(one) && one.deadline <= now, tries: one.tries, nextTry: one.nextTry?.toISOString() ?? null,
    error: one.error, errorInWords: one.error && errorInWords(language, one.error), answeredAt: one.answeredAt?.toISOString() ?? null,
    how: one.answeredHow, howInWords: one.answeredHow && t(language, `connections.how.${one.answeredHow}`),
    reason: one.reason && t(language, `connections.reason.${one.reason}`), words: one.words,
  }
}

/** What was wrong at a try; an answer by HTTP is told by its number. */
function errorInWords(language: Language, error: string): string {
  const word = TASK_ERRORS.find((one) => one === error)
  return word ? t(language, `connections.error.${word}`) : t(language, 'connections.error.http', { status: error.replace('http-', '') })
}
