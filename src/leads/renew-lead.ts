import { noteContracts } from '../consent/note-contracts.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { watchText } from '../notes/watch-text.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { startGrounds } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { searchKey } from '../values/search-key.ts'
import { followUpEnd } from './follow-up-end.ts'
import type { Lead } from './lead.ts'
import { selectLeadChanges } from './leads.sql.ts'
import { noteStep } from './note-step.ts'
import { openLead } from './open-lead.ts'
import type { Watched } from './start-lead.ts'

/** Lets a lead last anew, for a reason that was not given before: it is the evidence of the ground that begins. Throws `invalid` for an old reason. */
export async function renewLead(tx: Tx, keeper: Keeper, personId: PersonId, leadId: string, words: string, by: Actor & { id: string }, watched: Watched): Promise<Lead> {
  const lead = await openLead(tx, personId, leadId)
  const before = [lead.said ?? '', lead.place, ...(await selectLeadChanges(tx, personId, leadId)).map((one) => one.words ?? '')].map(searchKey)
  if (before.includes(searchKey(words))) throw new Problem('invalid', { text: 'leads.same-reason', field: 'words' })
  await watchText(tx, { personId, text: words, ...watched, by, place: 'lead', itemId: leadId, field: 'words' })
  const { purpose, basis } = (await selectGrounds(tx, [personId])).find((ground) => ground.groundId === lead.groundId)!
  const until = await followUpEnd(tx)
  const [ground] = await startGrounds(tx, [{ personId, purpose, basis, until, evidence: { where: words } }])
  await noteContracts(tx, keeper, 'contract-started', [ground!], { surface: 'system', actor: by })
  return noteStep(tx, { ...lead, groundId: ground!.groundId, until }, 'renewed', by, words)
}
