import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { ActionId } from './actions.ts'

/** Who does an action now: the page in view, or the frame around it. */
interface Bound {
  run: () => void
  /** What it would be done to, such as a person's name. */
  about: string | undefined
  disabledReason: string | undefined
}

let bound: ReadonlyMap<ActionId, Bound> = new Map()
const watchers = new Set<() => void>()

function change(alter: (next: Map<ActionId, Bound>) => void) {
  const next = new Map(bound)
  alter(next)
  bound = next
  for (const watcher of watchers) watcher()
}

/** Says that this component can do the action as long as it stands on the screen; button, palette and key then all do it so. */
export function useAction(id: ActionId, run: () => void, { about, disabledReason }: { about?: string; disabledReason?: string | undefined } = {}) {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const one: Bound = { run: () => latest.current(), about, disabledReason }
    change((next) => next.set(id, one))
    return () => change((next) => {
      // Another page may have come before this one went.
      if (next.get(id) === one) next.delete(id)
    })
  }, [id, about, disabledReason])
}

/** The actions that can be done now, by whom. */
export function useBoundActions(): ReadonlyMap<ActionId, Bound> {
  return useSyncExternalStore(watch, () => bound)
}

export const boundAction = (id: ActionId) => bound.get(id)

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}
