import { lazy, Suspense, useCallback, useState } from 'react'
import { RouterProvider as AriaRouter } from 'react-aria-components'
import { Outlet, ScrollRestoration, useNavigate, useNavigation } from 'react-router'
import type { Session } from '@api/session-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { Problem } from '../ui/notice.tsx'
import { Toasts } from '../ui/toast.tsx'
import { DemoBanner } from './demo-banner.tsx'
import { useKeys } from './keys.ts'
import { BottomBar, SideBar } from './navigation.tsx'
import { useSession } from './session.ts'
import { SignedOut } from './signed-out.tsx'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }))

/** The frame that every room stands in. */
export function Shell() {
  const navigate = useNavigate()
  const session = useSession()
  return (
    <AriaRouter navigate={(to) => void navigate(to)}>
      {session.data && !isSignedOut(session.error) ? <SignedIn session={session.data} /> : session.error && <WithoutSession error={session.error} onRetry={() => void session.refetch()} />}
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
  const openPalette = useCallback(() => setOpen('palette'), [])
  const openSheet = useCallback(() => setOpen('sheet'), [])
  const close = useCallback(() => setOpen(null), [])
  const keys = useKeys({ openPalette, openSheet })
  const isLoading = useNavigation().state === 'loading'
  const bar = { session, openPalette, openSheet }

  return (
    <>
      <a href="#main" className="sr-only z-50 rounded-part bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2">{t('shell.skip')}</a>
      <div className="flex min-h-dvh">
        <SideBar {...bar} />
        <div className="flex min-w-0 flex-1 flex-col pb-16 mid:pb-0">
          {session.installation.demo && <DemoBanner />}
          <main id="main" tabIndex={-1} className={`flex-1 outline-none transition-opacity duration-150 ${isLoading ? 'opacity-60' : ''}`}>
            <Outlet />
          </main>
        </div>
        <BottomBar {...bar} />
      </div>
      <Toasts />
      <Suspense>
        {open === 'palette' && <Palette onClose={close} openSheet={openSheet} />}
        {open === 'sheet' && <ShortcutSheet onClose={close} {...keys} />}
      </Suspense>
      <ScrollRestoration />
    </>
  )
}
