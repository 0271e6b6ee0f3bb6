import { Problem } from './errors.ts'

/** Lets only so many acts run at a time; the others wait in their order, and those beyond a limit are told to come again. */
export class Lane {
  readonly #width: number
  readonly #mayWait: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(width: number, mayWait: number) {
    this.#width = width
    this.#mayWait = mayWait
  }

  /** Throws a Problem when too many wait already. */
  async run<Result>(act: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#width) {
      if (this.#waiting.length >= this.#mayWait) throw new Problem('unavailable', { text: 'shell.reports-busy' })
      // Whoever ends hands its place over, so that nobody who comes later takes it.
      await new Promise<void>((mine) => void this.#waiting.push(mine))
    } else this.#running += 1
    try {
      return await act()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
