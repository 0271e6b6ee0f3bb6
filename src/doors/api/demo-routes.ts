import { DEMO_SERIES, demoProgress } from '../../demo/demo-steps.ts'
import { countDemoSteps } from '../../demo/demo.sql.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import type { House } from '../house.ts'
import type { Api } from './api-door.ts'
import { getDemo } from './demo-resource.ts'

export function addDemoRoutes(api: Api, house: House): void {
  api.openapi(getDemo, async (c) => {
    const progress = await house.database.read(async (tx) => ((await selectInstallation(tx))?.demo ? demoProgress(await countDemoSteps(tx, DEMO_SERIES)) : undefined))
    if (!progress) return c.json({ state: 'none' as const, done: 0, total: 0 }, 200)
    return c.json({ state: progress.done < progress.total ? ('filling' as const) : ('done' as const), ...progress }, 200)
  })
}
