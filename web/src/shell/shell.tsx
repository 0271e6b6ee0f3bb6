import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { RouterProvider as AriaRouter } from 'react-aria-components'
import { Outlet, ScrollRestoration, useNavigate, useNavigation } from 'react-router'
import type { Session } from '@api/session-resource.ts'
import { ApiProblem, remove } from '../api.ts'
import { useTexts, withTexts } from '../language.tsx'
import { SeeAsBanner } from '../colleagues/see-as-banner.tsx'
import { links } from '../links.ts'
import { Problem } from '../ui/notice.tsx'
import { announce, Toasts } from '../ui/toast.tsx'
import { useAction } from './bound-actions.ts'
import { DemoBanner } from './demo-banner.tsx'
import { useKeys } from './keys.ts'
import { BottomBar, SideBar } from './navigation.tsx'
import { useSession } from './session.ts'
import { StepUp } from '../account/step-up.tsx'
import { SignedOut } from './signed-out.tsx'
import { chooseTheme } from './theme.ts'

const loadPalette = async () => (await Promise.all([import('./palette.tsx'), withTexts('search')]))[0]
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }))
/** All that a session by the link of a colleague may do (AU-04). */
const EnrolFirst = lazy(async () => ({ default: (await Promise.all([import('../account/account-page.tsx'), withTexts('account')]))[0].AccountPage }))
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }))
/** When the page has come to rest, what is opened most is fetched, so that it is there at the first press. */
const AT_REST_MS = 1_500

/** The frame that every room stands in. */
export function Shell() {
  const navigate = useNavigate()
  const session = useSession()
  return (
    <AriaRouter navigate={(to) => void navigate(to)}>
      {session.data && !isSignedOut(session.error) ? <SignedIn session={session.data} /> : session.error ? <WithoutSession error={session.error} onRetry={() => void session.refetch()} /> : <Frame />}
    </AriaRouter>
  )
}

function isSignedOut(error: Error | null) {
  return error instanceof ApiProblem && error.status === 401
}

function WithoutSession({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (isSignedOut(error)) return <SignedOut />
  return (
    <main className="mx-auto max-w-[36rem] p-6">
      <Problem error={error} onRetry={onRetry} />
    </main>
  )
}

function SignedIn({ session }: { session: Session }) {
  const { t } = useTexts()
  const [open, setOpen] = useState<'palette' | 'sheet' | null>(null)
  // It lasts until the colleague goes on: recovery codes stand there to be kept.
  const [enrolling, setEnrolling] = useState(session.how === 'link')
  const openPalette = useCallback(() => setOpen('palette'), [])
  const openSheet = useCallback(() => setOpen('sheet'), [])
  const close = useCallback(() => setOpen(null), [])
  // A new page forgets everything that this one has read.
  const signOut = useCallback(() => void remove('/session').then(() => location.assign(links.home), () => announce({ text: t('problem.unreachable') })), [t])
  const keys = useKeys(openPalette)
  const isLoading = useNavigation().state === 'loading'
  const bar = { session, openPalette, openSheet, signOut }
  useAction('palette', openPalette)
  useAction('sheet', openSheet)
  useAction('theme.auto', () => chooseTheme('auto'))
  useAction('theme.light', () => chooseTheme('light'))
  useAction('theme.dark', () => chooseTheme('dark'))
  useAction('sign-out', signOut)
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), AT_REST_MS)
    return () => clearTimeout(timer)
  }, [])

  return (
    <>
      <a href="#main" className="sr-only z-50 rounded-part bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2">{t('shell.skip')}</a>
      <div className="flex min-h-dvh">
        <SideBar {...bar} />
        <div className="flex min-w-0 flex-1 flex-col pb-16 mid:pb-0">
          <SeeAsBanner session={session} />
          {session.installation.demo && <DemoBanner />}
          <main id="main" tabIndex={-1} className={`flex-1 outline-none transition-opacity duration-(--motion-quick) ${isLoading ? 'opacity-60' : ''}`}>
            {enrolling ? <Suspense><EnrolFirst onDone={() => setEnrolling(false)} /></Suspense> : <Outlet />}
          </main>
        </div>
        <BottomBar {...bar} />
      </div>
      <Toasts />
      <StepUp />
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'sheet' && <ShortcutSheet onClose={close} {...keys} />}
      </Suspense>
      <ScrollRestoration />
    </>
  )
}

/** The frame before it is known who is signed in: the bar has its place already, so that nothing moves when it comes. */
export function Frame() {
  return (
    <div className="flex min-h-dvh">
      <div className="hidden w-60 shrink-0 border-r border-line bg-paper mid:block" />
      <main className="flex-1" />
    </div>
  )
}
