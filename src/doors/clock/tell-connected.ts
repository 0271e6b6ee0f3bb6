import { randomInt } from 'node:crypto'
import { giveUpTasks } from '../../connections/give-up-tasks.ts'
import { noteTry, type Tried } from '../../connections/note-try.ts'
import { tellNoes } from '../../connections/tell-noes.ts'
import { openText, taskToken } from '../../connections/sealed-text.ts'
import { selectTask, claimTasks, type DueTask } from '../../connections/tasks.sql.ts'
import { updateSystemHealth } from '../../connections/systems.sql.ts'
import type { ToldSubject } from '../../connections/told-subject.ts'
import { webhookBody } from '../../connections/webhook-body.ts'
import type { Transport } from '../../messages/deliver.ts'
import { composeSystemTask } from '../../messages/system-task-mail.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { noteSystemAnswer } from '../../rights/note-system-answer.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import { callSystem, type Said } from '../call-system.ts'
import type { House } from '../house.ts'

const AT_ONCE = { limit: 16, perSystem: 4 }
/** Nobody else takes a task for so long; a call ends well before. */
const CLAIM_MS = 60_000
/** As finely as the time of the next try is drawn. */
const CHANCES = 1_000_000

type Desk = Pick<House, 'database' | 'keeper' | 'publicUrl' | 'settings' | 'log'>

/**
 * Tells connected systems what is due, and takes their answers; true when there may be more. Each outcome is written in a
 * transaction of its own, so one that hangs or lies holds up no other. A copy that dies leaves its claims for a minute:
 * the call is made again with the same id. What is past its day is an alarm in the log, and the workspace shows it.
 */
export async function tellConnected(house: Desk, transport: Transport, callMs?: number): Promise<boolean> {
  const { database, keeper, log } = house
  const more = await database.write((tx) => tellNoes(tx, keeper.keys.tokens))
  const { overdue, givenUp } = await database.write(giveUpTasks)
  for (const one of overdue) log.error({ task: one.taskId, system: one.systemId, act: one.act }, 'a connected system has not answered in time')
  if (givenUp > 0) log.error({ tasks: givenUp }, 'connected systems did not answer in twice the time: a colleague has to find out')
  const due = await database.write((tx) => claimTasks(tx, { ...AT_ONCE, until: new Date(tx.now.getTime() + CLAIM_MS) }))
  await Promise.all(due.map((one) => tellOne(house, transport, one, callMs)))
  return more || due.length > 0
}

async function tellOne(house: Desk, transport: Transport, task: DueTask, callMs: number | undefined): Promise<void> {
  const said = task.system.way === 'webhook' ? await called(house, task, callMs) : await mailed(house, transport, task)
  await house.database.write(async (tx) => {
    if (said.kind !== 'answer') return noteTry(tx, task, said, randomInt(CHANCES) / CHANCES)
    // It may have been answered by another way in the meantime.
    const now = await selectTask(tx, task)
    if (now) await noteSystemAnswer(tx, now, { state: said.answer, how: 'answer', by: null, reason: said.reason, words: null })
    await updateSystemHealth(tx, task.systemId, null)
  }).catch((error: unknown) => house.log.error({ err: error }, 'what a connected system answered could not be taken'))
}

async function called({ database, keeper, publicUrl, settings }: Desk, task: DueTask, callMs: number | undefined): Promise<Said> {
  const { tokens } = keeper.keys
  const subject = JSON.parse(openText(tokens, 'subject', task.taskId, task.sealed)) as ToldSubject
  const now = database.clock()
  return callSystem({
    address: task.system.address, secret: openText(tokens, 'secret', task.systemId, task.secret!), now, privateHosts: settings.privateHosts, callMs,
    body: webhookBody(task, subject, now, `${publicUrl}/api/v1/connected-systems/${task.systemId}/answers`),
  })
}

/** The mail names nobody; whoever opens its link sees whom it is about. That it has gone is no answer. */
async function mailed({ database, keeper, publicUrl }: Desk, transport: Transport, task: DueTask): Promise<Tried> {
  const to = parseEmail(task.system.address)
  const { installation, now } = await database.read(async (tx) => ({ installation: await selectInstallation(tx), now: tx.now }))
  if (!transport.post || !installation) return { kind: 'later', error: 'no-mail-server' }
  if (isFault(to)) return { kind: 'later', error: 'address' }
  const company = { controller: installation.controller, demo: installation.demo, from: transport.from, publicUrl }
  const again = task.state === 'sent'
  const mail = {
    ...composeSystemTask(task.system.language, company, { act: task.act, systemName: task.system.name, deadline: task.deadline, token: taskToken(keeper.keys.tokens, task.taskId), again }),
    from: transport.from, to, messageId: `<${task.taskId}.${task.tries}@${transport.from.address.split('@')[1]}>`, date: now,
  }
  return (await transport.post(mail, await transport.source(mail))) === 'accepted' ? { kind: 'sent' } : { kind: 'later', error: 'not-taken' }
}
