import type { Settings } from '../../plumbing/config.ts'
import type { House } from '../house.ts'
import { openHouse } from './open-house.ts'

/** Opens the house for one command, beside a server that may run, and closes it again. */
export async function withHouse<Result>(settings: Settings, act: (house: House) => Promise<Result>): Promise<Result> {
  const { house, close } = await openHouse(settings, { clock: () => new Date(), beside: true })
  try {
    return await act(house)
  } finally {
    await close()
  }
}
