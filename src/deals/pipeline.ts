import { Problem } from '../plumbing/errors.ts'

/** A step on the way to a sale. */
export interface Stage {
  id: string
  name: string
  /** How likely those who stand there buy, in per cent. */
  chance: number
}

/** A way that sales go, its stages in order. */
export interface Pipeline {
  pipelineId: string
  name: string
  stages: readonly Stage[]
}

/** More columns than this nobody can see beside each other. */
export const MOST_STAGES = 12

/** The stage with this id. Throws `invalid` where there is none. */
export function stageOf(pipeline: Pipeline, stageId: string): Stage {
  const stage = pipeline.stages.find((one) => one.id === stageId)
  if (!stage) throw new Problem('invalid', { text: 'deals.stage-unknown', field: 'stage' })
  return stage
}
