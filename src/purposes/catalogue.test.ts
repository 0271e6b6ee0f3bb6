import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BASES, rightsFor } from '../law/basis.ts'
import { CAPACITIES, CHANNELS } from '../law/channel.ts'
import { LANGUAGES, t } from '../values/text.ts'
import { checkCatalogue, type Catalogue } from './catalogue.ts'
import { CONTACT_FIELDS, PROFILE_FIELDS } from './field.ts'
import { starterCatalogue } from './starter-catalogue.ts'

const TODAY = '2026-11-22'
const PURPOSES = [
  'contract', 'invoicing', 'bookkeeping', 'service', 'prospects', 'trial', 'membership', 'rights', 'security',
  'news', 'tips', 'events', 'competitions', 'surveys', 'phone-follow-up', 'follow-up', 'analytics', 'recommendations',
]

/** The starter catalogue after a change, to see what the check says of it. */
function after(change: (catalogue: Catalogue) => void): string[] {
  const catalogue = structuredClone(starterCatalogue(TODAY))
  change(catalogue)
  return checkCatalogue(catalogue, TODAY).map((each) => `${each.rule} ${each.text.slice('purposes.problem.'.length)} ${each.purpose ?? each.field}`)
}

const find = (catalogue: Catalogue, key: string) => catalogue.purposes.find((each) => each.key === key)!

test('the starter catalogue has the eighteen purposes and can be published', () => {
  assert.deepEqual(starterCatalogue(TODAY).purposes.map((each) => each.key), PURPOSES)
  assert.deepEqual(after(() => {}), [])
})

test('every typed column and contact field is a field of the starter catalogue, and the sensitive ones are neither', () => {
  const fields = starterCatalogue(TODAY).fields
  const plain = fields.filter((each) => !each.sensitive).map((each) => each.key)
  assert.deepEqual(plain.toSorted(), [...PROFILE_FIELDS, ...CONTACT_FIELDS].toSorted())
  assert.deepEqual(fields.filter((each) => each.sensitive).map((each) => each.key), ['identity_number', 'passport_number', 'photo', 'health_note'])
})

test('H1: a field that no purpose needs cannot be published', () => {
  assert.deepEqual(after((each) => each.fields.push({ ...each.fields[0]!, key: 'shoe_size' })), ['H1 field-without-purpose shoe_size'])
})

test('H1: a purpose cannot need a field that is not there', () => {
  assert.deepEqual(after((each) => find(each, 'news').fields.push('shoe_size')), ['H1 field-unknown news'])
})

test('H6: neither marketing nor analysis may need a sensitive field', () => {
  assert.deepEqual(after((each) => find(each, 'news').fields.push('health_note')), ['H6 marketing-needs-sensitive news'])
  assert.deepEqual(after((each) => find(each, 'analytics').fields.push('identity_number')), ['H6 marketing-needs-sensitive analytics'])
  assert.deepEqual(after((each) => { each.fields.find((field) => field.key === 'health_note')!.sensitive = false }), ['H6 special-not-sensitive health_note'])
})

test('D4: marketing cannot rest on less than the law asks, and may rest on more', () => {
  const swedishMail = (catalogue: Catalogue) => find(catalogue, 'events').bases.find((line) => line.channel === 'email' && line.country === 'SE' && line.capacity === 'consumer')!
  assert.equal(swedishMail(starterCatalogue(TODAY)).basis, 'soft-opt-in')
  assert.deepEqual(after((each) => { swedishMail(each).basis = 'legitimate-interest' }), ['D4 basis-too-weak events'])
  assert.deepEqual(after((each) => { swedishMail(each).basis = 'contract' }), ['D4 basis-too-weak events'])
  assert.deepEqual(after((each) => { swedishMail(each).basis = 'consent' }), [])
  assert.deepEqual(after((each) => { find(each, 'service').bases[0]!.basis = 'soft-opt-in' }), ['D4 soft-opt-in-outside-marketing service', 'L3 text-missing service'])
})

test('D1: every channel has exactly one basis for each country and capacity', () => {
  assert.deepEqual(after((each) => find(each, 'news').bases.pop()), ['D1 basis-missing news'])
  assert.deepEqual(after((each) => find(each, 'news').bases.push(find(each, 'news').bases[0]!)), ['D1 basis-twice news'])
  assert.deepEqual(after((each) => { find(each, 'news').channels = [] }), ['D1 no-channel news'])
})

test('a purpose without its words, or a rule for how long, cannot be published', () => {
  assert.deepEqual(after((each) => { delete find(each, 'news').texts.nb.question }), ['L3 text-missing news'])
  assert.deepEqual(after((each) => { find(each, 'contract').texts.sv.description = '' }), ['L3 text-missing contract'])
  assert.deepEqual(after((each) => { find(each, 'contract').retention.months = -1 }), ['H3 retention-missing contract'])
  assert.deepEqual(after((each) => each.purposes.push(find(each, 'contract'))), ['H1 key-twice contract'])
})

test('groups, kinds, recipients and retention rules have words in every language', () => {
  for (const language of LANGUAGES)
    for (const purpose of starterCatalogue(TODAY).purposes) {
      assert.ok(t(language, `purposes.group.${purpose.group}`))
      assert.ok(t(language, `purposes.kind.${purpose.kind}`))
      for (const recipient of purpose.recipients) assert.ok(t(language, `purposes.recipient.${recipient}`))
      assert.ok(t(language, `purposes.retention.${purpose.retention.from}`, { months: purpose.retention.months }))
    }
  assert.match(t('sv', 'purposes.retention.ground-end', { months: 1 }), /1 månad /)
})

test('bases, rights, channels and capacities have words in every language', () => {
  const keys = [
    ...BASES.map((basis) => `basis.${basis}`), ...new Set(BASES.flatMap((basis) => rightsFor(basis, true).map((right) => `right.${right}`))),
    ...CHANNELS.map((channel) => `channel.${channel}`), ...CAPACITIES.map((capacity) => `capacity.${capacity}`),
  ]
  for (const language of LANGUAGES) for (const key of keys) assert.ok(t(language, `law.${key}`), key)
})
