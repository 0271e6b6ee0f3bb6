import { useCallback, useEffect, useState } from 'react'
import { useTexts } from '../language.tsx'
import { announce } from './toast.tsx'

/** When a page has stood for so long, what may be needed on it is fetched. */
const AT_REST_MS = 1_500

/** Fetches, when the page is at rest, what the next press may need. Somebody who asks for it later hears then what went wrong. */
export function useAtRest(load: () => Promise<unknown>, afterMs = AT_REST_MS) {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => {}), afterMs)
    return () => clearTimeout(timer)
  }, [load, afterMs])
}

/**
 * A part of a page that nobody needs at first: it comes when the page is at rest, or when it is first asked for. `then`
 * runs when it is there; until then the control that asked can say that it is on its way.
 */
export function useFetched<Part extends object>(load: () => Promise<Part>) {
  const { t } = useTexts()
  const [part, setPart] = useState<Part | null>(null)
  const [isFetching, setFetching] = useState(false)
  const prepare = useCallback(async () => setPart(await load()), [load])
  useAtRest(prepare)
  const fetch = useCallback(async (then: () => void) => {
    setFetching(true)
    try {
      setPart(await load())
      then()
    } catch {
      announce({ text: t('problem.unreachable') })
    } finally {
      setFetching(false)
    }
  }, [load, t])
  return { part, fetch, isFetching }
}
