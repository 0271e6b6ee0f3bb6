// long: one story of sending, from the draft to the recorded use.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { customerUrl } from '../../src/messages/customer-paths.ts'
import { selectLink } from '../../src/access/links.sql.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { selectRecipients } from '../../src/messages/answers.sql.ts'
import { changeMailing } from '../../src/messages/change-mailing.ts'
import { draftMailing } from '../../src/messages/draft-mailing.ts'
import { lapseQuestions } from '../../src/messages/lapse-questions.ts'
import { codeOf } from '../../src/messages/mail-secret.ts'
import { selectMailing } from '../../src/messages/mailings.sql.ts'
import { moveMailing } from '../../src/messages/move-mailing.ts'
import { selectOutbox } from '../../src/messages/outbox.sql.ts'
import { previewMailing } from '../../src/messages/preview-mailing.ts'
import { readOutboxMail } from '../../src/messages/read-outbox-mail.ts'
import { rehearseMailing } from '../../src/messages/rehearse-mailing.ts'
import { sendServiceMail } from '../../src/messages/send-service-mail.ts'
import { showMailings } from '../../src/messages/show-mailings.ts'
import { startSending } from '../../src/messages/start-sending.ts'
import { stopMailing } from '../../src/messages/stop-mailing.ts'
import { selectProvenance } from '../../src/people/provenance.sql.ts'
import { selectWording } from '../../src/purposes/catalogue.sql.ts'
import { daysLater } from '../../src/values/moment.ts'
import type { MailingId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { mailSink } from '../mail-sink.ts'
import { ASK, NEWS, choiceOf, readers, sendAll, sendingTo, started, subscribers, testKeeper } from '../post-office.ts'
import { installed } from '../register.ts'

async function house() {
  const database = await testDatabase()
  await installed(database)
  const keeper = await testKeeper(database.now)
  return { database, keeper }
}

async function viewOf(database: TestDatabase, mailingId: MailingId) {
  return database.read(async (tx) => (await showMailings(tx, [(await selectMailing(tx, mailingId))!]))[0]!)
}

test('a mailing reaches exactly those it may, each in their language, and says why the others not', async () => {
  const { database, keeper } = await house()
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  const countries = ['SE', 'NO', 'DE', 'SE', 'SE', 'SE']
  const all = await subscribers(database, keeper, 6, (index) => ({ country: countries[index]!, values: { given_name: `Läsare ${index}`, ...(index === 3 ? { language: 'nb' } : {}) } }))
  const [, , , , withdrew, objected] = all
  await database.write((tx) => recordChoices(tx, keeper, [choiceOf(withdrew!, { kind: 'withdrawn' }), choiceOf(objected!, { kind: 'objected', purpose: null, channel: null })]))
  await readers(database, 2, (index) => ({ address: `silent${index}@example.org` }))

  const mailingId = await database.write((tx) => draftMailing(tx, NEWS, 'Vera'))
  const rehearsal = await database.write((tx) => rehearseMailing(tx, mailingId))
  assert.deepEqual([rehearsal.matching, rehearsal.permitted, rehearsal.notPermitted], [8, 4, 4])
  assert.deepEqual(rehearsal.reasons.map(({ rule, text, count }) => [rule, text, count]), [['D4m', 'decisions.D4m', 2], ['D10a', 'decisions.D10a', 1], ['D2b', 'decisions.D2b', 1]])
  assert.equal(sink.mails.length, 0, 'a rehearsal sends nothing')

  await database.write((tx) => startSending(tx, mailingId))
  const waiting = await viewOf(database, mailingId)
  assert.deepEqual([waiting.counts.waiting, waiting.leftOut], [rehearsal.permitted, rehearsal.reasons], 'the run begins with what was rehearsed')
  await sendAll(database, sending)

  const view = await viewOf(database, mailingId)
  assert.deepEqual([view.state, view.counts.sent, view.counts['left-out'], view.progress], ['done', 4, 4, { done: 8, total: 8 }])
  assert.deepEqual(view.leftOut, rehearsal.reasons)
  const mails = await Promise.all(sink.mails.map((mail) => sink.read(mail)))
  assert.deepEqual(mails.map((mail) => mail.subject).toSorted(), ['New in March, Läsare 2', 'Nytt i mars, Läsare 0', 'Nytt i mars, Läsare 1', 'Nytt i mars, Läsare 3'])
  const bodies = new Map(sink.mails.map((mail, index) => [mail.to, mails[index]!]))
  assert.match(bodies.get(all[0]!.address)!.html!, /<html lang="sv">[^]*eftersom du har sagt ja till ”Nyheter”/)
  assert.match(bodies.get(all[1]!.address)!.html!, /<html lang="nb">[^]*fordi du har sagt ja til/)
  assert.match(bodies.get(all[2]!.address)!.html!, /<html lang="en">[^]*because you said yes to/)
  assert.match(bodies.get(all[3]!.address)!.html!, /<html lang="nb">/, 'the person’s own language comes before the country’s')
  assert.match(bodies.get(all[0]!.address)!.text!, /Provbolaget AB/)
  const { rows: uses } = await database.superuser('select rule, purpose, ground_id is not null as grounded, entry_seq, subject, certain from use_record where mailing_id = $1 order by subject', [mailingId])
  assert.deepEqual(uses[1], { rule: 'D4a', purpose: 'news', grounded: true, entry_seq: 1, subject: 'Nytt i mars, Läsare 0', certain: true })
  assert.equal(uses.length, 4, 'D6: every use is there for the person to see')
})

test('an ask goes only where marketing may go, is recorded word by word, and its answers arrive live', async () => {
  const { database, keeper } = await house()
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  const asked = await subscribers(database, keeper, 5)
  const strangers = await readers(database, 3, (index) => ({ address: `stranger${index}@example.org` }))
  await database.write((tx) => recordChoices(tx, keeper, [choiceOf(strangers[1]!, { kind: 'stop-asking', purpose: null, channel: null })]))

  const mailingId = await started(database, { ...ASK, purposes: ['events', 'tips'] })
  await sendAll(database, sending)
  const view = await viewOf(database, mailingId)
  assert.deepEqual([view.counts.sent, view.leftOut.map(({ rule, count }) => [rule, count])], [5, [['D7f', 2], ['D7a', 1]]])
  assert.deepEqual(view.answers, { yes: 0, no: 0, stopAsking: 0, none: 5 })

  const mail = await sink.read(sink.mails.find((one) => one.to === asked[0]!.address)!)
  const askTokens = [...new Set([...mail.html!.matchAll(/\/questions\/([\w-]+)#yes/g)].map(([, token]) => token!))]
  assert.equal(askTokens.length, 2, 'one question, one link')
  const entries = (await database.read((tx) => selectEntries(tx, [asked[0]!.personId]))).filter((entry) => entry.kind === 'asked')
  assert.deepEqual(entries.map((entry) => [entry.purpose, entry.surface, entry.evidence['mailing']]), [['events', 'mail', mailingId], ['tips', 'mail', mailingId]])
  for (const token of askTokens) {
    const link = (await database.read((tx) => selectLink(tx, token)))!
    assert.deepEqual([link.kind, link.personId, link.contactPointId], ['ask', asked[0]!.personId, asked[0]!.contactPointId])
    const words = (await database.read((tx) => selectWording(tx, link.wordingId!)))!
    for (const line of words.text.split('\n')) assert.ok(mail.text!.includes(line), `the words that are kept stand in the mail: ${line}`)
    assert.ok(entries.some((entry) => entry.purpose === link.purposes[0] && entry.wordingId!.equals(link.wordingId!)))
  }

  const [yes, no, stop] = asked
  await database.write((tx) => recordChoices(tx, keeper, [
    choiceOf(yes!, { purpose: 'events', surface: 'mail' }),
    choiceOf(no!, { kind: 'withdrawn', purpose: 'tips', surface: 'mail' }),
    choiceOf(stop!, { kind: 'withdrawn', purpose: 'events', surface: 'mail' }), choiceOf(stop!, { kind: 'stop-asking', purpose: null, channel: null }),
  ]))
  assert.deepEqual((await viewOf(database, mailingId)).answers, { yes: 1, no: 1, stopAsking: 1, none: 2 })
  const rows = await database.read((tx) => selectRecipients(tx, mailingId, { state: 'sent', limit: 100 }))
  const answers = new Map(rows.map((row) => [row.personId, row.answer]))
  assert.deepEqual(asked.map((one) => answers.get(one.personId)), ['yes', 'no', 'stop-asking', null, null])

  database.now = daysLater(database.now, 31)
  assert.equal(await database.write((tx) => lapseQuestions(tx, keeper)), 5)
  assert.equal(await database.write((tx) => lapseQuestions(tx, keeper)), 0, 'once')
  const lapsed = (await database.read((tx) => selectEntries(tx, asked.map((one) => one.personId)))).filter((entry) => entry.kind === 'no-answer')
  assert.deepEqual(new Set(lapsed.map((entry) => entry.personId)), new Set([asked[3]!.personId, asked[4]!.personId]))
  assert.equal(lapsed.length, 4, 'two questions each')
  await database.write((tx) => recordChoices(tx, keeper, [choiceOf(asked[3]!, { purpose: 'events', surface: 'mail' })]))
  assert.deepEqual((await viewOf(database, mailingId)).answers, { yes: 2, no: 1, stopAsking: 1, none: 1 }, 'a late yes is a yes')
})

test('a no between the choosing and the sending leaves the person out, with the rule', async () => {
  const { database, keeper } = await house()
  const sink = await mailSink()
  const [first, second] = await subscribers(database, keeper, 2)
  const mailingId = await started(database, NEWS)
  await database.write((tx) => recordChoices(tx, keeper, [choiceOf(first!, { kind: 'withdrawn' })]))
  await sendAll(database, sendingTo(keeper, sink.url))
  assert.deepEqual(sink.mails.map((mail) => mail.to), [second!.address])
  const rows = await database.read((tx) => selectRecipients(tx, mailingId, { state: 'left-out', limit: 10 }))
  assert.deepEqual(rows.map((row) => [row.personId, row.rule]), [[first!.personId, 'D10a']])
})

test('a paused mailing hands over nothing, goes on when resumed, and a stopped one never does', async () => {
  const { database, keeper } = await house()
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  await subscribers(database, keeper, 3)
  const mailingId = await started(database, NEWS)
  await database.write((tx) => moveMailing(tx, mailingId, 'pause'))
  await sendAll(database, sending)
  assert.equal(sink.mails.length, 0)
  await database.write((tx) => moveMailing(tx, mailingId, 'resume'))
  await sendAll(database, sending)
  assert.equal(sink.mails.length, 3)
  assert.equal((await viewOf(database, mailingId)).state, 'done')

  const other = await started(database, { ...NEWS, name: 'till' })
  await database.write((tx) => stopMailing(tx, other))
  await sendAll(database, sending)
  assert.equal(sink.mails.length, 3)
  const view = await viewOf(database, other)
  assert.deepEqual([view.state, view.leftOut.map(({ rule, text, count }) => [rule, text, count])], ['stopped', [['stopped', 'messages.rule.stopped', 3]]])
  await assert.rejects(database.write((tx) => changeMailing(tx, other, NEWS)), /conflict/)
})

test('D8: the first message to somebody whose data came from elsewhere carries the notice, once', async () => {
  const { database, keeper } = await house()
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  const [reader] = await subscribers(database, keeper, 1)
  await database.superuser("update provenance set collected = 'other', source = 'Mässan i Göteborg', notice_due_at = $1 where person_id = $2", [daysLater(database.now, 30), reader!.personId])
  await started(database, NEWS)
  await sendAll(database, sending)
  const first = await sink.read(sink.mails[0]!)
  assert.match(first.text!, /har fått uppgifter om dig från: Mässan i Göteborg/)
  assert.match(first.text!, /Integritetsskyddsmyndigheten/)
  const [provenance] = await database.read((tx) => selectProvenance(tx, [reader!.personId]))
  assert.deepEqual(provenance!.noticeGivenAt, database.now)
  const shown = (await database.read((tx) => selectEntries(tx, [reader!.personId]))).filter((entry) => entry.kind === 'notice-shown')
  assert.equal(shown.length, 1)
  const words = await database.read((tx) => selectWording(tx, shown[0]!.wordingId!))
  assert.ok(first.text!.includes(words!.text.trim()), 'the exact notice is kept')

  await started(database, { ...NEWS, name: 'nästa' })
  await sendAll(database, sending)
  assert.equal(sink.mails.length, 2)
  assert.doesNotMatch((await sink.read(sink.mails[1]!)).text!, /Mässan/)
})

test('without a mail server everything stays in the outbox, and reads as its recipient would read it', async () => {
  const { database, keeper } = await house()
  const [reader] = await subscribers(database, keeper, 1)
  const mailingId = await started(database, NEWS)
  await sendAll(database, sendingTo(keeper, undefined))
  const [entry] = await database.read((tx) => selectOutbox(tx, { limit: 10 }))
  assert.deepEqual([entry!.mailingId, entry!.recipient, entry!.subject, entry!.name], [mailingId, reader!.address, 'Nytt i mars, Läsare 0', 'Läsare 0'])
  const mail = await database.read((tx) => readOutboxMail(tx, reader!.personId, entry!.outboxMailId))
  assert.equal(mail.from, 'Provbolaget AB <post@provbolaget.example>')
  assert.match(mail.html!, /<strong>Nya<\/strong> varor finns i <a href="https:\/\/butik\.example\/">butiken<\/a>/)
  assert.match(mail.text!, /Hej Läsare 0!/)
  assert.ok(mail.headers.some((header) => header.name === 'list-unsubscribe-post'))
})

test('codes, confirmations and receipts reach people who said no to everything, and say nothing anybody wrote', async () => {
  const { database, keeper } = await house()
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  const [reader] = await readers(database, 1, () => ({ values: { given_name: 'KÖP BILLIGT http://ond.example' } }))
  const recording = await database.write((tx) => recordChoices(tx, keeper, [
    choiceOf(reader!, {}), choiceOf(reader!, { kind: 'objected', purpose: null, channel: null }),
  ]))
  assert.equal(recording.outcomes.filter((one) => 'entry' in one).length, 2)
  const requestId = '0196a000-0000-7000-8000-0000000000c1'
  const base = { personId: reader!.personId, contactPointId: reader!.contactPointId, language: 'sv' as const }
  await database.write((tx) => sendServiceMail(tx, [
    { ...base, kind: 'code', requestId }, { ...base, kind: 'confirm', entrySeqs: [1] }, { ...base, kind: 'receipt', entrySeqs: [1, 2] },
  ]))
  await sendAll(database, sending)
  const mails = await Promise.all(sink.mails.map((mail) => sink.read(mail)))
  const bySubject = (start: string) => mails.find((mail) => mail.subject!.startsWith(start))!
  const code = codeOf(keeper.keys.tokens, requestId)
  assert.match(code, /^\d{6}$/)
  assert.ok(bySubject('Din kod').text!.includes(code))
  assert.ok(!bySubject('Din kod').subject!.includes(code), 'a subject is read over shoulders')
  const [, confirm] = /\/confirmations\/([\w-]+)/.exec(bySubject('Bekräfta').html!)!
  assert.deepEqual((await database.read((tx) => selectLink(tx, confirm!)))!.kind, 'confirm')
  const receipt = bySubject('Kvitto')
  assert.match(receipt.text!, /Ja till Nyheter, e-post\./)
  assert.match(receipt.text!, /Nej till all marknadsföring, alla sätt\./)
  const [, revoke] = /\/revocations\/([\w-]+)/.exec(receipt.html!)!
  assert.deepEqual([(await database.read((tx) => selectLink(tx, revoke!)))!.entrySeq, [...receipt.html!.matchAll(/revocations/g)].length], [1, 1], 'a way back for the yes alone')
  for (const mail of mails) {
    assert.ok(!`${mail.subject}${mail.text}${mail.html}`.includes('BILLIGT'))
    assert.ok(mail.headers.some(({ key, value }) => key === 'auto-submitted' && value === 'auto-generated'))
    assert.ok(!mail.headers.some(({ key }) => key === 'list-unsubscribe'), 'nothing to unsubscribe from')
  }
})

test('D3: a service mailing reaches those who said no to marketing, has nothing to unsubscribe from, and greets nobody by an unproved address', async () => {
  const { database, keeper } = await house()
  const sink = await mailSink()
  const [known, unproved] = await readers(database, 2)
  await database.write((tx) => recordChoices(tx, keeper, [choiceOf(known!, { kind: 'objected', purpose: null, channel: null })]))
  await database.superuser('update contact_point set verified_at = null where person_id = $1', [unproved!.personId])
  const mailingId = await started(database, {
    ...NEWS, kind: 'service', name: 'Nya villkor', purposes: ['contract'], content: { sv: { subject: 'Nya villkor, {{given_name|kund}}', body: 'Hej {{given_name|kund}}! Avtalet ändras.' } },
  })
  await sendAll(database, sendingTo(keeper, sink.url))
  const mails = new Map(await Promise.all(sink.mails.map(async (mail) => [mail.to, await sink.read(mail)] as const)))
  assert.deepEqual([mails.get(known!.address)!.subject, mails.get(unproved!.address)!.subject], ['Nya villkor, Läsare 0', 'Nya villkor, kund'])
  assert.ok(!mails.get(unproved!.address)!.html!.includes('Läsare'))
  assert.match(mails.get(known!.address)!.text!, /Det är ingen reklam/)
  assert.ok(![...mails.values()].some((mail) => mail.headers.some(({ key }) => key.startsWith('list-'))))
  const { rows } = await database.superuser('select distinct rule from use_record where mailing_id = $1', [mailingId])
  assert.deepEqual(rows, [{ rule: 'D3b' }])
})

test('a person gets no more than they wished for, and an erased or changed address gets nothing', async () => {
  const { database, keeper } = await house()
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  const [monthly, moved] = await subscribers(database, keeper, 2)
  await database.write((tx) => recordChoices(tx, keeper, [choiceOf(monthly!, { frequency: 'monthly' })]))
  await started(database, NEWS)
  await sendAll(database, sending)
  assert.equal(sink.mails.length, 2)
  const second = await started(database, { ...NEWS, name: 'andra' })
  await database.superuser('update contact_point set ended_at = $1 where person_id = $2', [database.now, moved!.personId])
  await sendAll(database, sending)
  assert.equal(sink.mails.length, 2)
  const left = await database.read((tx) => selectRecipients(tx, second, { state: 'left-out', limit: 9 }))
  assert.deepEqual(new Map(left.map((row) => [row.personId, row.rule])), new Map([[monthly!.personId, 'D1k'], [moved!.personId, 'D1j']]))
})

test('a preview is the mail that goes out, with links that lead nowhere', async () => {
  const { database, keeper } = await house()
  const sink = await mailSink()
  const sending = sendingTo(keeper, sink.url)
  const [reader] = await subscribers(database, keeper, 1)
  const mailingId = await started(database, NEWS)
  const preview = await database.read((tx) => previewMailing(tx, sending, mailingId, 'sv', reader!.personId))
  const nobody = await database.read((tx) => previewMailing(tx, sending, mailingId, 'sv'))
  assert.equal(nobody.subject, 'Nytt i mars, kund')
  await sendAll(database, sending)
  const mail = await sink.read(sink.mails[0]!)
  const withoutTokens = (html: string) => html.replaceAll(/\/choices\/[\w-]+/g, '/choices/…').trim()
  assert.equal(withoutTokens(preview.html), withoutTokens(mail.html!))
  const [, token] = /\/choices\/([\w-]+)/.exec(preview.html)!
  assert.equal(await database.read((tx) => selectLink(tx, token!)), undefined)
  const [, real] = /\/choices\/([\w-]+)/.exec(mail.html!)!
  const link = (await database.read((tx) => selectLink(tx, real!)))!
  assert.deepEqual([link.kind, link.purposes, link.expiresAt], ['stop', ['news'], null])
  assert.ok(mail.html!.includes(customerUrl('https://kund.provbolaget.example', 'choices', real)))
})
