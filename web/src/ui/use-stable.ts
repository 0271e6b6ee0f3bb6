import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function that stays the same while what it does follows the latest drawing: handed down, it draws nothing again. */
export function useStable<Parameters extends unknown[], Result>(act: (...parameters: Parameters) => Result): (...parameters: Parameters) => Result {
  const latest = useRef(act)
  useLayoutEffect(() => {
    latest.current = act
  })
  return useCallback((...parameters: Parameters) => latest.current(...parameters), [])
}
