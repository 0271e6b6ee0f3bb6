import { CHANNELS, type Channel } from '../../law/channel.ts'
import { OPERATORS, type Condition } from '../../decisions/audience.ts'
import { decideFor } from '../../decisions/decide-for.ts'
import { USES, type Use } from '../../decisions/facts.ts'
import { findAudience } from '../../decisions/find-audience.ts'
import { findPeople } from '../../people/find-people.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Settings } from '../../plumbing/config.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { maskSensitive } from '../../rights/mask-sensitive.ts'
import { showPerson, type HeldContactPoint, type HeldValue, type PersonView } from '../../rights/show-person.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import { isId, type PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import { sourceInWords, untilAnswer } from '../api/reader.ts'
import type { House } from '../house.ts'
import { printAnswer, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

export async function answerDecision(settings: Settings, words: Words): Promise<boolean> {
  const purpose = needed(words, 'purpose')
  const channel = channelOf(words)
  const use = useOf(words)
  return withHouse(settings, async (house) => {
    const personId = await onePerson(house, needed(words, 'person'))
    const [decision] = await house.database.read((tx) => decideFor(tx, [personId], [{ purpose, channel, use, about: words.options['about'] ?? null }]))
    const language = shellLanguage()
    const sentence = t(language, decision!.text, decision!.parameters)
    const change = decision!.wouldChange ? t(language, decision!.wouldChange, decision!.parameters) : null
    const { allowed, rule, article, basis, groundId, entrySeq, obligations } = decision!
    printAnswer(words.flags.has('json'),
      { person: personId, purpose, channel, use, allowed, rule, article, sentence, basis, groundId, entrySeq, wouldChange: change, obligations },
      [`${t(language, allowed ? 'shell.yes' : 'shell.no')}  ${rule}  ${sentence}  (${article})`, ...(change ? [change] : [])])
    return true
  })
}

export async function answerAudience(settings: Settings, words: Words): Promise<boolean> {
  const purpose = needed(words, 'purpose')
  const channel = channelOf(words)
  const where = (words.lists['where'] ?? []).map(parseCondition)
  return withHouse(settings, async (house) => {
    const language = shellLanguage()
    const audience = await house.database.read((tx) =>
      findAudience(tx, { purpose, channel, use: 'send', about: words.options['about'] ?? null }, where, { limit: AUDIENCE_SHOWN }))
    const reasons = audience.reasons.map((one) => ({ ...one, sentence: t(language, one.text, { channel }) }))
    printAnswer(words.flags.has('json'),
      { purpose, channel, matching: audience.matching, permitted: audience.permitted, notPermitted: audience.matching - audience.permitted, reasons, people: audience.people, next: audience.next },
      [
        t(language, 'shell.audience', { permitted: audience.permitted, matching: audience.matching }),
        ...reasons.map((one) => `${String(one.count).padStart(8)}  ${one.rule.padEnd(5)} ${one.sentence}`),
        ...audience.people.map((one) => `          ${one.personId}  ${one.name}`),
      ])
    return true
  })
}

const AUDIENCE_SHOWN = 20

export async function showOnePerson(settings: Settings, words: Words): Promise<boolean> {
  const [who] = words.plain
  if (!who) throw new StartRefused('person takes an id or an e-mail address.')
  return withHouse(settings, async (house) => {
    const language = shellLanguage()
    const personId = await onePerson(house, who)
    const view = await house.database.read((tx) => showPerson(tx, house.keeper.keys.identifierIndex, personId, house.keeper.keyRoom).then(maskSensitive))
    const told = heldInWords(language, view)
    const width = Math.max(0, ...told.map(({ what }) => what.length))
    const held = told.map(({ what, value, one: { grounds, provenance, until } }) => ({
      what, value, purposes: [...new Set(grounds.map(({ purpose }) => purpose))], source: provenance?.source ?? null,
      recordedAt: provenance?.recordedAt.toISOString() ?? null, until: until.kind === 'date' ? until.at.toISOString().slice(0, 10) : until.kind === 'event' ? until.waitsFor : null,
    }))
    printAnswer(words.flags.has('json'),
      { id: personId, name: view.name, country: view.person.country, capacity: view.person.capacity, held, grounds: view.grounds },
      [view.name, ...told.flatMap(({ what, value, why }) => [`  ${what.padEnd(width)}  ${Array.isArray(value) ? value.join(', ') : String(value)}`, `  ${''.padEnd(width)}  ${why}`])])
    return true
  })
}

/** Each thing held of a person: for which purposes, from where and until when, in the reader's words. */
function heldInWords(language: Language, view: PersonView) {
  const fieldName = (key: string) => view.catalogue.fields.find((field) => field.key === key)?.texts[language].name ?? key
  const purposeName = (key: string) => view.catalogue.purposes.find((purpose) => purpose.key === key)?.texts[language].name ?? key
  const line = (what: string, value: unknown, one: HeldValue | HeldContactPoint) => ({
    what, value, one,
    why: [...new Set(one.grounds.map(({ purpose }) => purposeName(purpose))), one.provenance && sourceInWords(language, one.provenance.source), untilAnswer(language, one.until).sentence]
      .filter(Boolean).join(' · '),
  })
  return [
    ...view.values.map((one) => line(one.field.texts[language].name, one.value, one)),
    ...view.contactPoints.map((one) => line(fieldName(POINT_FIELD[one.kind]), one.value, one)),
  ]
}

const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

/** The person by id, or by an e-mail address that only one person has. */
export async function onePerson(house: House, who: string): Promise<PersonId> {
  if (isId(who)) return who as PersonId
  const email = parseEmail(who)
  if (isFault(email)) throw new Problem('invalid', { text: 'shell.person-unreadable', field: 'person' })
  const [found] = await house.database.read((tx) => findPeople(tx, house.keeper.keys.identifierIndex, [{ kind: 'email', canonical: email.canonical }]))
  if (found!.length === 0) throw new Problem('not-found', { text: 'shell.person-unknown', field: 'person' })
  // A shared address never identifies alone.
  if (found!.length > 1) throw new Problem('refused', { text: 'shell.person-shared', field: 'person', parameters: { ids: found!.join(' ') } })
  return found![0]!
}

function needed(words: Words, option: string): string {
  const value = words.options[option]
  if (!value) throw new StartRefused(`--${option} is missing.`)
  return value
}

function channelOf(words: Words): Channel {
  const channel = needed(words, 'channel')
  if (!(CHANNELS as readonly string[]).includes(channel)) throw new StartRefused(`--channel takes one of ${CHANNELS.join(', ')}.`)
  return channel as Channel
}

function useOf(words: Words): Use {
  const use = words.options['use'] ?? 'send'
  if (!(USES as readonly string[]).includes(use)) throw new StartRefused(`--use takes one of ${USES.join(', ')}.`)
  return use as Use
}

const SIGNS: Record<string, Condition['op']> = { '=': 'is', '!=': 'is-not', '>=': 'at-least', '<=': 'at-most' }

/** `FIELD = VALUE`, or `FIELD has VALUE` with any of the operators by name. */
export function parseCondition(text: string): Condition {
  const [, field, sign, value] = /^\s*([a-z_]+)\s*(!=|>=|<=|=|[a-z-]+)\s*(.+?)\s*$/.exec(text) ?? []
  const op = sign === undefined ? undefined : (SIGNS[sign] ?? OPERATORS.find((one) => one === sign))
  if (!field || !op || value === undefined) throw new StartRefused(`--where takes FIELD = VALUE (or ${OPERATORS.join(', ')}), not: ${text}`)
  return { field, op, value } as Condition
}
