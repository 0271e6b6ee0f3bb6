import type { z } from '@hono/zod-openapi'
import { noOfCallWish } from '../../consent/call-wish.ts'
import { NO_KINDS, type Choice, type Refusal } from '../../consent/choice.ts'
import { withKeptRates } from '../../anonymity/statistic.ts'
import { selectStatistics } from '../../anonymity/statistics.sql.ts'
import { selectConsentRates } from '../../consent/consent-rates.sql.ts'
import { issueReceipt } from '../../consent/issue-receipt.ts'
import { kindOfNo } from '../../consent/kind-of-no.ts'
import type { Recording } from '../../consent/record-choices.ts'
import { rehearseChoices as rehearse } from '../../consent/rehearse-choices.ts'
import type { Surface } from '../../ledger/entry.ts'
import { customerUrl } from '../../messages/customer-paths.ts'
import { selectPeople } from '../../people/people.sql.ts'
import { fieldsInScope, groundsInScope, isInScope } from '../../people/scope.ts'
import { selectContactPoints, selectOwnLanguages, type ContactPoint } from '../../people/values.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { selectCatalogue, type PublishedCatalogue, type PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import { phoneScript } from '../../purposes/phone-script.ts'
import { questionWording, type Wording } from '../../purposes/wording.ts'
import type { ContactPointId, PersonId } from '../../values/ids.ts'
import { languageOf, t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { repeatAnswer } from '../idempotency.ts'
import { failureOf, problemBody } from '../problem.ts'
import type { Answer, Said as Recorded, Saying, SayersAtDoor } from '../saying.ts'
import { refuseChoices, refuseStrangers, scopeFor, scopeIn, seesField } from '../staff/key-scope.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import type { Api } from './api-door.ts'
import { getConsentRates, getReceipt, getScripts, recordChoices, rehearseChoices, type newChoice, type ChoiceRehearsal, type EVIDENCE_KINDS, type RecordedChoices } from './choices-resource.ts'
import { ALL } from './contract.ts'
import { dayInWords, readerLanguage, untilAnswer } from './reader.ts'

type Said = z.output<typeof newChoice>
type RecordedChannel = RecordedChoices['recorded'][number]['channel']

/** Where the person said it, by what it left behind. */
const SURFACE: Record<(typeof EVIDENCE_KINDS)[number], Surface> = {
  slip: 'letter', 'call-note': 'phone', counter: 'counter', letter: 'letter', mail: 'mail', api: 'api',
}

export function addChoicesRoutes(api: Api, house: House): void {
  api.openapi(recordChoices, async (c) => {
    const language = readerLanguage(c)
    const personId = c.req.valid('param').id as PersonId
    const request = c.get('idempotent')
    const { told, ...saying } = sayingOf(c.get('actor'), language, personId, c.req.valid('json').choices)
    const heard = await house.recorder.record({
      ...saying,
      answer: (said) => {
        refuseIfAllRefused(said.recording)
        return { status: 200, body: JSON.stringify(told(said)) }
      },
      ...(request && { once: { request, refusal: (problem) => problemKept(language, problem, house) } }),
    })
    if (heard.earlier) return repeatAnswer(c, request!, heard.earlier) as never
    // The very text that is kept for when the same request comes again.
    return c.body(heard.answer!.body, 200, { 'content-type': 'application/json' }) as never
  })

  api.openapi(rehearseChoices, async (c) => {
    const language = readerLanguage(c)
    const personId = c.req.valid('param').id as PersonId
    const answer = await house.database.read(async (tx) => {
      if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
      const scope = await scopeFor(tx, c.get('actor'))
      await refuseStrangers(tx, scope, [personId])
      const catalogue = await selectCatalogue(tx)
      refuseUnknownPurposes(c.req.valid('json').choices, catalogue)
      const points = await selectContactPoints(tx, [personId])
      const rehearsal = await rehearse(tx, c.req.valid('json').choices.map((said) => toChoice(said, personId, c.get('actor'), language, catalogue, points)))
      const seen = (one: { fieldKey: string }) => seesField(scope, one.fieldKey)
      return rehearsalAnswer(language, { ...rehearsal, ends: rehearsal.ends.filter(seen), stays: rehearsal.stays.filter(seen) }, catalogue)
    })
    await house.looks.note({ actor: c.get('actor'), why: 'choice', people: [{ personId, fields: ['choices', ...[...answer.ends, ...answer.stays].map((one) => one.field)] }] })
    return c.json(answer, 200)
  })
}

/** The words that are read out on the telephone, in the person's own language where it is known. */
export function addScriptsRoute(api: Api, house: House): void {
  api.openapi(getScripts, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const answer = await house.database.read(async (tx) => {
      if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
      await refuseStrangers(tx, await scopeFor(tx, c.get('actor')), [personId])
      const own = languageOf((await selectOwnLanguages(tx, [personId])).get(personId) ?? '')
      const language = c.req.valid('query').language ?? own ?? ((await selectInstallation(tx))!.controller.country === 'NO' ? 'nb' : 'sv')
      const { purposes } = await selectCatalogue(tx)
      return { language, scripts: purposes.flatMap((purpose) => purpose.channels.flatMap((channel) => {
        const script = phoneScript(purpose, channel, language)
        return script ? [{ purpose: purpose.key, channel, words: script.text, wording: script.wordingId.toString('hex') }] : []
      })) }
    })
    await house.looks.note({ actor: c.get('actor'), why: 'choice', people: [{ personId, fields: ['language'] }] })
    return c.json(answer, 200)
  })
}

/** What one person says, as a caller of the API brings it, and what the caller is told of it afterwards. */
export function sayingOf(actor: StaffActor, language: Language, personId: PersonId, choices: readonly Said[]): Saying & { told(said: Recorded): RecordedChoices } {
  let [names, mayTell]: [PublishedCatalogue | undefined, (field: string) => boolean] = [undefined, () => true]
  return {
    personId,
    onlyNoes: choices.every((said) => (NO_KINDS as readonly string[]).includes(said.kind)),
    choices: (sayers) => {
      const { catalogue, points } = sayers
      names = catalogue
      mayTell = bound(actor, personId, sayers, choices)
      refuseUnknownPurposes(choices, catalogue)
      const recorded = choices.map((said) => toChoice(said, personId, actor, language, catalogue, points.get(personId) ?? []))
      // What a wish brings with it stands behind, so that each refusal still names its place in what was sent.
      return [...recorded, ...recorded.flatMap((one) => noOfCallWish(one, one.evidence['calls']))]
    },
    tell: { to: 'known', language },
    told: (said) => recordedAnswer(language, said, names!, mayTell),
  }
}

/** Holds whoever is bound to their bounds under the lock on the person, and tells which fields they may be told of. */
function bound(actor: StaffActor, personId: PersonId, { catalogue, grounds, standings, blocks, now }: SayersAtDoor, choices: readonly Said[]): (field: string) => boolean {
  const scope = scopeIn(catalogue, actor)
  if (!scope) return () => true
  const restrictions = [...standings.get(personId)!.restrictions.values()]
  const seen = groundsInScope(scope, grounds.get(personId) ?? [], restrictions, now)
  refuseChoices(actor, scope, isInScope(scope, seen), choices)
  const fields = fieldsInScope(scope, seen, restrictions, (blocks.get(personId) ?? []).map((block) => block.fieldKey))
  return (field) => fields.has(field)
}

/** A no to a purpose that was retired still counts; a no to a word that never was one is a slip of the key, and would protect nobody. */
function refuseUnknownPurposes(choices: readonly Said[], catalogue: PublishedCatalogue): void {
  for (const [index, { kind, purpose }] of choices.entries()) {
    if (kind === 'given' || purpose === ALL || catalogue.purposes.some((one) => one.key === purpose)) continue
    if (!catalogue.retired.includes(purpose)) throw new Problem('invalid', { text: 'api.purpose-unknown', field: `choices.${index}.purpose` })
  }
}

/** A refusal as it is kept with its request. */
function problemKept(language: Language, problem: Problem, house: House): Answer {
  const failure = failureOf(problem, house.log)
  return { status: failure.status, body: problemBody(language, failure) }
}

/** Receipts and rates of what people have said. */
export function addReceiptRoutes(api: Api, house: House): void {
  api.openapi(getReceipt, async (c) => {
    const { id, seq } = c.req.valid('param')
    const desk = { keeper: house.keeper, tree: house.tree, url: customerUrl(house.publicUrl, 'frontDoor') }
    const receipt = await house.database.read(async (tx) => {
      await refuseStrangers(tx, await scopeFor(tx, c.get('actor')), [id as PersonId])
      return issueReceipt(tx, desk, id as PersonId, seq, readerLanguage(c))
    })
    await house.looks.note({ actor: c.get('actor'), why: 'receipt', people: [{ personId: id as PersonId, fields: ['choices'] }] })
    // The bytes are signed, so they go out as they are; the framework would have an object here.
    return c.body(receipt, 200, { 'content-type': 'application/ld+json', 'content-disposition': `attachment; filename="receipt-${id}-${seq}.json"` }) as never
  })

  api.openapi(getConsentRates, async (c) => {
    const { purpose } = c.req.valid('query')
    // What is kept of the forgotten does not know the purpose.
    const { surfaces, months } = await house.database.report(async (tx) => withKeptRates(await selectConsentRates(tx, purpose), purpose === undefined ? await selectStatistics(tx) : []))
    return c.json({ surfaces: surfaces.map((each) => ({ ...each, rate: each.asked === 0 ? null : each.yes / each.asked })), months }, 200)
  })
}

/** What was sent as something to record. A key marked so speaks for the person; any other system only for itself (rule D9). */
function toChoice(said: Said, personId: PersonId, actor: StaffActor, language: Language, catalogue: PublishedCatalogue, points: readonly ContactPoint[]): Choice {
  if ((said.kind === 'wished') !== (said.calls !== undefined)) throw new Problem('invalid', { text: 'api.calls-of-wish', field: 'calls' })
  const purpose = catalogue.purposes.find((one) => one.key === said.purpose)
  const asked = said.kind === 'given' && purpose?.texts[language].question !== undefined
  const readOut = said.readOut && wordsReadOut(said, purpose)
  return {
    personId,
    kind: said.kind === 'withdrawn' || said.kind === 'objected' ? kindOfNo(purpose ?? null, said.channel === ALL ? null : said.channel) : said.kind,
    purpose: said.purpose === ALL ? null : said.purpose,
    channel: said.kind === 'wished' ? 'phone' : said.channel === ALL ? null : said.channel,
    contactPointId: (said.contactPointId as ContactPointId | undefined) ?? (asked ? onlyPoint(points, said.channel) : null),
    frequency: said.frequency ?? null,
    surface: actor.kind === 'key' ? 'api' : SURFACE[said.evidence.kind],
    language: readOut?.language ?? language,
    actor: actor.kind === 'key' && actor.speaksForPerson ? { kind: 'person', id: personId } : { kind: actor.kind === 'key' ? 'system' : 'staff', id: actorId(actor) },
    wording: readOut ?? (asked ? questionWording(purpose, language) : null),
    evidence: { ...said.evidence, ...(said.saidAt === undefined ? {} : { saidAt: said.saidAt }), ...(said.calls === undefined ? {} : { calls: said.calls }), ...(actor.kind === 'key' ? { key: actor.apiKeyId } : {}) },
  }
}

/** The words that a colleague says were read out, as they stand now. Throws conflict where they are others by now. */
function wordsReadOut({ readOut, channel }: Said, purpose: PublishedPurpose | undefined): Wording {
  const script = purpose && channel !== ALL ? phoneScript(purpose, channel, readOut!.language) : undefined
  if (script?.wordingId.toString('hex') !== readOut!.wording) throw new Problem('conflict', { text: 'api.script-changed', rule: 'L3', field: 'readOut' })
  return script!
}

/** The contact point that a channel would use, where there is no doubt about which. */
function onlyPoint(points: readonly ContactPoint[], channel: string): ContactPointId | null {
  const kind = ({ email: 'email', sms: 'phone', phone: 'phone', letter: 'postal' } as Record<string, ContactPoint['kind']>)[channel]
  const [only, ...others] = points.filter((point) => point.kind === kind)
  return only && others.length === 0 ? only.contactPointId : null
}

function refuseIfAllRefused(recording: Recording | undefined): void {
  const refusals = recording?.outcomes.flatMap((one) => ('refusal' in one ? [one.refusal] : [])) ?? []
  const [first] = refusals
  if (!first || refusals.length < recording!.outcomes.length) return
  throw new Problem(first.text.endsWith('person-unknown') ? 'not-found' : 'refused', { rule: first.rule, text: first.text, ...(first.field ? { field: `choices.0.${first.field}` } : {}) })
}

/** What was recorded, each with the ledger's signed promise to take it in (rule L5). */
function recordedAnswer(language: Language, { recording, promises, inFlight }: Recorded, catalogue: PublishedCatalogue, mayTell: (field: string) => boolean): RecordedChoices {
  const outcomes = recording?.outcomes ?? []
  return {
    recorded: outcomes.flatMap((one) => ('entry' in one ? [one.entry] : [])).map((entry, index) => ({
      seq: entry.seq, kind: entry.kind, purpose: entry.purpose ?? ALL, channel: (entry.channel ?? ALL) as RecordedChannel, at: entry.at.toISOString(), promise: promises[index]!,
    })),
    refused: outcomes.flatMap((one, choice) => ('refusal' in one ? [{ choice, ...refusalInWords(language, one.refusal) }] : [])),
    ended: (recording?.ended ?? []).filter(({ fieldKey }) => mayTell(fieldKey)).map(({ fieldKey }) => ({ field: fieldKey, label: fieldLabel(language, fieldKey, catalogue) })),
    inFlight,
  }
}

function rehearsalAnswer(language: Language, rehearsal: Awaited<ReturnType<typeof rehearse>>, catalogue: PublishedCatalogue): ChoiceRehearsal {
  return {
    ends: rehearsal.ends.map(({ fieldKey, at }) => {
      const label = fieldLabel(language, fieldKey, catalogue)
      return { field: fieldKey, label, at: at.toISOString(), sentence: t(language, 'api.value-ends', { field: label, day: dayInWords(language, at) }) }
    }),
    stays: rehearsal.stays.map(({ fieldKey, purposes, until }) => ({
      field: fieldKey,
      label: fieldLabel(language, fieldKey, catalogue),
      purposes: purposes.map((purpose) => ({ purpose, label: catalogue.purposes.find((one) => one.key === purpose)?.texts[language].name ?? purpose })),
      until: untilAnswer(language, until),
    })),
    refused: rehearsal.refusals.map((refusal) => refusalInWords(language, refusal)),
  }
}

function refusalInWords(language: Language, { rule, text }: Refusal): { rule: string; sentence: string } {
  return { rule, sentence: t(language, text) }
}

function fieldLabel(language: Language, key: string, catalogue: PublishedCatalogue): string {
  return catalogue.fields.find((field) => field.key === key)?.texts[language].name ?? key
}
