import type { PersonDecision } from '../../decisions/decide-for.ts'
import type { Ground } from '../../people/ground.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { isAged } from '../../rights/aged-values.ts'
import type { HeldContactPoint, HeldValue, PersonView } from '../../rights/show-person.ts'
import { localDateIn } from '../../values/calendar.ts'
import { LANGUAGES, t, type Language } from '../../values/text.ts'
import { actorInWords, type ActorNames } from './actor-in-words.ts'
import { decisionInWords } from './decisions-routes.ts'
import { documentAnswer } from './documents-routes.ts'
import { personFlags } from './person-flags.ts'
import type { ChoiceState, HeldContactPoint as ContactPointAnswer, HeldField, Person, PersonChoice, PersonGround } from './person-resource.ts'
import { reachAnswer } from './reach-answer.ts'
import { sourceInWords, untilAnswer } from './reader.ts'

export interface PersonFindings {
  view: PersonView
  /** May the person be met for each of these purposes and channels? */
  decisions: readonly PersonDecision[]
  actorNames: ActorNames
  /** Other records of the same human. */
  records: Person['records']
  demo: boolean
  now: Date
}

/** Fields that tell where a person with protected identity lives: for named roles only, and there are none yet. */
const WHEREABOUTS: readonly string[] = ['street', 'postal_code', 'city', 'region']

/** Everything that is held of one person, in the reader's language. */
export function personAnswer(language: Language, findings: PersonFindings): Person {
  const { view, now } = findings
  const wish = view.values.find((held) => held.field.key === 'language')?.value
  return {
    id: view.person.personId,
    name: view.name,
    capacity: view.person.capacity,
    country: view.person.country,
    language: LANGUAGES.find((one) => one === wish) ?? null,
    flags: [...personFlags(view, now, localDateIn(RETENTION_ZONE, now)), ...(findings.demo ? ['demo' as const] : [])],
    recordedAt: view.person.createdAt.toISOString(),
    fields: view.values.map((held) => fieldAnswer(language, held, findings)),
    contactPoints: view.contactPoints.map((point) => contactPointAnswer(language, point, findings)),
    grounds: view.grounds.map((ground) => groundAnswer(language, ground, view)),
    relations: view.relations.map((one) => ({
      kind: one.kind,
      person: { id: one.direction === 'of' ? one.otherPersonId : one.personId, name: one.otherName },
      direction: one.direction,
      since: one.since.toISOString(),
      until: one.until?.toISOString() ?? null,
    })),
    choices: view.choices.map((choice) => choiceAnswer(language, choice, findings)),
    reach: reachAnswer(language, findings),
    callWish: view.callWish ? { wish: view.callWish.wish, at: view.callWish.at.toISOString(), by: saidBy(view.callWish.by) } : null,
    noToAllMarketing: view.noToAllMarketing ? { since: view.noToAllMarketing.since.toISOString() } : null,
    stopAsking: view.standing.stopAskingSince ? { since: view.standing.stopAskingSince.toISOString() } : null,
    restrictions: [...view.standing.restrictions.values()].map((one) => ({ purpose: one.purpose, field: one.fieldKey, since: one.since.toISOString() })),
    stage: view.stage,
    stageLabel: t(language, `lifecycle.stage.${view.stage}`),
    documents: view.documents.map((one) => documentAnswer(language, one, now)),
    holds: view.holds.map((one) => ({ id: one.holdId, item: { kind: one.itemKind, id: one.itemId }, reason: one.reason, since: one.since.toISOString(), until: one.until.toISOString() })),
    records: findings.records,
    notices: view.provenance.flatMap((one) => (one.noticeDueAt ? [{ source: one.source, dueAt: one.noticeDueAt.toISOString(), givenAt: one.noticeGivenAt?.toISOString() ?? null }] : [])),
  }
}

/** Who speaks for the person speaks as they do. */
function saidBy(kind: string): 'person' | 'staff' | 'system' {
  return kind === 'staff' || kind === 'system' ? kind : 'person'
}

function fieldAnswer(language: Language, held: HeldValue, findings: PersonFindings): HeldField {
  const hidden = findings.view.person.protectedIdentity && WHEREABOUTS.includes(held.field.key)
  return {
    field: held.field.key,
    label: held.field.texts[language].name,
    category: held.field.category,
    value: hidden ? t(language, 'api.hidden-protected') : Array.isArray(held.value) ? [...held.value] : (held.value as string),
    inferred: held.field.inferred,
    aged: isAged(held, findings.now),
    ...whyAndWhence(language, held, findings),
    ...(held.block ? { blocked: { since: held.block.since.toISOString(), deleteAfter: held.block.deleteAfter.toISOString() } } : {}),
  }
}

function contactPointAnswer(language: Language, point: HeldContactPoint, findings: PersonFindings): ContactPointAnswer {
  const hidden = findings.view.person.protectedIdentity && point.kind === 'postal'
  return {
    id: point.contactPointId,
    kind: point.kind,
    value: hidden ? t(language, 'api.hidden-protected') : point.value,
    verified: point.verifiedAt !== null,
    verifiedHow: point.verifiedHow,
    since: point.since.toISOString(),
    ...whyAndWhence(language, point, findings),
    sharedWith: point.sharedWith,
  }
}

function whyAndWhence(language: Language, held: Pick<HeldValue, 'grounds' | 'provenance' | 'until'>, { view, actorNames }: PersonFindings) {
  const { provenance } = held
  return {
    purposes: held.grounds.map((ground) => ({ purpose: ground.purpose, label: purposeLabel(language, ground.purpose, view), basis: ground.basis })),
    source: provenance ? sourceInWords(language, provenance.source) : t(language, 'api.source-unknown'),
    collected: provenance?.collected ?? 'other',
    recordedAt: (provenance?.recordedAt ?? view.person.createdAt).toISOString(),
    recordedBy: provenance ? actorInWords(language, provenance.recordedBy.kind, provenance.recordedBy.id, actorNames) : t(language, 'api.source-unknown'),
    until: untilAnswer(language, held.until),
  }
}

function groundAnswer(language: Language, ground: Ground, view: PersonView): PersonGround {
  return {
    id: ground.groundId,
    purpose: ground.purpose,
    label: purposeLabel(language, ground.purpose, view),
    basis: ground.basis,
    since: ground.since.toISOString(),
    until: ground.until?.toISOString() ?? null,
    waitsFor: ground.waitsFor,
    reference: ground.reference,
    endedAt: ground.endedAt?.toISOString() ?? null,
    evidence: ground.evidence,
  }
}

function choiceAnswer(language: Language, { purpose, channels }: PersonView['choices'][number], { view, decisions }: PersonFindings): PersonChoice {
  return {
    purpose: purpose.key,
    label: purpose.texts[language].name,
    description: purpose.texts[language].description,
    channels: channels.flatMap(({ channel, choice, until }) => {
      const decided = decisions.find((each) => each.question.purpose === purpose.key && each.question.channel === channel)
      if (!decided) return []
      const point = view.contactPoints.find((each) => each.contactPointId === decided.contactPointId)
      return [{
        channel: decided.question.channel,
        state: choice === undefined || choice.state === 'voided' ? ('none' as ChoiceState) : choice.state,
        since: choice?.since.toISOString() ?? null,
        frequency: choice?.frequency ?? null,
        until: until?.toISOString() ?? null,
        decision: { allowed: decided.allowed, rule: decided.rule, article: decided.article, ...decisionInWords(language, decided) },
        contactPoint: point ? contactPointValue(language, point, view) : null,
      }]
    }),
  }
}

function contactPointValue(language: Language, point: HeldContactPoint, view: PersonView): string {
  return view.person.protectedIdentity && point.kind === 'postal' ? t(language, 'api.hidden-protected') : point.value
}

function purposeLabel(language: Language, key: string, view: PersonView): string {
  return view.catalogue.purposes.find((purpose) => purpose.key === key)?.texts[language].name ?? key
}
