import { NO_KINDS, type Choice } from '../../consent/choice.ts'
import { recordChoices, type Recording } from '../../consent/record-choices.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Language } from '../../values/text.ts'
import { mailWhatWasSaid, type WriteTo } from '../customer-mail.ts'
import type { House } from '../house.ts'
import type { Said } from '../saying.ts'
import type { Customer } from './for-customers.ts'

export interface Saved extends Pick<Recording, 'ended'> {
  /** Numbers of the entries, for their receipts. */
  seqs: number[]
  /** One message may already be on its way. */
  inFlight: boolean
  /** A receipt is on its way to the address of the session. */
  receipt: boolean
}

/**
 * Records what the person said on their own page: the noes first, which never wait, then the rest; then the receipts go
 * out. Throws refused, with the noes recorded, when a yes may not be.
 */
export async function saveChoices(house: House, customer: Customer, language: Language, choices: readonly Choice[]): Promise<Saved> {
  const noes = choices.filter((choice) => NO_KINDS.includes(choice.kind))
  const others = choices.filter((choice) => !NO_KINDS.includes(choice.kind))
  const to = { ...customer, language }
  const said = noes.length > 0 ? await sayNoes(house, to, noes) : undefined
  const rest = others.length > 0 ? await house.database.write(async (tx) => {
    const recording = await recordChoices(tx, house.keeper, others)
    const refused = recording.outcomes.find((one) => 'refusal' in one)
    if (refused) throw new Problem('refused', refused.refusal)
    return { recording, receipt: await mailWhatWasSaid(tx, to, recording) }
  }) : undefined
  const recordings = [said?.recording, rest?.recording].filter((one) => one !== undefined)
  return {
    seqs: recordings.flatMap((one) => one.outcomes.flatMap((outcome) => ('entry' in outcome ? [outcome.entry.seq] : []))),
    ended: recordings.flatMap((one) => one.ended),
    inFlight: said?.inFlight ?? false,
    receipt: said?.receipt === true || rest?.receipt === true,
  }
}

async function sayNoes(house: House, { personId, contactPointId, language }: WriteTo, noes: readonly Choice[]): Promise<Said> {
  const { said } = await house.recorder.record({ personId, onlyNoes: true, choices: () => noes, tell: { to: contactPointId, language } })
  // Nothing came earlier: it carries no key.
  return said!
}
