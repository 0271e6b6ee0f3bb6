import { startTransition, useCallback, useEffect, useRef, useState } from 'react'

export interface PageOf<Row> {
  rows: Row[]
  previous: string | null
  next: string | null
}

export type Turn = { after?: string } | { before: string } | { at: number }

export interface Loaded<Row> {
  question: string
  pages: readonly PageOf<Row>[]
  /** About how many rows lie before the first. */
  before: number
  /** Rows put in before the first since what was drawn last, or (negative) taken away there: the screen stands still on the others. */
  shifted: number
}

/** More pages are let go at the far end: a list of a million is looked at through a window. */
const MOST_PAGES = 6

/**
 * Some rows of a list that may be endless, growing to both sides as one comes near its ends. `question` names the list:
 * when it changes, the rows before stay until those of the new one are there.
 */
export function useListWindow<Row extends { id: string }>(question: string, ask: (turn: Turn, signal: AbortSignal) => Promise<PageOf<Row>>) {
  const [loaded, setLoaded] = useState<Loaded<Row> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const asking = useRef<AbortController | null>(null)
  const asked = useRef(ask)
  useEffect(() => {
    asked.current = ask
  })

  /** One question at a time: a new list or another place in it puts an end to what is asked for; more of the same waits. */
  const begin = useCallback(async (turn: Turn, take: (page: PageOf<Row>) => void, waits: boolean) => {
    if (waits && asking.current) return
    asking.current?.abort()
    const controller = new AbortController()
    asking.current = controller
    try {
      const page = await asked.current(turn, controller.signal)
      if (controller.signal.aborted) return
      // Rows come while somebody may be typing: the next letter goes first.
      startTransition(() => {
        take(page)
        setError(null)
      })
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure)
    } finally {
      if (asking.current === controller) asking.current = null
    }
  }, [])

  /** To another place of the list: some part of it, 0 to 1, where it has about so many rows. */
  const jump = useCallback((share: number, count: number) => begin(
    share <= 0 ? {} : { at: share },
    (page) => setLoaded({ question, pages: [page], before: page.previous === null ? 0 : page.next === null ? Math.max(0, count - page.rows.length) : Math.round(share * count), shifted: 0 }),
    false,
  ), [begin, question])

  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- nothing is set before the answer is there
    void jump(0, 0)
  }, [jump])

  const [previous, next] = [loaded?.pages[0]?.previous, loaded?.pages.at(-1)?.next]
  const more = useCallback(() => {
    if (next) void begin({ after: next }, (page) => setLoaded((was) => was && grown(was, page)), true)
  }, [begin, next])
  const earlier = useCallback(() => {
    if (previous) void begin({ before: previous }, (page) => setLoaded((was) => was && grownBefore(was, page)), true)
  }, [begin, previous])

  return { loaded, error, isStale: loaded !== null && loaded.question !== question, more, earlier, jump }
}

function grown<Row extends { id: string }>(was: Loaded<Row>, page: PageOf<Row>): Loaded<Row> {
  const pages = [...was.pages, newOf(was, page)]
  const gone = pages.length > MOST_PAGES ? pages.shift()!.rows.length : 0
  return { ...was, pages, before: was.before + gone, shifted: -gone }
}

function grownBefore<Row extends { id: string }>(was: Loaded<Row>, page: PageOf<Row>): Loaded<Row> {
  const first = newOf(was, page)
  return { ...was, pages: [first, ...was.pages].slice(0, MOST_PAGES), before: page.previous === null ? 0 : Math.max(0, was.before - first.rows.length), shifted: first.rows.length }
}

/** Somebody who changed places while one scrolled stands there once. */
function newOf<Row extends { id: string }>(was: Loaded<Row>, page: PageOf<Row>): PageOf<Row> {
  const known = new Set(was.pages.flatMap(({ rows }) => rows.map(({ id }) => id)))
  return { ...page, rows: page.rows.filter(({ id }) => !known.has(id)) }
}
