import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api.ts'

const FRESH_FOR_MS = 10_000
const RETRIES = 2

/** What the workspace remembers of the server's answers. Only a missing answer is asked for again; a no is a no. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: askWhoIsSignedIn }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_FOR_MS,
      retry: (count, error) => count < RETRIES && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
})

/** A session that has ended shows first in some other answer; the frame then says so. */
function askWhoIsSignedIn(error: Error, { queryKey }: { queryKey: readonly unknown[] }) {
  if (error instanceof ApiProblem && error.status === 401 && queryKey[0] !== 'session') void queries.invalidateQueries({ queryKey: ['session'] })
}
