/** How often the line is written anew. */
const EVERY_MS = 250
const CLEAR_LINE = '\r\u001B[K'

/**
 * Runs something that says how far it is, and tells that in one line of the terminal that is gone afterwards. Where nobody
 * looks (cron, a file) nothing is told.
 */
export async function tellingProgress<Result>(line: (done: number) => string, act: (progress: (done: number) => void) => Promise<Result>): Promise<Result> {
  if (!process.stderr.isTTY) return act(() => {})
  let told = 0
  try {
    return await act((done) => {
      if (performance.now() - told < EVERY_MS) return
      told = performance.now()
      process.stderr.write(`${CLEAR_LINE}${line(done)}`)
    })
  } finally {
    process.stderr.write(CLEAR_LINE)
  }
}
