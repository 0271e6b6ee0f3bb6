/** Keys that are full again are forgotten when there are more than these. */
const MANY = 10_000

interface Bucket {
  tokens: number
  at: number
}

/** What is left to a key, and after how many seconds its bucket is full again; or after how many it may come again. */
export type Taken = { left: number; fullAfter: number } | { againAfter: number }

/**
 * One bucket of requests for each key, filled evenly: a minute's worth may be used at once. It keeps one system that
 * runs wild from the others; each copy of the program counts for itself.
 */
export class KeyBuckets {
  readonly perMinute: number
  readonly #ticks: () => number
  readonly #buckets = new Map<string, Bucket>()

  /** `ticks` is a clock of milliseconds that nobody can set. */
  constructor(perMinute: number, ticks: () => number = () => performance.now()) {
    this.perMinute = perMinute
    this.#ticks = ticks
  }

  take(key: string): Taken {
    const now = this.#ticks()
    const perSecond = this.perMinute / 60
    const bucket = this.#buckets.get(key) ?? this.#newBucket(key, now)
    bucket.tokens = Math.min(this.perMinute, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    if (bucket.tokens < 1) return { againAfter: Math.ceil((1 - bucket.tokens) / perSecond) }
    bucket.tokens -= 1
    return { left: Math.floor(bucket.tokens), fullAfter: Math.ceil((this.perMinute - bucket.tokens) / perSecond) }
  }

  #newBucket(key: string, now: number): Bucket {
    if (this.#buckets.size >= MANY) for (const [each, { at }] of this.#buckets) if (now - at > 60_000) this.#buckets.delete(each)
    const bucket = { tokens: this.perMinute, at: now }
    this.#buckets.set(key, bucket)
    return bucket
  }
}
