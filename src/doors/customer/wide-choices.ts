import type { Hono } from 'hono'
import type { Choice } from '../../consent/choice.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { findUndoableNoes } from '../../rights/find-undoable-noes.ts'
import { reinstateChoices } from '../../rights/reinstate-choices.ts'
import { smallForm } from '../customer-failure.ts'
import { mailWhatWasSaid } from '../customer-mail.ts'
import { say } from '../customer-page.ts'
import { forReaders } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { markedForm } from '../page-mark.ts'
import { channelName } from './choices-section.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'
import { noToAll, spoken } from './own-page.ts'
import { purposeName } from './held-section.ts'
import { saveChoices, type Saved } from './save-choices.ts'
import { savedPage } from './saved-page.ts'

/** The buttons of the person's page that reach wide: no to all marketing, stop asking, and what becomes of a no that came through a link. */
export function addWideChoices(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house), smallForm] as const

  door.post(OWN.marketingObjection, ...customers, async (c) => {
    await markedForm(c, house)
    const [reader, customer] = [c.get('reader'), c.get('customer')]
    const saved = await saveChoices(house, customer, reader.language, [noToAll(reader, customer)])
    return c.html(savedPage(reader, await house.database.read(selectCatalogue), [say(reader, 'no-to-all')], saved))
  })

  door.post(OWN.asking, ...customers, async (c) => {
    const form = await markedForm(c, house)
    const [reader, customer] = [c.get('reader'), c.get('customer')]
    const allowed = form.get('asking') === 'allowed'
    const words = say(reader, allowed ? 'page.allow-asking' : 'stop-asking')
    const kind = allowed ? 'asking-allowed' as const : 'stop-asking' as const
    const choice: Choice = { ...spoken(reader, customer, words), kind, purpose: null, channel: null, contactPointId: null, frequency: null }
    const saved = await saveChoices(house, customer, reader.language, [choice])
    return c.html(savedPage(reader, await house.database.read(selectCatalogue), [words], saved, false))
  })

  door.post(OWN.doubts, ...customers, async (c) => {
    const form = await markedForm(c, house)
    const [reader, customer] = [c.get('reader'), c.get('customer')]
    const catalogue = await house.database.read(selectCatalogue)
    if (form.get('doubt') === 'me') {
      // The same noes, now said by the person: what was only kept back for them ends at once.
      const { noes } = await house.database.read((tx) => findUndoableNoes(tx, customer.personId))
      const said = noes.map((no): Choice => ({
        ...spoken(reader, customer, say(reader, 'doubt.me-only')), kind: no.state === 'objected' ? 'objected' : 'withdrawn', contactPointId: null, frequency: null,
        purpose: no.purpose === '*' ? null : no.purpose, channel: no.channel === '*' ? null : no.channel,
      }))
      return c.html(savedPage(reader, catalogue, [say(reader, 'doubt.me-only')], await saveChoices(house, customer, reader.language, said)))
    }
    const saved = await house.database.write(async (tx): Promise<{ lines: string[]; saved: Saved }> => {
      const recording = await reinstateChoices(tx, house.keeper, customer.personId, reader.language)
      if (!recording) throw new Problem('conflict', { text: 'customer.doubt.nothing' })
      const entries = recording.outcomes.flatMap((one) => ('entry' in one ? [one.entry] : []))
      return {
        lines: entries.map(({ purpose, channel }) => say(reader, 'choices.yes-line', { purpose: purposeName(reader, { catalogue }, purpose!), channel: channelName(reader, channel as 'email') })),
        saved: { seqs: entries.map((entry) => entry.seq), ended: [], inFlight: false, receipt: await mailWhatWasSaid(tx, { ...customer, language: reader.language }, recording) },
      }
    })
    return c.html(savedPage(reader, catalogue, saved.lines, saved.saved))
  })
}
