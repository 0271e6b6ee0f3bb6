import { changeDeal } from '../deals/change-deal.ts'
import { endDeal } from '../deals/end-deal.ts'
import { setPipeline } from '../deals/set-pipeline.ts'
import { startDeal } from '../deals/start-deal.ts'
import { LOST_WHYS } from '../deals/deal.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { selectPeopleAfter } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectFirstAdministrator } from '../staff/staff.sql.ts'
import { localDateIn } from '../values/calendar.ts'
import { newId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { demoPersonId } from './cast.ts'
import { Chance } from './chance.ts'
import { FIRST_INVENTED } from './invent-people.ts'

const ZONE = 'Europe/Stockholm'
const DEALS = 26
const DAYS = 90
const PROJECTS = ['Markiser till altanen', 'Utekök', 'Cyklar till familjen', 'Växthus', 'Altanmöbler', 'Kajaker', 'Spabad', 'Gunghage', 'Båtmotor', 'Lekstuga'] as const
const STAGES = [['Ny', 10], ['Kontakt tagen', 20], ['Behovet klart', 40], ['Offert', 60], ['Muntligt överens', 90]] as const

/** Lets the demo company have offers under way with some of its people, and some that were won and lost. */
export async function offerDeals(tx: Tx, keeper: Keeper, today: Date): Promise<void> {
  const colleague = await selectFirstAdministrator(tx)
  if (!colleague) return
  const by = { kind: 'staff' as const, id: colleague.staffId }
  const begun = { ...tx, now: daysLater(today, -DAYS) }
  const pipeline = { pipelineId: newId(begun.now), name: 'Försäljning', stages: STAGES.map(([name, chance]) => ({ id: newId(begun.now), name, chance })) }
  await setPipeline(begun, pipeline, colleague.staffId)
  const chance = new Chance(77)
  const people = await selectPeopleAfter(tx, demoPersonId(FIRST_INVENTED - 1), DEALS * 3)
  for (let place = 0; place < DEALS; place++) {
    const daysAgo = chance.whole(3, DAYS - 1)
    const then = { ...tx, now: daysLater(today, -daysAgo) }
    const personId = chance.pick(people)
    const deal = await startDeal(then, keeper, {
      personId, pipelineId: pipeline.pipelineId, name: chance.pick(PROJECTS), value: BigInt(chance.whole(8, 90) * 50_000), currency: 'SEK', owner: chance.happens(0.7) ? colleague.staffId : null,
      expectedOn: chance.happens(0.85) ? localDateIn(ZONE, daysLater(today, chance.whole(-12, 110))) : null, asked: { surface: 'phone', words: 'Ringde och bad om pris' },
    }, by)
    const { personId: who, dealId } = await changeDeal({ ...tx, now: daysLater(today, -Math.floor(daysAgo / 2)) }, personId, deal.dealId, { stageId: chance.pick(pipeline.stages).id }, by)
    if (chance.happens(0.35)) await endDeal({ ...tx, now: daysLater(today, -1) }, keeper, who, dealId, chance.happens(0.5) ? { state: 'won' } : { state: 'lost', why: chance.pick(LOST_WHYS) }, by)
  }
}
