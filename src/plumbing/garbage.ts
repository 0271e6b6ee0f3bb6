import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Garbage that long work may leave before it is taken away. */
const MOST_BYTES = 48 * 1024 * 1024

let collect: (() => void) | undefined

/**
 * Keeps long work small: left alone, the heap grows to many times of what lives in it, because the machine has room. Call
 * `takeAway` now and then; a collection takes some tens of milliseconds.
 */
export class Garbage {
  #living = getHeapStatistics().used_heap_size

  takeAway(): void {
    if (getHeapStatistics().used_heap_size - this.#living < MOST_BYTES) return
    collect ??= collector()
    collect()
    this.#living = getHeapStatistics().used_heap_size
  }
}

/** The engine shows its collector to new contexts only, once it has been told to. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
