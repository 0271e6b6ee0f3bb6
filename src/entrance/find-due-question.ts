import { decideFor } from '../decisions/decide-for.ts'
import type { Question } from '../decisions/question.ts'
import type { Channel } from '../law/channel.ts'
import { selectContactPoints, type ContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PublishedCatalogue, PublishedPurpose } from '../purposes/catalogue.sql.ts'
import { FOLLOW_UP } from '../purposes/follow-up.ts'
import type { PersonId } from '../values/ids.ts'

/** Something that the person may be asked now. */
export interface DueQuestion {
  purpose: PublishedPurpose
  channel: Channel
}

/** What is asked first; the company's own purposes come after. */
const ASKED_FIRST: readonly string[] = ['news', 'tips', 'events', 'competitions', 'surveys']

/** The channels that a question may be about, by what the person is reached at, the least of a nuisance first. */
const ASKED_ABOUT: readonly [Channel, ContactPoint['kind']][] = [['email', 'email'], ['letter', 'postal'], ['sms', 'phone']]

/**
 * The one question that may stand on a page of an invoice as a neutral part of it: the first that the gate allows (rules D7). None within the rest after a no, after "stop asking", where a yes stands, or where law lets the company
 * write without one. Undefined for somebody who is not in the register.
 */
export async function findDueQuestion(tx: Tx, personId: PersonId, { purposes }: PublishedCatalogue): Promise<DueQuestion | undefined> {
  const kinds = new Set((await selectContactPoints(tx, [personId])).map((point) => point.kind))
  const asked = purposes.filter((one) => one.kind === 'marketing' && one.texts.sv.question && one.key !== FOLLOW_UP).toSorted((one, other) => placeOf(one) - placeOf(other))
  const due = asked.flatMap((purpose) => ASKED_ABOUT
    .filter(([channel, kind]) => kinds.has(kind) && (purpose.channels as readonly Channel[]).includes(channel)).map(([channel]): DueQuestion => ({ purpose, channel })))
  const answers = await decideFor(tx, [personId], due.map(({ purpose, channel }): Question => ({ purpose: purpose.key, channel, use: 'ask', withinServiceMessage: true })))
  return due[answers.findIndex((one) => one.allowed)]
}

function placeOf({ key }: PublishedPurpose): number {
  const place = ASKED_FIRST.indexOf(key)
  return place < 0 ? ASKED_FIRST.length : place
}
