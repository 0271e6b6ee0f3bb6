import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { StaffId } from '../values/ids.ts'
import { countOpen, selectPipeline, upsertPipeline } from './deals.sql.ts'
import type { Pipeline } from './pipeline.ts'

/** Names a pipeline and its stages, in order. Throws `conflict` where a stage would go that deals stand in, and `invalid` where two are called the same. */
export async function setPipeline(tx: Tx, pipeline: Pipeline, by: StaffId): Promise<void> {
  const names = pipeline.stages.map((stage) => stage.name.toLowerCase())
  const twice = names.findIndex((name, place) => names.indexOf(name) < place)
  if (twice >= 0) throw new Problem('invalid', { text: 'deals.stage-twice', field: `stages.${twice}.name` })
  const before = await selectPipeline(tx, pipeline.pipelineId)
  const open = await countOpen(tx, pipeline.pipelineId)
  const gone = before?.stages.find((stage) => open.has(stage.id) && !pipeline.stages.some((one) => one.id === stage.id))
  if (gone) throw new Problem('conflict', { text: 'deals.stage-in-use', parameters: { name: gone.name, count: open.get(gone.id)! } })
  await upsertPipeline(tx, pipeline, by)
}
