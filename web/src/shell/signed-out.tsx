import { lazy, Suspense } from 'react'
import { withTexts } from '../language.tsx'

const SignInPage = lazy(async () => ({ default: (await Promise.all([import('../sign-in/sign-in-page.tsx'), withTexts('account')]))[0].SignInPage }))

/** Nobody is signed in here: the way in, at whatever address was asked for. */
export function SignedOut() {
  return <Suspense><SignInPage /></Suspense>
}
