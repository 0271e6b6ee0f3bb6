import { insertLinks } from '../access/links.sql.ts'
import { selectEntries } from '../ledger/entries.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { insertWordings, selectCatalogue } from '../purposes/catalogue.sql.ts'
import { questionWording } from '../purposes/wording.ts'
import { selectIndividuals } from './individuals.sql.ts'
import { askedPurposes, linksOf, saysNo } from './mail-links.ts'
import { selectSendingMailings } from './mailings.sql.ts'
import type { Message } from './message-state.ts'
import { claimOfMailings, claimSingles } from './messages.sql.ts'
import { selectNoticeDue } from './recipients.sql.ts'
import { entriesAbout, type Batch, type Sending } from './sending.ts'

/**
 * The first of the two transactions of sending: takes up to `limit` messages, single mails first. Their links are stored
 * here, before anything goes out: a mail whose sender dies right after the hand-over still has a link that says no.
 * Undefined when nothing was to be had.
 */
export async function claimMessages(tx: Tx, sending: Sending, by: string, limit: number): Promise<Batch | undefined> {
  const singles = await claimSingles(tx, by, limit)
  const mailings = new Map((await selectSendingMailings(tx)).map((one) => [one.mailingId, one]))
  const others = singles.length < limit && mailings.size > 0 ? await claimOfMailings(tx, by, [...mailings.keys()], limit - singles.length) : []
  if (singles.length + others.length === 0) return undefined
  const installation = await selectInstallation(tx)
  if (!installation) throw new Problem('unavailable', { text: 'messages.not-installed' })
  const messages = [...singles, ...others]
  const [catalogue, noticeDue, entries, individuals] = await inOneGo(tx, [
    () => selectCatalogue(tx), () => selectNoticeDue(tx, messages.map((one) => one.personId)), () => entriesOf(tx, messages),
    () => selectIndividuals(tx, messages.filter((one) => one.kind === 'individual')),
  ])
  const batch: Batch = { messages, mailings, installation, catalogue, noticeDue, entries, individuals }
  await storeLinks(tx, sending, batch)
  sending.fault?.('claiming')
  return batch
}

/** An entry never changes, so it is read once for all that is done with it. */
async function entriesOf(tx: Tx, messages: readonly Message[]): Promise<Batch['entries']> {
  const spoken = messages.filter((one) => one.entrySeqs.length > 0)
  return spoken.length === 0 ? new Map() : Map.groupBy(await selectEntries(tx, spoken.map((one) => one.personId)), (entry) => entry.personId)
}

/** What can be said no to in what a colleague wrote. */
function purposesOf({ individuals, catalogue }: Batch, { mailingId }: Message): { purposes: readonly string[] } | undefined {
  const individual = individuals.get(mailingId)
  return individual && { purposes: saysNo(individual.purpose, catalogue) ? [individual.purpose] : [] }
}

async function storeLinks(tx: Tx, sending: Sending, batch: Batch): Promise<void> {
  // The first claim stores them; a later one finds them there, since they are derived and so the same.
  const fresh = batch.messages.filter((one) => one.fence === 1)
  const links = fresh.flatMap((one) => linksOf(one, batch.mailings.get(one.mailingId) ?? purposesOf(batch, one), entriesAbout(batch, one), batch.catalogue, sending.keeper.keys.tokens, tx.now))
  if (links.length > 0) await insertLinks(tx, links)
  const asks = fresh.filter((one) => one.kind === 'ask')
  if (asks.length === 0) return
  const words = asks.flatMap((one) => askedPurposes(batch.mailings.get(one.mailingId)!, batch.catalogue).map((purpose) => questionWording(purpose, one.language)))
  await insertWordings(tx, [...new Map(words.map((one) => [one.wordingId.toString('hex'), one])).values()])
}
