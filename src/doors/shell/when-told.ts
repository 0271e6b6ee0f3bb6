import { StartRefused } from '../../plumbing/start-refused.ts'

/** Runs something that can be told to stop (Ctrl-C, SIGTERM): it then puts away what is half, and the command ends. */
export async function whenTold<Result>(act: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const told = new AbortController()
  const tell = () => told.abort()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, tell)
  try {
    return await act(told.signal)
  } catch (error) {
    if (told.signal.aborted) throw new StartRefused('Stopped before it was done.')
    throw error
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, tell)
  }
}
