import { lazy, Suspense } from 'react'

const SignInPage = lazy(async () => ({ default: (await import('../sign-in/sign-in-page.tsx')).SignInPage }))

/** Nobody is signed in here: the way in, at whatever address was asked for. */
export function SignedOut() {
  return <Suspense><SignInPage /></Suspense>
}
