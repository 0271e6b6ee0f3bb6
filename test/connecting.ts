import { addSystem } from '../src/connections/add-system.ts'
import type { SystemWish } from '../src/connections/connected-system.ts'
import { tellConnected } from '../src/doors/clock/tell-connected.ts'
import type { House } from '../src/doors/house.ts'
import { openTransport, type Transport } from '../src/messages/deliver.ts'
import { selectCatalogue } from '../src/purposes/catalogue.sql.ts'
import { publishCatalogue } from '../src/purposes/publish-catalogue.ts'
import type { StaffId } from '../src/values/ids.ts'
import type { TestDatabase } from './database.ts'
import { testHouse } from './house.ts'

const SOMEBODY = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f41' as StaffId
const HOUR_MS = 3_600_000

/** A house whose connected systems may stand on this machine, and without a mail server unless one is given. */
export async function connectingHouse(database: TestDatabase): Promise<House> {
  const house = await testHouse(database)
  return { ...house, settings: { ...house.settings, privateHosts: ['127.0.0.1'] } }
}

export const outbox = (house: House): Transport => openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: undefined, dkim: undefined })

/** Has these purposes share data with carriers, so that a system may have it. */
export async function shareWithCarriers(database: TestDatabase, keys: readonly string[]): Promise<void> {
  await database.write(async (tx) => {
    const { purposes } = await selectCatalogue(tx)
    const changed = purposes.filter((one) => keys.includes(one.key)).map((one) => ({ ...one, recipients: [...new Set([...one.recipients.filter((each) => each !== 'none'), 'carriers'])] }))
    await publishCatalogue(tx, { purposes: changed, fields: [], retirePurposes: [], retireFields: [] }, 'test', 'shared')
  })
}

/** Connects a system; it has everybody with an agreement, and knows them by e-mail. */
export async function connect(house: House, address: string, more: Partial<SystemWish> = {}): Promise<{ systemId: string; secret: string | null }> {
  const wish: SystemWish = {
    name: 'The shop', recipient: 'carriers', way: 'webhook', address, language: 'sv', purposes: ['contract'], fields: [], knownBy: ['email'], reach: 'purpose', apiKeyId: null, answerDays: 14, ...more,
  }
  return house.database.write((tx) => addSystem(tx, house.keeper.keys.tokens, wish, { by: SOMEBODY, privateHosts: house.settings.privateHosts }))
}

/** What the routine does until nothing is due at this moment. */
export async function tellAll(house: House, transport = outbox(house), callMs = 600): Promise<void> {
  while (await tellConnected(house, transport, callMs)) { /* until nothing is due */ }
}

/** Lets time pass, hour by hour, as the routine would see it. */
export async function pass(house: House, hours: number, transport = outbox(house), step = 6): Promise<void> {
  const database = house.database as TestDatabase
  for (let hour = 0; hour < hours; hour += step) {
    database.now = new Date(database.now.getTime() + step * HOUR_MS)
    await tellAll(house, transport)
  }
}
