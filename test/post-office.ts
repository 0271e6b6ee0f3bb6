import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Choice } from '../src/consent/choice.ts'
import { recordChoices } from '../src/consent/record-choices.ts'
import type { Keeper } from '../src/keeper/keeper.ts'
import { openKeeper } from '../src/keeper/open-keeper.ts'
import { openTransport } from '../src/messages/deliver.ts'
import { draftMailing } from '../src/messages/draft-mailing.ts'
import type { MailingDraft } from '../src/messages/mailing.ts'
import { sendDue } from '../src/messages/send-due.ts'
import type { Sending } from '../src/messages/sending.ts'
import { startSending } from '../src/messages/start-sending.ts'
import { registerPeople, type Registration } from '../src/people/register-people.ts'
import type { Settings } from '../src/plumbing/config.ts'
import type { ContactPointId, MailingId, PersonId } from '../src/values/ids.ts'
import type { TestDatabase } from './database.ts'
import { INDEX_KEY, ORIGIN } from './register.ts'
import { SENDER } from './sender.ts'

/** A real keeper in a folder of its own. */
export async function testKeeper(now: Date): Promise<Keeper> {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-keeper-'))
  const keeper = await openKeeper({ url: pathToFileURL(folder).href, keyName: 'test.example/ledger', mayCreate: true, now })
  after(async () => {
    await keeper.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return keeper
}



/** Sends through `smtpUrl`, or into the outbox. */
export function sendingTo(keeper: Pick<Keeper, 'journal' | 'keys'>, smtpUrl: string | undefined, dkim?: Settings['dkim']): Sending {
  const transport = openTransport({ smtpUrl, mailFrom: SENDER, dkim })
  after(() => transport.close())
  return { keeper, transport, publicUrl: 'https://kund.provbolaget.example' }
}

/** Sends all that is due; an unexpected error fails the test. */
export async function sendAll(database: TestDatabase, sending: Sending, more: { lanes?: number; batch?: number } = {}): Promise<number> {
  const errors: unknown[] = []
  const worked = await sendDue(database, sending, { by: 'test', onError: (error) => errors.push(error), ...more })
  if (errors.length > 0) throw new AggregateError(errors, 'errors while sending')
  return worked
}

export const NEWS: MailingDraft = {
  kind: 'mailing', name: 'Nyheter i mars', purposes: ['news'], channel: 'email', about: null, audience: { where: [] },
  content: {
    sv: { subject: 'Nytt i mars, {{given_name|kund}}', body: 'Hej {{given_name|du}}!\n\n**Nya** varor finns i [butiken](https://butik.example/).' },
    nb: { subject: 'Nytt i mars, {{given_name|kunde}}', body: 'Hei {{given_name|du}}!\n\nNye varer.' },
    en: { subject: 'New in March, {{given_name|customer}}', body: 'Hello {{given_name|there}}!\n\nNew goods.' },
  },
}

export const ASK: MailingDraft = {
  kind: 'ask', name: 'Fråga om evenemang', purposes: ['events'], channel: 'email', about: null, audience: { where: [] },
  content: { sv: { subject: 'En fråga till dig', body: 'Vi vill gärna veta vad du vill ha från oss.' }, nb: { subject: 'Et spørsmål til deg', body: 'Vi vil gjerne vite hva du vil ha.' }, en: { subject: 'A question for you', body: 'We would like to know.' } },
}

/** A mailing that is on its way: drafted and started. */
export async function started(database: TestDatabase, draft: MailingDraft): Promise<MailingId> {
  return database.write(async (tx) => {
    const mailingId = await draftMailing(tx, draft, 'test')
    await startSending(tx, mailingId)
    return mailingId
  })
}

export interface Reader { personId: PersonId; contactPointId: ContactPointId; address: string }

/** Customers with a proved address. */
export async function readers(database: TestDatabase, count: number, more: (index: number) => Partial<Registration> & { address?: string } = () => ({})): Promise<Reader[]> {
  const registrations = Array.from({ length: count }, (_, index) => {
    const { address = `reader${index}@example.org`, ...rest } = more(index)
    return {
      country: 'SE', values: { given_name: `Läsare ${index}` }, contactPoints: [{ kind: 'email' as const, value: address, canonical: address }], identifiers: [],
      grounds: [{ purpose: 'contract', basis: 'contract' as const }], ...rest,
    }
  })
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, registrations, ORIGIN))
  await database.superuser('update contact_point set verified_at = $1, verified_how = $2 where person_id = any ($3::uuid[]) and verified_at is null', [database.now, 'test', personIds])
  const { rows } = await database.superuser('select person_id, contact_point_id, value from contact_point where person_id = any ($1::uuid[])', [personIds])
  const byPerson = new Map(rows.map((row: { person_id: PersonId; contact_point_id: ContactPointId; value: string }) => [row.person_id, row]))
  return personIds.map((personId) => ({ personId, contactPointId: byPerson.get(personId)!.contact_point_id, address: byPerson.get(personId)!.value }))
}

export function choiceOf(reader: Reader, more: Partial<Choice>): Choice {
  return {
    personId: reader.personId, kind: 'given', purpose: 'news', channel: 'email', contactPointId: reader.contactPointId, frequency: null, surface: 'web',
    language: 'sv', actor: { kind: 'person', id: reader.personId }, wording: null, evidence: {}, ...more,
  }
}

/** Readers who have said yes to news by e-mail. */
export async function subscribers(database: TestDatabase, keeper: Pick<Keeper, 'journal'>, count: number, more?: Parameters<typeof readers>[2]): Promise<Reader[]> {
  const all = await readers(database, count, more)
  await database.write((tx) => recordChoices(tx, keeper, all.map((one) => choiceOf(one, {}))))
  return all
}
