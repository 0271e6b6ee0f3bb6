import { ApiProblem } from '../api.ts'

/** Whether it was refused because one colleague alone may not do it. */
export function needsSecond(error: Error | null): boolean {
  return error instanceof ApiProblem && (error.type?.endsWith('/second-colleague-needed') ?? false)
}
