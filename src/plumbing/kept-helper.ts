import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'
import { HelperProcess, type HelperBounds } from './helper-process.ts'
import { Lane } from './lane.ts'

/** After so many files a process makes room for a new one; after so long without work it ends. */
const FILES_EACH = 200
const RESTS_MS = 2_000

/**
 * A helper that gets one whole file after the other in its messages, and is kept for the next for a moment: starting it takes
 * longer than most files do. It ends with a file that takes too much.
 */
export class KeptHelper {
  readonly #program: string
  readonly #bounds: HelperBounds
  readonly #lane: Lane
  #now: { process: HelperProcess; bounds: HelperBounds; files: number; ending: NodeJS.Timeout | undefined } | undefined

  constructor(program: string, bounds: HelperBounds, mayWait: number) {
    this.#program = program
    this.#bounds = bounds
    this.#lane = new Lane(1, mayWait)
  }

  /** One after the other. Throws HelperGone for what takes more memory or time than it may, a Problem when too many wait. */
  ask(message: object, bounds = this.#bounds): Promise<unknown> {
    return this.#lane.run(async () => {
      // Bounds are those of a process: other ones take another.
      if (this.#now && this.#now.bounds !== bounds) this.#end()
      const own = (this.#now ??= { process: this.#started(bounds), bounds, files: 0, ending: undefined })
      clearTimeout(own.ending)
      own.files++
      try {
        const answer = await own.process.ask(message)
        if (own.files >= FILES_EACH) this.#end()
        else own.ending = setTimeout(() => this.#end(), RESTS_MS)
        return answer
      } catch (error) {
        this.#end()
        throw error
      }
    })
  }

  #started(bounds: HelperBounds): HelperProcess {
    const nothing = openSync(devNull, 'r')
    try {
      return new HelperProcess(this.#program, nothing, bounds)
    } finally {
      closeSync(nothing)
    }
  }

  #end(): void {
    this.#now?.process.end()
    this.#now = undefined
  }
}
