import { CAST } from './cast.ts'

/** Months that the demo company has lived through when it is shown. */
export const MONTHS = 12
export const PEOPLE_PER_STEP = 42
export const STEPS_PER_MONTH = 4
/** People besides the cast. */
export const INVENTED_PEOPLE = MONTHS * STEPS_PER_MONTH * PEOPLE_PER_STEP
/** The cast first, then newcomers four times a month, and at last what was sold on invoice. */
export const STEPS = 1 + MONTHS * STEPS_PER_MONTH + 1
/** The series of numbers that counts the steps done. */
export const DEMO_SERIES = 'demo-step'

/** People there after so many steps, and when all are done. */
export function demoProgress(steps: number): { done: number; total: number } {
  const total = CAST.length + INVENTED_PEOPLE
  return { done: steps === 0 ? 0 : Math.min(total, CAST.length + (steps - 1) * PEOPLE_PER_STEP), total }
}
