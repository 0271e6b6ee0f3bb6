import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Figures } from './figures.sql.ts'
import type { House } from './house.ts'

/** Seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * What this copy counts, for whoever runs it: numbers by route pattern, never by anything that stands in a request, so
 * that no person, key or address is in it. No version either (OV-08).
 */
export class Meter {
  readonly #registry = new Registry()
  readonly #answers = this.#histogram('tillit_answer_seconds', 'Time until an answer began, by the pattern of its route. Decisions given from memory are counted below only.', ['method', 'route', 'status'])
  readonly #admitted = this.#counter('tillit_requests_admitted_total', 'Requests let in, by what is given up first when there is too much.', ['urgency'])
  readonly #turnedAway = this.#counter('tillit_requests_turned_away_total', 'Requests turned away with 503 because there was too much.', ['urgency'])
  readonly #underWay = this.#gauge('tillit_requests_under_way', 'Requests being answered.', ['urgency'])
  readonly #late = this.#gauge('tillit_late_seconds', 'How late the program comes to its timers.')
  readonly #connections = this.#gauge('tillit_database_connections', 'Connections of this copy to the database.', ['state'])
  readonly #waiting = this.#gauge('tillit_database_waiting', 'Transactions that wait for a connection.')
  readonly #headAge = this.#gauge('tillit_decisions_head_age_seconds', 'How long ago the database last confirmed what decisions in memory rest on.')
  readonly #leaves = this.#gauge('tillit_ledger_leaves', 'Leaves of the ledger.')
  readonly #pending = this.#gauge('tillit_ledger_pending', 'Entries that wait for their place in the ledger.')
  readonly #signedAge = this.#gauge('tillit_ledger_head_age_seconds', 'How long ago a head of the ledger was last signed; heads are signed when something was said.')
  readonly #mail = this.#gauge('tillit_mail_waiting', 'Messages that wait to be sent, single ones and those of mailings under way.', ['kind'])
  readonly #memory = this.#gauge('tillit_memory_bytes', 'Memory of this copy.', ['kind'])
  readonly #cpu = this.#counter('tillit_cpu_seconds_total', 'Processor time of this copy.')

  answered(method: string, route: string, status: number, ms: number): void {
    this.#answers.labels(method, route, String(status)).observe(ms / 1000)
  }

  /** Everything as text for Prometheus; `figures` are what the database tells, when it tells anything. */
  async text(house: Pick<House, 'database' | 'memory' | 'admission'>, figures: Figures | undefined): Promise<string> {
    const now = house.database.clock().getTime()
    const { pool } = house.database
    for (const { urgency, underWay, admitted, turnedAway } of house.admission?.figures() ?? []) {
      this.#underWay.set({ urgency }, underWay)
      setTotal(this.#admitted, { urgency }, admitted)
      setTotal(this.#turnedAway, { urgency }, turnedAway)
    }
    this.#late.set((house.admission?.lateMs ?? 0) / 1000)
    this.#connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
    this.#connections.set({ state: 'idle' }, pool.idleCount)
    this.#waiting.set(pool.waitingCount)
    if (house.memory && house.memory.head.at.getTime() > 0) this.#headAge.set((now - house.memory.head.at.getTime()) / 1000)
    if (figures) this.#setFigures(figures, now)
    const { rss, heapUsed } = process.memoryUsage()
    this.#memory.set({ kind: 'resident' }, rss)
    this.#memory.set({ kind: 'heap' }, heapUsed)
    const { user, system } = process.cpuUsage()
    setTotal(this.#cpu, {}, (user + system) / 1_000_000)
    return this.#registry.metrics()
  }

  #setFigures(figures: Figures, now: number): void {
    this.#leaves.set(figures.leaves)
    this.#pending.set(figures.pending)
    if (figures.signedAt) this.#signedAge.set((now - figures.signedAt.getTime()) / 1000)
    this.#mail.set({ kind: 'single' }, figures.singleMail)
    this.#mail.set({ kind: 'mailing' }, figures.mailingMail)
  }

  #gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] })
  }

  #counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name, help, labelNames, registers: [this.#registry] })
  }

  #histogram(name: string, help: string, labelNames: string[]): Histogram {
    return new Histogram({ name, help, labelNames, buckets: BUCKETS, registers: [this.#registry] })
  }
}

/** What was counted elsewhere. */
function setTotal(counter: Counter, labels: Record<string, string>, total: number): void {
  counter.remove(labels)
  counter.inc(labels, total)
}
