import { fork, type ChildProcess } from 'node:child_process'
import { getPriority, setPriority, constants } from 'node:os'

export interface HelperBounds {
  /** Of its heap. */
  megabytes: number
  /** For one answer. */
  silenceMs: number
}

/** A helper took more memory or time than it may, or was ended by somebody else. */
export class HelperGone extends Error {}

/**
 * A process of its own for work on one file that could hurt whoever does it: it has the file and nothing else (no settings
 * of ours, no writing, no programs of its own), gives way to everybody, and ends with us.
 */
export class HelperProcess {
  readonly #child: ChildProcess
  readonly #bounds: HelperBounds
  #gone: Error | undefined
  #settle: { answered(answer: unknown): void; gone(error: Error): void } | undefined

  /** `program` is the path of a script that answers each message with one; it finds the file under `HELPER_FILE`. */
  constructor(program: string, descriptor: number, bounds: HelperBounds) {
    this.#bounds = bounds
    this.#child = fork(program, {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc', descriptor], env: {},
      execArgv: [`--max-old-space-size=${bounds.megabytes}`, '--max-semi-space-size=2', '--permission', '--allow-fs-read=*', '--disable-warning=SecurityWarning'],
    })
    this.#child.on('message', (answer) => this.#settle?.answered(answer))
    this.#child.on('error', (error) => this.#goes(error))
    this.#child.on('exit', () => this.#goes(new HelperGone('the process ended')))
    giveWay(this.#child.pid)
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** One message at a time. Throws HelperGone when there is no answer in time, or the process ends. */
  async ask(message: object): Promise<unknown> {
    if (this.#gone) throw this.#gone
    let patience: NodeJS.Timeout | undefined
    try {
      return await new Promise((answered, gone) => {
        this.#settle = { answered, gone }
        patience = setTimeout(() => {
          this.#goes(new HelperGone('no answer in time'))
          this.end()
        }, this.#bounds.silenceMs)
        this.#child.send(message, (error) => void (error && this.#goes(new HelperGone('the process ended'))))
      })
    } finally {
      clearTimeout(patience)
      this.#settle = undefined
    }
  }

  /** At once, whatever it is doing. */
  end(): void {
    this.#child.kill('SIGKILL')
  }

  #goes(error: Error): void {
    this.#gone ??= error
    this.#settle?.gone(this.#gone)
  }
}

/** Where the file is found in the process. */
export const HELPER_FILE = 4

function giveWay(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL))
  } catch {
    // It has ended already, which is told to whoever asks it.
  }
}

/**
 * What such a process does: answers each message in turn. It does not hear the signals that end a whole group of processes:
 * whoever asked it may have to end a batch first, and takes it along.
 */
export function answerAsHelper(answer: (message: unknown) => Promise<object>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  process.on('disconnect', () => process.exit())
  process.on('message', (message) => void answer(message).then((told) => process.send?.(told)))
}
