import { linkMayMore, type Link } from '../access/link.ts'
import { useLink } from '../access/links.sql.ts'
import type { Choice } from '../consent/choice.ts'
import { noteContracts } from '../consent/note-contracts.ts'
import { recordChoices, type Recording } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { startGrounds } from '../people/start-grounds.ts'
import { selectContactPoints, updateVerified } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { endLeadGrounds } from './end-lead-grounds.ts'
import { findLeadBehind } from './find-lead-behind.ts'
import { followUpEnd } from './follow-up-end.ts'
import { noteStep } from './note-step.ts'

/**
 * They want to hear from us, and read what goes to the address: from now on it is their own request that we follow
 * (art. 6(1)(b)), for as long as a lead lasts. `more` is what they chose beside it. Undefined, and nothing happens, when the link was used or all is over.
 */
export async function answerLead(tx: Tx, keeper: Keeper, token: string, link: Link, words: string, more: readonly Choice[]): Promise<Recording | undefined> {
  const lead = await findLeadBehind(tx, link)
  const held = (await selectContactPoints(tx, [link.personId])).some((point) => point.contactPointId === link.contactPointId)
  if (!lead || !held || !link.contactPointId || !linkMayMore(link, tx.now) || !(await useLink(tx, token))) return undefined
  await updateVerified(tx, link.personId, link.contactPointId, 'ask-link')
  const by = { kind: 'person' as const, id: link.personId }
  const until = await followUpEnd(tx)
  const [ground] = await startGrounds(tx, [{ personId: lead.personId, purpose: 'prospects', basis: 'contract', until, evidence: { kind: 'asked', text: words } }])
  await noteContracts(tx, keeper, 'contract-started', [ground!], { surface: 'mail', actor: by })
  await endLeadGrounds(tx, keeper, lead, 'lead-answered', by)
  await noteStep(tx, { ...lead, groundId: ground!.groundId, state: 'answered', until }, 'answered', by)
  return recordChoices(tx, keeper, more)
}
