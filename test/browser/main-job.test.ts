// The main job, end to end: the real program, a real browser, a real mail server, and Chinook's customers.
// long: one story, to be read from top to bottom.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Papa from 'papaparse'
import pg from 'pg'
import type { Page } from 'playwright-core'
import type { Recipient } from '../../src/doors/api/mailings-resource.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import { runningEmbeddedPostgres } from '../../src/plumbing/embedded-postgres.ts'
import { openPage, SMALL_PHONE, WITHOUT_SCRIPT, type Visit } from '../browser.ts'
import { withLastPurchase } from '../chinook-sales.ts'
import { chinookCsv } from '../chinook.ts'
import { mailSink, type SunkMail } from '../mail-sink.ts'
import { NO_SHARED_DATA } from '../shared-data.ts'
import { answerFrom, choose, download, live, numbersIn, PATIENCE_MS, reasonsIn, sendTo, settledLedger, textFrom, until } from './desk.ts'
import { emptyFolder, runTillit, startProgram, type Ended, type Program } from './program.ts'

const COMPANY = 'Chinook Musik AB'
const MAIL_FROM = 'hej@chinook.example'

// What must come of it, counted before: of 59 customers 46 bought during the last twelve months (test/chinook-sales.ts).
const CUSTOMERS = 59
const BOUGHT_LATELY = 46
const [YES, NO, STOP] = [9, 7, 1]
/** Mails the program hands over at the same time. */
const AT_A_TIME = 4
const SILENT = BOUGHT_LATELY - YES - NO - STOP

/** While a mailing is to be met in its course, the mail server takes its time. */
let slownessMs = 0
const sink = await mailSink(() => slownessMs)
const dataFolder = emptyFolder()
const receipts = emptyFolder()
const NOWHERE = join(receipts, 'nowhere')
const settings = { SMTP_URL: sink.url, MAIL_FROM: `${COMPANY} <${MAIL_FROM}>` }

let program: Program
let staff: Visit
let page: Page
/** Mails of the question, by the address each went to. */
let asked: Map<string, SunkMail>
let yesSayers: string[]
let withdrawn: string
let publicKey: string
let askPage: string

const csv = chinookCsv()
let broken = false
/** One step of the story; what comes after a step that failed makes no sense. */
function step(sentence: string, act: () => Promise<void>): void {
  test(sentence, async (t) => {
    if (csv === undefined) return t.skip(NO_SHARED_DATA)
    if (broken) return t.skip('a step before this one failed')
    broken = true
    await act()
    broken = false
  })
}

step('the program starts on an empty folder and tells where it is; the link it prints opens the workspace, once', async () => {
  program = await startProgram(dataFolder, settings)
  assert.match(program.welcome, new RegExp(`The customer's page: +${program.origin}/me\n`))
  staff = await openPage(program.origin, { locale: 'en-GB', acceptDownloads: true })
  page = staff.page
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(program.signInLink)
  await page.getByRole('button', { name: 'Open the workspace' }).click()
  await page.getByRole('heading', { level: 1, name: COMPANY }).waitFor()
  assert.equal((await fetch(program.signInLink)).status, 410)
})

step('Chinook’s file is recognised, gets origin and ground, and its rehearsal changes nobody', async () => {
  await page.getByRole('link', { name: 'Import your customers' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (await chooser).setFiles({ name: 'chinook.csv', mimeType: 'text/csv', buffer: Buffer.from(withLastPurchase(csv!)) })

  await page.getByRole('heading', { name: 'What the columns are' }).waitFor()
  const columns = page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('button') })
  const [names, meanings] = [await columns.locator('p:first-child').allInnerTexts(), await columns.getByRole('button').allInnerTexts()]
  assert.deepEqual(names.filter((_, index) => meanings[index] === 'Left out'), ['Fax', 'SupportRepId'])
  assert.equal(names.length, 14)
  await page.getByRole('button', { name: 'Next' }).click()

  await page.getByRole('textbox', { name: 'Source' }).fill('Chinook’s music shop')
  for (const purpose of ['Your agreement', 'Invoices and payment']) await page.getByRole('checkbox', { name: purpose }).check({ force: true })
  await page.getByRole('radio', { name: /^Contract/ }).check({ force: true })
  await page.getByRole('radio', { name: /^The people themselves/ }).check({ force: true })
  await page.getByText('They have bought from you and could say no to e-mail').click()
  const soft = page.getByRole('group', { name: 'They have bought from you' })
  await soft.getByRole('checkbox', { name: 'News' }).check({ force: true })
  await soft.getByRole('textbox', { name: 'What they bought' }).fill('music')
  await choose(soft.getByRole('button', { name: 'Last purchase' }), 'Column LastPurchase')
  await soft.getByRole('textbox', { name: 'How they could say no' }).fill('A box at the checkout, and a link in every mail')
  await choose(page.getByRole('button', { name: 'Country' }), 'Not known: the strictest rules hold')
  await page.getByRole('button', { name: 'Rehearse' }).click()

  await page.getByRole('heading', { name: 'What would happen' }).waitFor()
  await page.getByRole('button', { name: `Import ${CUSTOMERS} people` }).waitFor()
  assert.deepEqual(await numbersIn(page.getByRole('main')), {
    New: CUSTOMERS, Changed: 0, Unchanged: 0, 'Rows held back': 0, 'Values held back': 3, 'Columns left out': 2, 'Possible duplicates': 0,
  })
  assert.equal((await answerFrom<{ total: number }>(page, '/people?limit=1')).total, 0)
})

step('the run does what was rehearsed, and its report names every row and never a value', async () => {
  await page.getByRole('button', { name: `Import ${CUSTOMERS} people` }).click()
  await page.getByRole('heading', { name: 'The import is done' }).waitFor()
  assert.equal((await numbersIn(page.getByRole('main')))['New'], CUSTOMERS)
  const report = await download(page.getByRole('link', { name: 'Download report' }))
  const rows = Papa.parse<string[]>(report.trimEnd(), { delimiter: ';' }).data.slice(1)
  assert.equal(new Set(rows.map(([row]) => row)).size, CUSTOMERS)
  assert.equal(rows.filter((row) => row.join(' ').includes('Phone')).length, 3)
  assert.doesNotMatch(report, /@|frantisek/i)
})

step('a customer is shown with what is held, why, from where and until when', async () => {
  await page.getByRole('link', { name: 'See the people' }).click()
  await page.getByText(`${CUSTOMERS} people`).waitFor()
  await page.getByRole('searchbox').fill('Hansen')
  await page.getByText('One person', { exact: true }).waitFor()
  await page.getByRole('row', { name: /Bjørn Hansen/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Bjørn Hansen' }).waitFor()
  await page.getByText('bjorn.hansen@yahoo.no', { exact: true }).waitFor()
  const held = [await page.getByRole('region', { name: 'Contact' }).innerText(), await page.getByRole('region', { name: 'Facts' }).innerText()]
  for (const part of held) {
    for (const words of ['Your agreement (contract)', 'Invoices and payment (contract)', 'Chinook’s music shop', '(from the person)', 'Until the contract has ended']) {
      assert.ok(part.includes(words), `${words} is not in: ${part}`)
    }
  }
  for (const value of ['+47 22 44 22 22', 'Ullevålsveien 14', 'Hansen']) assert.ok(held.join().includes(value), value)
  assert.match(await page.getByRole('region', { name: 'Choices' }).innerText(), /News\n.*E-mail\nNot asked\nnot allowed/s)
})

step('they are asked by mail: the rehearsal says who cannot be, and why, and only the others get the question', async () => {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Ask and mail' }).click()
  await page.getByRole('link', { name: 'Ask', exact: true }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('May we send news?')
  await page.getByRole('checkbox', { name: 'News' }).check({ force: true })
  await page.getByRole('textbox', { name: 'About' }).fill('music')
  await page.getByRole('button', { name: 'Save and see the mail' }).click()
  await page.frameLocator('iframe').first().getByRole('link', { name: 'Ja till Nyheter' }).waitFor()
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await page.getByRole('button', { name: `Send to ${BOUGHT_LATELY} people` }).waitFor()
  const rehearsal = page.getByRole('region', { name: 'Rehearse and send' })
  assert.deepEqual(await numbersIn(rehearsal), { Match: CUSTOMERS, 'May be asked': BOUGHT_LATELY, 'May not be asked this way': CUSTOMERS - BOUGHT_LATELY })
  assert.deepEqual(await reasonsIn(rehearsal), [[13, 'Asking is itself marketing, and it may not be sent to the person by e-mail.', 'D7f']])

  await sendTo(page, BOUGHT_LATELY)
  askPage = page.url()
  await page.getByText('Done', { exact: true }).waitFor()
  await live(page, 'The mailing', { Sent: BOUGHT_LATELY, Waiting: 0, Failed: 0, Unknown: 0 })
  asked = new Map(sink.mails.map((mail) => [mail.to, mail]))
  assert.deepEqual([asked.size, sink.mails.length], [BOUGHT_LATELY, BOUGHT_LATELY])
})

step('each mail says who asks, in the reader’s language, with a question of its own and a way to stop in one click', async () => {
  const mails = await Promise.all([...asked.values()].map(read))
  for (const { headers, text } of mails) {
    assert.match(headers.get('from')!, /^Chinook Musik AB <hej@chinook\.example>$/)
    assert.match(headers.get('list-unsubscribe')!, new RegExp(`^<${program.origin}/one-click/[\\w-]{43}>, <mailto:${MAIL_FROM}\\?subject=stop%20[\\w-]{43}>$`))
    assert.equal(headers.get('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
    assert.match(headers.get('content-type')!, /^multipart\/alternative/)
    for (const words of [COMPANY, MAIL_FROM]) assert.ok(text.includes(words), `${words} is not in: ${text}`)
  }
  const links = mails.map(({ text }) => questionIn(text))
  assert.deepEqual([new Set(links).size, new Set(mails.map(({ headers }) => headers.get('message-id'))).size], [BOUGHT_LATELY, BOUGHT_LATELY])
  const subjects = new Set(mails.map(({ subject }) => subject))
  assert.ok(subjects.has('What would you like to hear about from us?') && subjects.size > 1, [...subjects].join())
})

step('opening the links changes nothing, whoever opens them', async () => {
  const before = await settledLedger(page)
  const { text, headers } = await read([...asked.values()][0]!)
  const links = [...text.matchAll(/http:\/\/\S+/g), ...headers.get('list-unsubscribe')!.matchAll(/http:[^>]+/g)].map(([link]) => link.replace(/[)#].*$/, ''))
  for (const link of new Set(links)) for (const method of ['GET', 'HEAD']) assert.equal((await fetch(link, { method })).status, 200, `${method} ${link}`)
  for (const mail of asked.values()) await fetch(questionIn((await read(mail)).text))
  assert.equal((await settledLedger(page)).size, before.size)
  await live(page, 'Answers', { Yes: 0, No: 0, 'Stop asking': 0, 'No answer yet': BOUGHT_LATELY })
})

step('nine say yes, seven say no, one says stop asking, and the workspace sees the answers arrive', async () => {
  const addresses = [...asked.keys()].toSorted()
  yesSayers = addresses.slice(0, YES)
  const answers = [...Array(YES).fill('yes'), ...Array(NO).fill('no'), ...Array(STOP).fill('stop-asking')] as Answer[]
  const left = [...answers.entries()]
  const reader = async () => {
    for (let next = left.shift(); next; next = left.shift()) await press(addresses[next[0]]!, next[1])
  }
  await Promise.all(Array.from({ length: 3 }, reader))
  assert.equal(page.url(), askPage)
  await live(page, 'Answers', { Yes: YES, No: NO, 'Stop asking': STOP, 'No answer yet': SILENT })
  // Each yes and no is confirmed to the address it came from.
  await until('the receipts', () => sink.mails.length === BOUGHT_LATELY + YES + NO + STOP)
})

step('a mailing leaves out exactly the rest, each with rule and sentence', async () => {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Ask and mail' }).click()
  await page.getByRole('link', { name: 'New mailing' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('News in spring')
  await page.getByRole('radio', { name: 'News' }).check({ force: true })
  for (const [language, subject, body] of [['Swedish', 'Nytt hos Chinook', 'Hej!'], ['Norwegian', 'Nytt hos Chinook', 'Hei!'], ['English', 'New at Chinook', 'Hello!']] as const) {
    await page.getByRole('region', { name: 'Words' }).getByRole('tab', { name: language }).click()
    await page.getByRole('textbox', { name: 'Subject' }).fill(subject)
    await page.getByRole('textbox', { name: 'Text' }).fill(`${body}\n\nMore music.`)
  }
  await page.getByRole('button', { name: 'Save and see the mail' }).click()
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await page.getByRole('button', { name: `Send to ${YES} people` }).waitFor()
  const rehearsal = page.getByRole('region', { name: 'Rehearse and send' })
  assert.deepEqual(await numbersIn(rehearsal), { Match: CUSTOMERS, 'May get it': YES, 'May not get it': CUSTOMERS - YES })
  assert.deepEqual(await reasonsIn(rehearsal), [
    [SILENT + STOP, 'The mailing is about something other than what the person has bought, and the person has not said yes.', 'D4j'],
    [CUSTOMERS - BOUGHT_LATELY, 'Too long has passed since the last purchase, and the person has not said yes.', 'D4i'],
    [NO, 'The person has said no to the purpose by e-mail.', 'D10a'],
  ])
})

step('one withdraws in the middle of the run, by one click, and gets nothing after the acknowledged no', async () => {
  const before = sink.mails.length
  const begun = new Set<string>()
  sink.behave = (recipient) => (begun.add(recipient), 'take')
  slownessMs = 3_000
  await sendTo(page, YES)
  await until('the first mails on their way', () => begun.size === AT_A_TIME)
  withdrawn = yesSayers.findLast((address) => !begun.has(address))!
  await oneClick(asked.get(withdrawn)!)
  const acknowledged = performance.now()
  assert.ok(sink.mails.length < before + YES - 1, 'the run was over before the no')
  slownessMs = 0

  await page.getByText('Done', { exact: true }).waitFor()
  await live(page, 'The mailing', { Sent: YES - 1, Waiting: 0, Failed: 0, Unknown: 0 })
  await until('the receipt of the no', () => sink.mails.length === before + YES)
  const sent = await Promise.all(sink.mails.slice(before).map(async (mail) => ({ ...mail, kind: (await read(mail)).headers.has('list-unsubscribe') ? 'mailing' : 'receipt' })))
  assert.deepEqual(sent.filter(({ kind }) => kind === 'mailing').map(({ to }) => to).toSorted(), yesSayers.filter((address) => address !== withdrawn))
  assert.deepEqual(sent.filter(({ to, ended }) => to === withdrawn && ended > acknowledged).map(({ kind }) => kind), ['receipt'])
})

step('who got it can say no by its own link too, and the workspace sees that arrive', async () => {
  const mailing = sink.mails.findLast(({ to }) => to === yesSayers.find((address) => address !== withdrawn))!
  await oneClick(mailing)
  await live(page, 'Answers', { No: 1, 'Stop asking': 0 })
})

step('the workspace names everyone who was left out, with the rule and its sentence', async () => {
  const section = page.getByRole('region', { name: 'Left out' })
  assert.deepEqual((await reasonsIn(section)).map(([count, , rule]) => [count, rule]), [[SILENT + STOP, 'D4j'], [CUSTOMERS - BOUGHT_LATELY, 'D4i'], [NO + 1, 'D10a']])
  await choose(page.getByRole('region', { name: 'Person by person' }).getByRole('button', { name: 'State' }), 'Left out')
  await page.getByRole('button', { name: 'Show more' }).click()
  const rows = page.getByRole('table', { name: 'Person by person' }).locator('tbody tr')
  await rows.nth(CUSTOMERS - YES).waitFor()
  for (const row of await rows.allInnerTexts()) assert.match(row, /^\S.*\s+Left out \d.*\s+(The mailing is .*\. D4j|Too long .*\. D4i|The person has .*\. D10a)\s*$/)
  assert.equal(await rows.count(), CUSTOMERS - YES + 1)
  await page.getByRole('button', { name: /The person has said no to the purpose by e-mail/ }).first().click()
  await rows.nth(NO).waitFor()
  await until('only those who said no', async () => (await rows.count()) === NO + 1)
})

step('that customer enters by the front door with a mailed code, and sees it all on a page of their own', async () => {
  const before = sink.mails.length
  const visit = await openPage(program.origin, { ...SMALL_PHONE, ...WITHOUT_SCRIPT, locale: 'en-GB', acceptDownloads: true })
  const own = visit.page
  own.setDefaultTimeout(PATIENCE_MS)
  await own.goto('/me')
  await own.getByRole('textbox', { name: 'E-mail, phone number or customer number' }).fill(withdrawn)
  await own.getByRole('button', { name: 'Send me a code' }).click()
  await own.getByRole('heading', { name: 'Type the code' }).waitFor()
  await until('the mailed code', () => sink.mails.length > before)
  const letter = sink.mails[before]!
  assert.equal(letter.to, withdrawn)
  await own.getByRole('textbox').fill(/\b\d{3} ?\d{3}\b/.exec((await read(letter)).text)![0])
  await own.getByRole('button', { name: 'Continue' }).click()
  await own.getByRole('heading', { level: 1, name: /^Hello, / }).waitFor()

  const shown = await own.getByRole('main').innerText()
  for (const words of [withdrawn, 'From you (Chinook’s music shop).', 'Used for: ', 'Your agreement', 'Invoices and payment', 'as long as the agreement lasts', 'a no came through a link in a message: News.', 'It wasn’t me. Take it back']) {
    assert.ok(shown.includes(words), `${words} is not in: ${shown}`)
  }
  await own.getByRole('link', { name: 'What has happened' }).first().click()
  const history = await own.getByRole('main').innerText()
  for (const words of ['No to News', 'Yes to News', 'We asked about News', 'Data was recorded', 'We were allowed to ask you in that way. (rule D7d)']) assert.ok(history.includes(words), `${words} is not in: ${history}`)
  assert.ok(!history.includes('New at Chinook'), 'the mailing is shown as sent')

  await own.getByRole('link', { name: 'To your page' }).first().click()
  await own.getByRole('link', { name: 'Receipts' }).first().click()
  const links = own.getByRole('main').getByRole('listitem').getByRole('link')
  assert.equal(await links.count(), 2)
  for (let index = 0; index < 2; index++) {
    await links.nth(index).click()
    await own.getByText(/^Line \d+ of \d+/).waitFor()
    await keepReceipt(await download(own.getByRole('link', { name: 'Download the receipt as a file' })))
    await own.goto('/me/receipts')
  }
  assert.deepEqual([visit.strangers, visit.troubles], [[], []])
  await visit.close()
})

step('every other receipt is downloaded in the workspace', async () => {
  const ledger = await settledLedger(page)
  await page.goto('/ledger')
  await page.getByText(ledger.root).waitFor()
  publicKey = await page.getByRole('definition').filter({ hasText: /^\S+\+[\da-f]{8}\+\S+$/ }).innerText()
  const { recipients } = await answerFrom<{ recipients: Recipient[] }>(page, `/mailings/${new URL(askPage).pathname.split('/').at(-1)}/recipients?limit=200`)
  const answered = recipients.filter((one) => one.answer === 'yes' || one.answer === 'no')
  assert.equal(answered.length, YES + NO)
  for (const { person } of answered) {
    const { events } = await answerFrom<TimelinePage>(page, `/people/${person.id}/timeline`)
    for (const { seq } of events.filter((event) => event.receipt)) await keepReceipt(await textFrom(page, `/people/${person.id}/entries/${seq}/receipt`))
  }
  // Those of the withdrawn have been fetched twice, from both doors.
  assert.equal(kept.length, YES + NO + 2 + 2)
  assert.deepEqual([staff.strangers, staff.troubles], [[], []])
})

step('with the program stopped and no database in reach, every receipt verifies, and one changed character is found', async () => {
  assert.equal(await program.stop(), 0)
  const left = [...kept]
  const verifier = async () => {
    for (let file = left.pop(); file; file = left.pop()) {
      const { code, stdout, stderr } = await verifyOffline(file)
      assert.deepEqual([code, stderr], [0, ''], file)
      assert.match(stdout, /^The receipt is genuine and unchanged\.\nIt stands as entry \d+ in the ledger tillit\.example\/ledger, under a signed head over \d+ entries\.\n$/)
    }
  }
  await Promise.all([verifier(), verifier()])
  assert.ok(!existsSync(NOWHERE))

  for (const [index, word] of ['news', 'ConsentGiven', 'inclusion'].entries()) {
    const lines = readFileSync(kept[0]!, 'utf8').split('\n')
    const at = lines.findIndex((line) => line.includes(word))
    lines[at] = lines[at]!.replace(word, `${word.slice(0, -1)}x`)
    const changed = join(receipts, `changed-${index}.json`)
    writeFileSync(changed, lines.join('\n'))
    const { code, stdout } = await verifyOffline(changed)
    assert.equal(code, 1)
    assert.match(stdout, new RegExp(`^The content was changed after it was signed\\.\nLine ${at + 1}\\.\n`))
  }
})

step('stopping has lost nothing, and a byte changed in the ledger behind the program’s back is found', async () => {
  program = await startProgram(dataFolder, settings)
  await page.goto(`${program.origin}/people`)
  await page.getByText(`${CUSTOMERS} people`).waitFor()
  const { size } = await settledLedger(page)
  const whole = await program.tillit('verify', '--json')
  const { leaves, headsMet } = JSON.parse(whole.stdout) as Report
  assert.deepEqual([whole.code, leaves], [0, size], whole.stderr)
  assert.ok(headsMet > 0, 'nothing was held against the heads in the keeper')

  const database = new pg.Client(runningEmbeddedPostgres(join(dataFolder, 'postgres'))!)
  await database.connect()
  const { rows: [entry] } = await database.query<{ person_id: string; seq: number; leaf: number }>(
    `select person_id, seq, leaf_index::int as leaf from ledger_entry join ledger_place using (person_id, seq)
     where kind = 'withdrawn' and purpose = 'news' order by leaf_index limit 1`)
  const rename = (purpose: string) => database.query('update ledger_entry set purpose = $3 where person_id = $1 and seq = $2', [entry!.person_id, entry!.seq, purpose])
  await rename('newt')
  const found = await program.tillit('verify', '--json')
  const { finding } = JSON.parse(found.stdout) as Report
  assert.deepEqual([found.code, finding?.index, finding?.reason], [1, entry!.leaf, 'changed'])
  const told = await program.tillit('verify')
  assert.equal(told.code, 1)
  assert.match(told.stdout, new RegExp(`^The ledger is not whole: An entry was changed after it was written\\. \\(leaf ${entry!.leaf}\\)\\.`))

  await page.goto(`${program.origin}/ledger`)
  await page.getByRole('button', { name: 'Verify the whole ledger' }).click()
  await page.getByRole('row', { name: `${entry!.leaf} An entry was changed` }).waitFor()
  await rename('news')
  assert.equal((await program.tillit('verify')).code, 0)

  // A command beside the server is told no port, and prints a link to where that server is.
  const { rows: [colleague] } = await database.query<{ name: string }>('select name from staff limit 1')
  const linked = async () => (JSON.parse((await program.tillit('sign-in-link', colleague!.name, '--json')).stdout) as { link: string; running: boolean })
  const { link, running } = await linked()
  assert.ok(running && link.startsWith(`${program.origin}/sign-in/`), link)
  assert.equal((await fetch(link)).status, 200)
  await database.end()
  assert.equal(await program.stop(), 0)
})

interface Report { leaves: number; headsMet: number; finding: { index: number; reason: string } | null }

/** With the public key alone: there is nothing where data and keeper are said to be. */
function verifyOffline(file: string): Promise<Ended> {
  return runTillit(['verify', file, '--key', publicKey], { DATA_DIR: NOWHERE, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' })
}

type Answer = 'yes' | 'no' | 'stop-asking'

/** A mail as its reader sees it. */
interface ReadMail { subject: string; text: string; headers: Map<string, string> }

async function read(mail: SunkMail): Promise<ReadMail> {
  const { subject = '', text = '', headers } = await sink.read(mail)
  return { subject, text, headers: new Map(headers.map(({ key, value }) => [key, value])) }
}

/** Files of receipts, as they were downloaded. */
const kept: string[] = []
async function keepReceipt(receipt: string): Promise<void> {
  const file = join(receipts, `receipt-${kept.length}.json`)
  writeFileSync(file, receipt)
  kept.push(file)
}

// ── What a customer does ──

const questionIn = (text: string) => /http:\S+\/questions\/[\w-]{43}/.exec(text)![0]

/** What a mail program does when its reader presses "unsubscribe" (RFC 8058). */
async function oneClick(mail: SunkMail): Promise<void> {
  const [address] = /http:[^>]+/.exec((await read(mail)).headers.get('list-unsubscribe')!)!
  const answered = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })
  assert.equal(answered.status, 200)
}

/** Opens the link in the mail, on a small old phone without script, and presses a button. */
async function press(address: string, pressed: Answer): Promise<void> {
  const visit = await openPage(program.origin, { ...SMALL_PHONE, ...WITHOUT_SCRIPT })
  await visit.page.goto(questionIn((await read(asked.get(address)!)).text))
  await visit.page.locator(`button[value=${pressed}]`).click()
  await visit.page.locator('.note').waitFor()
  assert.deepEqual([visit.strangers, visit.troubles], [[], []])
  await visit.close()
}
