import { useTexts } from '../language.tsx'

/** Nobody is signed in here: how to get in. */
export function SignedOut() {
  const { t } = useTexts()
  return (
    <main className="mx-auto flex min-h-dvh max-w-[32rem] flex-col justify-center px-6 py-16">
      <img src="/tillit.svg" alt="" width={40} height={40} className="mb-6" />
      <h1 className="text-title font-semibold tracking-tight">{t('signed-out.title')}</h1>
      <p className="mt-2 text-soft">{t('signed-out.how')}</p>
      <pre className="mt-4 overflow-x-auto rounded-part bg-sunken px-4 py-3 font-mono text-fine">npm run tillit -- sign-in</pre>
    </main>
  )
}
