import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { chinookCsv } from '../../test/chinook.ts'
import { northwindCsv } from '../../test/northwind.ts'
import { NO_SHARED_DATA } from '../../test/shared-data.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { searchKey } from '../values/search-key.ts'
import { LANGUAGES, t as say } from '../values/text.ts'
import { COLUMN_NAMES, NOT_HELD } from './column-names.ts'
import { readTable } from './read-table.ts'
import { RECOGNITION_REASONS, recogniseColumns, type ColumnProposal } from './recognise-columns.ts'

const HINTS = { country: 'SE' as CountryCode, today: '2026-11-22' as LocalDate }

function recognise(header: string[], ...rows: string[][]): ColumnProposal[] {
  return [...recogniseColumns(header, rows, HINTS).columns]
}

/** The field proposed for each column. */
function fields(header: string[], ...rows: string[][]): Array<string | null> {
  return recognise(header, ...rows).map((proposal) => proposal.field)
}

for (const [name, csv] of [['chinook', chinookCsv], ['northwind', northwindCsv]] as const) {
  test(`every column of ${name}'s customers is recognised as written down before`, async (t) => {
    const text = csv()
    if (!text) return t.skip(NO_SHARED_DATA)
    const expected = JSON.parse(readFileSync(join(import.meta.dirname, `../../test/stories/expected/${name}.json`), 'utf8')) as { columns: Record<string, string | null> }
    const table = await readTable(Buffer.from(text))
    const { columns, headerLooksLikeData } = recogniseColumns(table.header, [...table.rows()].map((row) => row.cells), HINTS)
    assert.deepEqual(Object.fromEntries(columns.map(({ header, field }) => [header, field])), expected.columns)
    assert.equal(headerLooksLikeData, false)
    for (const { field, confidence, header } of columns) if (field) assert.equal(confidence, 'high', header)
    assert.equal(columns.find(({ header }) => header.toLowerCase() === 'fax')!.reason, 'not-held')
  })
}

test('headers of Swedish, Norwegian, German and shop exports are recognised', () => {
  assert.deepEqual(fields(['Förnamn', 'Efternamn', 'E-postadress', 'Mobilnr', 'Gatuadress', 'Postnr', 'Postort', 'Land', 'Kundnr', 'Födelsedatum', 'Personnummer', 'Org.nr', 'Språk', 'Intressen', 'Företag', 'Befattning', 'Län']),
    ['given_name', 'family_name', 'email', 'phone', 'street', 'postal_code', 'city', 'country', 'customer_number', 'birth_date', 'identity_number', 'organisation_number', 'language', 'interests', 'company_name', 'title', 'region'])
  assert.deepEqual(fields(['Fornavn', 'Etternavn', 'E-post', 'Tlf', 'Adresse', 'Postnummer', 'Poststed', 'Fødselsdato', 'Fødselsnummer', 'Organisasjonsnummer', 'Kundenummer', 'Bedrift', 'Stilling', 'Fylke']),
    ['given_name', 'family_name', 'email', 'phone', 'street', 'postal_code', 'city', 'birth_date', 'identity_number', 'organisation_number', 'customer_number', 'company_name', 'title', 'region'])
  assert.deepEqual(fields(['Vorname', 'Nachname', 'E-Mail', 'Straße', 'PLZ', 'Ort', 'Geburtsdatum', 'Kundennummer', 'Firma']),
    ['given_name', 'family_name', 'email', 'street', 'postal_code', 'city', 'birth_date', 'customer_number', 'company_name'])
  assert.deepEqual(fields(['First Name', 'LAST_NAME', 'Email Address', 'Accepts Email Marketing', 'Accepts SMS Marketing', 'Address1', 'Address2', 'Zip', 'Province', 'OPTIN_TIME', 'Phone', 'Note', 'Tags', 'Last order date']),
    ['given_name', 'family_name', 'email', 'consent', 'consent', 'street', 'street', 'postal_code', 'region', 'consent_time', 'phone', null, null, 'last_purchase_at'])
})

test('the contact exports of LinkedIn, of Google and of phones are recognised', () => {
  assert.deepEqual(fields(['First Name', 'Last Name', 'URL', 'Email Address', 'Company', 'Position', 'Connected On']), ['given_name', 'family_name', null, 'email', 'company_name', 'title', null])
  assert.deepEqual(fields(['First Name', 'Last Name', 'Organization Name', 'Organization Title', 'Birthday', 'Notes', 'Labels', 'E-mail 1 - Label', 'E-mail 1 - Value', 'E-mail 2 - Value', 'Phone 1 - Label', 'Phone 1 - Value', 'Address 1 - Street', 'Address 1 - City', 'Address 1 - Postal Code']),
    ['given_name', 'family_name', 'company_name', 'title', 'birth_date', null, null, null, 'email', 'email', null, 'phone', 'street', 'city', 'postal_code'])
  assert.deepEqual(fields(['Given Name', 'Family Name', 'E-mail 1 - Type', 'E-mail 1 - Value', 'Organization 1 - Name', 'Organization 1 - Title']), ['given_name', 'family_name', null, 'email', 'company_name', 'title'])
})

test('an answer is told from a no, with the channel its header names', () => {
  const answers = recognise(['Nyhetsbrev', 'SMS-samtycke', 'Reklamspärr', 'Unsubscribed', 'Do not call', 'Opt out of newsletter', 'Samtykke e-post', 'Ingen reklam per brev', 'Consent', 'Samtyckesdatum', 'Consent text', 'E-post OK', 'Nix'])
  assert.deepEqual(answers.map(({ field, channel }) => [field, channel]), [['consent', 'email'], ['consent', 'sms'], ['objection', undefined], ['objection', undefined], ['objection', 'phone'], ['objection', 'email'], ['consent', 'email'],
    ['objection', 'letter'], ['consent', undefined], ['consent_time', undefined], ['consent_wording', undefined], ['consent', 'email'], ['objection', 'phone']])
})

test('the day of an answer is told from the answer, whichever word comes first', () => {
  const days = ['Datum samtycke', 'Samtyckesdatum', 'Samtycke, datum', 'Consent date', 'Date of consent', 'Newsletter opt-in date', 'Dato samtykke', 'Samtykkedato', 'Tidpunkt för samtycke', 'När gavs samtycket', 'Nyhetsbrev datum']
  for (const header of days) assert.deepEqual(fields([header], ['2025-03-04']), ['consent_time'], header)
  assert.deepEqual(fields(['Samtycke', 'Datum samtycke'], ['Ja', '2025-03-04']), ['consent', 'consent_time'])
  assert.deepEqual(fields(['Datum'], ['2025-03-04']), [null])
})

test('the reason and the confidence say how the proposal came about', () => {
  const rows = ['a', 'b', 'c', 'd'].map((letter, index) => [`${letter}@example.se`, `${letter}@example.se`, letter, '', 'Herr', '3/4/2026', `2${index}/1/2026`])
  const proposals = recognise(['E-post', 'Kolumn7', 'Mobil', 'Tom', 'Titel', 'Född', 'Senaste köp'], ...rows)
  assert.deepEqual(proposals.map(({ field, reason, confidence, fitting, filled, order }) => [field, reason, confidence, fitting, filled, order]), [
    ['email', 'header-and-values', 'high', 4, 4, undefined],
    ['email', 'values-only', 'low', 4, 4, undefined],
    ['phone', 'header-but-other-values', 'low', 0, 4, undefined],
    [null, 'empty', 'none', undefined, 0, undefined],
    [null, 'salutation', 'high', undefined, 4, undefined],
    ['birth_date', 'header-but-other-values', 'low', 0, 4, undefined],
    ['last_purchase_at', 'header-and-values', 'high', 4, 4, 'day-first'],
  ])
  assert.equal(recognise(['Jobbmejl', 'Mejl (privat)'], ['a@example.se', 'b@example.se'])[1]!.confidence, 'medium')
})

test('every reason has its sentence', () => {
  for (const reason of RECOGNITION_REASONS) for (const language of LANGUAGES) assert.ok(say(language, `imports.recognised.${reason}`, { fitting: 3, filled: 4 }).length > 10)
})

test('of two columns for one field the surer one keeps it', () => {
  assert.deepEqual(recognise(['Ort', 'Stad', 'E-post', 'E-post 2', 'Mobil', 'Telefon hem']).map(({ field, reason }) => [field, reason]), [['city', 'header'], [null, 'taken'], ['email', 'header'], ['email', 'header'], ['phone', 'header'], ['phone', 'header']])
  assert.deepEqual(fields(['Födelsedatum', 'Birthday'], ['okänt', '1980-01-01']), [null, 'birth_date'])
})

test('identity numbers are told whatever the header says', () => {
  const numbers = ['19090527-1474', '200002292399', '570428-9999']
  const rows = numbers.map((number) => [number, number, number])
  const proposals = recognise(['Kundnr', 'x', 'Orgnr'], ...rows)
  assert.deepEqual(proposals.map(({ field, reason }) => [field, reason]), [['identity_number', 'identity-numbers'], ['identity_number', 'identity-numbers'], ['organisation_number', 'header-and-values']])
})

test('nothing is proposed for what is not known, and a missing header is told', () => {
  assert.deepEqual(fields(['Id', 'Typ', 'Status', 'Created by', 'SupportRepId', '__proto__', 'constructor'], ['1', '2', '3', '4', '5', '6', '7']), [null, null, null, null, null, null, null])
  assert.equal(recogniseColumns(['Maria Larsson', 'maria@example.se'], [], HINTS).headerLooksLikeData, true)
  assert.equal(recogniseColumns(['19090527-1474'], [], HINTS).headerLooksLikeData, true)
})

test('the header names are spelled as they are compared, and none means two fields', () => {
  const seen = new Map<string, string>()
  for (const [field, names] of [...Object.entries(COLUMN_NAMES), ['not held', [...NOT_HELD]] as const]) {
    for (const name of names) {
      assert.equal(searchKey(name.replace(/[^\p{L}\p{N}]+/gu, ' ')), name)
      const compact = name.replaceAll(' ', '')
      assert.ok(!seen.has(compact) || seen.get(compact) === field, `${name}: ${field} and ${seen.get(compact)}`)
      seen.set(compact, field)
    }
  }
})

test('exports of other programs are known by their headers, and a no in them is a no whatever the column is called', () => {
  const known = (header: string[], ...rows: string[][]) => {
    const { program, columns } = recogniseColumns(header, rows, HINTS)
    return [program, ...columns.filter(({ field }) => field !== null).map(({ header: name, field, channel }) => [name, field, channel].filter(Boolean).join(' '))]
  }
  assert.deepEqual(known(['Email Address', 'First Name', 'Last Name', 'MEMBER_RATING', 'OPTIN_TIME', 'OPTIN_IP', 'CONFIRM_TIME', 'CONFIRM_IP', 'LATITUDE', 'REGION', 'LEID', 'EUID', 'NOTES', 'TAGS']),
    ['mailchimp', 'Email Address email', 'First Name given_name', 'Last Name family_name', 'CONFIRM_TIME consent_time'])
  assert.deepEqual(known(['Email Address', 'First Name', 'MEMBER_RATING', 'OPTIN_TIME', 'CONFIRM_TIME', 'UNSUB_TIME', 'UNSUB_CAMPAIGN_TITLE', 'UNSUB_REASON', 'LEID', 'EUID']),
    ['mailchimp-unsubscribed', 'Email Address email', 'First Name given_name', 'UNSUB_TIME objection email'])
  assert.deepEqual(known(['Email Address', 'CLEAN_TIME', 'CONFIRM_TIME', 'LEID', 'EUID']), ['mailchimp-cleaned', 'Email Address email'])
  assert.deepEqual(known(['Record ID', 'First Name', 'Last Name', 'Email', 'Phone Number', 'Primary Company', 'Contact owner', 'Marketing contact status', 'Unsubscribed from all email', 'Opted out of email: Marketing Information', 'Create Date']),
    ['hubspot', 'First Name given_name', 'Last Name family_name', 'Email email', 'Phone Number phone', 'Primary Company company_name', 'Unsubscribed from all email objection email', 'Opted out of email: Marketing Information objection email'])
  assert.deepEqual(known(['Email', 'Portal Bounce', 'Portal Unsubscribe', 'Portal Spam Report', 'Marketing Information']), ['hubspot-noes', 'Email email', 'Portal Unsubscribe objection email', 'Portal Spam Report objection email'])
  assert.deepEqual(known(['Person ID', 'Förnamn', 'Efternamn', 'Företag', 'E-post', 'Direkttelefon', 'Inga utskick', 'Vår kontakt']),
    ['superoffice', 'Förnamn given_name', 'Efternamn family_name', 'Företag company_name', 'E-post email', 'Direkttelefon phone', 'Inga utskick objection'])
  assert.deepEqual(known(['Person ID', 'Fornavn', 'Etternavn', 'Firma', 'E-post', 'Direktetelefon', 'Ingen utsendelser'])[0], 'superoffice')
  assert.equal(known(['Email Address', 'First Name', 'OPTIN_TIME'])[0], null, 'two headers of Mailchimp alone are not enough')
})
