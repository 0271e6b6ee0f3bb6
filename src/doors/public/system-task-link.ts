import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { KnownBy } from '../../connections/connected-system.ts'
import { openText, tokenHash } from '../../connections/sealed-text.ts'
import { isUnanswered, TASK_ANSWERS, TASK_REASONS, type SystemTask } from '../../connections/system-task.ts'
import { selectSystem, selectSystemNames } from '../../connections/systems.sql.ts'
import { selectSubject, selectTask } from '../../connections/tasks.sql.ts'
import type { ToldSubject } from '../../connections/told-subject.ts'
import { looksLikeToken } from '../../access/link.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { noteSystemAnswer } from '../../rights/note-system-answer.ts'
import { t } from '../../values/text.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, dayOf, listOf, markedFormTo } from '../customer-page.ts'
import { forReaders, readerIn, type Reader, type ReaderEnv } from '../customer-reader.ts'
import { fieldInWords } from '../erasure-words.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'

const PAGE = `${CUSTOMER_PATHS.systemTask}/:token`
const WORDS_MAX = 500

/** What a connected system is asked to do about one person, and the form to answer it: for the people who work there. Opening it changes nothing. */
export function addSystemTaskLink(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)

  door.get(PAGE, readers, async (c) => {
    const found = await readTask(c, house)
    return found.subject ? c.html(taskPage(found, c.req.path)) : c.html(overPage(found), 410)
  })

  door.post(PAGE, readers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const found = await readTask(c, house)
    if (!found.subject) return c.html(overPage(found), 410)
    const state = TASK_ANSWERS.find((one) => one === form.get('answer'))
    const reason = TASK_REASONS.find((one) => one === form.get('reason')) ?? null
    const words = (form.get('words') ?? '').trim().slice(0, WORDS_MAX)
    if (!state || (state === 'refused' && !reason)) return c.html(taskPage(found, c.req.path, t(found.reader.language, `connections.task.choose-${state ? 'reason' : 'answer'}`)), 400)
    await house.database.write((tx) => noteSystemAnswer(tx, found.task, { state, how: 'link', by: null, reason: state === 'refused' ? reason : null, words: words === '' ? null : words }))
    return c.html(customerPage(found.reader, { title: t(found.reader.language, 'connections.task.thanks'), content: html`<p>${t(found.reader.language, `connections.task.noted-${state}`)}</p>` }))
  })
}

interface Found { task: SystemTask; systemName: string; subject: ToldSubject | undefined; reader: Reader; catalogue: PublishedCatalogue }

/** The task behind the link; without whom it is about when it was answered or its time is over. Throws not-found. */
async function readTask(c: Context<ReaderEnv>, house: House): Promise<Found> {
  const token = c.req.param('token') ?? ''
  const found = looksLikeToken(token) ? await house.database.read(async (tx) => {
    const task = await selectTask(tx, { linkHash: tokenHash(token) })
    const system = task && (await selectSystem(tx, task.systemId))
    // A link that was never mailed opens nothing.
    if (!task || (system && system.way !== 'mail-task')) return undefined
    const sealed = isUnanswered(task) ? await selectSubject(tx, task) : undefined
    return { task, sealed, language: system?.language, systemName: (await selectSystemNames(tx, [task.systemId])).get(task.systemId)?.name ?? '', catalogue: await selectCatalogue(tx) }
  }) : undefined
  if (!found) throw new Problem('not-found', { text: 'customer.link-unknown' })
  const { task, sealed, systemName, catalogue } = found
  const reader = readerIn(c.get('reader'), found.language)
  c.set('reader', reader)
  return { task, systemName, reader, catalogue, subject: sealed && JSON.parse(openText(house.keeper.keys.tokens, 'subject', task.taskId, sealed)) as ToldSubject }
}

function taskPage({ task, systemName, subject, reader, catalogue }: Found, path: string, problem?: string): Html {
  const say = (key: string, parameters?: Record<string, string>) => t(reader.language, `connections.task.${key}`, parameters)
  const field = (key: string) => fieldInWords(reader.language, catalogue, key)
  const purpose = (key: string) => catalogue.purposes.find((one) => one.key === key)?.texts[reader.language].name ?? key
  return customerPage(reader, {
    title: say(`title-${task.act}`), path,
    content: html`${problem ? html`<p class="note warn" role="alert">${problem}</p>` : ''}<p>${say(`what-${task.act}`, { company: reader.company, system: systemName })}</p>
<h2>${say('whom')}</h2><dl>${(Object.entries(subject!.identifiers) as [KnownBy, string[]][]).map(([kind, all]) => html`<dt>${t(reader.language, `connections.known-by.${kind}`)}</dt><dd>${listOf(reader, all)}</dd>`)}</dl>
${task.purposes.length > 0 ? html`<p>${say('purposes', { purposes: listOf(reader, task.purposes.map(purpose)) })}</p>` : ''}
${task.channels.length > 0 ? html`<p>${say('channels', { channels: listOf(reader, task.channels.map((channel) => t(reader.language, `law.channel.${channel}`))) })}</p>` : ''}
${task.fields.length > 0 ? html`<p>${say('fields', { fields: listOf(reader, task.fields.map(field)) })}</p>` : ''}
${subject!.values && Object.keys(subject!.values).length > 0 ? html`<h2>${say('values')}</h2><dl>${Object.entries(subject!.values).map(([key, value]) => html`<dt>${field(key)}</dt><dd>${value === null ? say('nothing') : Array.isArray(value) ? listOf(reader, value) : String(value)}</dd>`)}</dl>` : ''}
<p>${say('by', { day: dayOf(reader, task.deadline) })}</p>
${markedFormTo(reader, path, html`<fieldset><legend>${say('answer')}</legend>
${TASK_ANSWERS.map((one) => html`<label class="pick"><input type="radio" name="answer" value="${one}" required>${say(`says-${one}`)}</label>
`)}</fieldset>
<label for="reason">${say('reason')}</label><select id="reason" name="reason"><option value=""></option>${TASK_REASONS.map((one) => html`<option value="${one}">${t(reader.language, `connections.reason.${one}`)}</option>`)}</select>
<label for="words">${say('words')}</label><textarea id="words" name="words" rows="3" maxlength="${WORDS_MAX}"></textarea>
<p><button>${say('send')}</button></p>`)}<p class="small">${say('once')}</p>`,
  })
}

/** Answered, or its time is over: whom it was about is gone. */
function overPage({ task, reader }: Found): Html {
  const answered = task.answeredAt !== null
  return customerPage(reader, { title: t(reader.language, `connections.task.${answered ? 'answered' : 'over'}-title`), content: html`<p>${t(reader.language, `connections.task.${answered ? 'answered' : 'over'}`)}</p>` })
}
