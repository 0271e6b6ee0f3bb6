/** Asks the colleague to show a factor again; true when they did. */
type Asker = () => Promise<boolean>

let asker: Asker | undefined
let asking: Promise<boolean> | undefined

/** From now on this asks; returns what takes it back. */
export function proveBy(ask: Asker): () => void {
  asker = ask
  return () => {
    if (asker === ask) asker = undefined
  }
}

/** Asks once, however many calls were refused for it; false when nobody can ask or nothing was shown. */
export async function askForProof(): Promise<boolean> {
  if (!asker) return false
  asking ??= asker().finally(() => {
    asking = undefined
  })
  return asking
}
