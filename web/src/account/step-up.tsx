import { lazy, Suspense, useEffect, useState } from 'react'
import { withTexts } from '../language.tsx'
import { proveBy } from './ask-for-proof.ts'

const ProofDialog = lazy(async () => ({ default: (await Promise.all([import('./proof-dialog.tsx'), withTexts('account')]))[0].ProofDialog }))

/** Stands ready to ask for a factor again when a call is refused for it; the call is then repeated (api.ts). */
export function StepUp() {
  const [settle, setSettle] = useState<((proved: boolean) => void) | null>(null)
  useEffect(() => proveBy(() => new Promise<boolean>((resolve) => setSettle(() => resolve))), [])
  if (!settle) return null
  const done = (proved: boolean) => {
    setSettle(null)
    settle(proved)
  }
  return <Suspense><ProofDialog onDone={done} /></Suspense>
}
