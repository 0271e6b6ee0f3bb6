/** What is kept of one person: nothing yet, answers that stand, or answers that something has changed since. */
const UNKNOWN = 0
const STANDS = 1
const CHANGED = 2
const AT_WORK = 3

const FIRST_CAPACITY = 1 << 12
/** The end of an answer that time alone does not change. */
const FOR_EVER = Infinity
const RULE_NUMBERS = 64
const TILE = 64

/**
 * The answers of everybody, one column of 16 bits a cell and one place in it per person number, with the moment they
 * stand until, and how many each rule gives in each cell. Only answers that stand are given out and counted.
 */
export class AnswerColumns {
  readonly width: number
  readonly #ruleBits: number
  #columns: Uint16Array<ArrayBuffer>[]
  #until: Float64Array<ArrayBuffer>
  #states: Uint8Array<ArrayBuffer>
  /** Numbers whose answers were kept since they were last stored. */
  #unstored: Uint8Array<ArrayBuffer>
  readonly #counts: Int32Array
  /** People whose answers wait to be put into the columns together. */
  readonly #tile: Uint16Array
  readonly #tileOf = new Int32Array(TILE)
  #tiled = 0
  #toStore = 0
  #standing = 0
  #changed = 0
  #end = 0
  /** No answer that stands ends before this moment. */
  #firstEnd = FOR_EVER

  /** `ruleBits` are those of a cell that name the rule, the lowest six at most. `people`: how many are expected. */
  constructor(width: number, ruleBits: number, people = 0) {
    const capacity = Math.max(FIRST_CAPACITY, people)
    this.width = width
    this.#ruleBits = ruleBits
    this.#columns = Array.from({ length: width }, () => new Uint16Array(capacity))
    this.#until = new Float64Array(capacity)
    this.#states = new Uint8Array(capacity)
    this.#unstored = new Uint8Array(capacity)
    this.#counts = new Int32Array(width * RULE_NUMBERS)
    this.#tile = new Uint16Array(TILE * width)
  }

  /** How many people have answers that stand, and how many have some that must be worked out again. */
  get standing(): number {
    return this.#standing
  }

  get changed(): number {
    return this.#changed
  }

  /** How many were worked out since they were last stored. */
  get toStore(): number {
    return this.#toStore
  }

  /** Every number in use is below this. */
  get end(): number {
    return this.#end
  }

  /** The cell of a person, or 0 when it does not stand at that moment (Unix time in milliseconds). */
  cell(no: number, column: number, now: number): number {
    return this.#states[no] === STANDS && now < this.#until[no]! ? this.#columns[column]![no]! : 0
  }

  /** Something is kept of this person, whether or not it stands. */
  isKnown(no: number): boolean {
    return no < this.#states.length && this.#states[no] !== UNKNOWN
  }

  stands(no: number, now: number): boolean {
    return this.#states[no] === STANDS && now < this.#until[no]!
  }

  /** How many people get each rule in this cell, by the number of the rule. */
  counts(column: number): Int32Array {
    return this.#counts.slice(column * RULE_NUMBERS, (column + 1) * RULE_NUMBERS)
  }

  /** One whole column, for going through an audience; use `stands` beside it. */
  column(column: number): Uint16Array {
    return this.#columns[column]!
  }

  /** Keeps what was worked out; a change that came meanwhile wins. `until` in Unix milliseconds, null for ever. */
  put(no: number, cells: Uint16Array, until: number | null, stored: boolean): void {
    if (no >= this.#states.length) this.#widen(no)
    const before = this.#states[no]!
    if (before === CHANGED) return
    if (before === STANDS) this.#uncount(no)
    if (before === AT_WORK) this.#changed -= 1
    const [columns, counts, bits] = [this.#columns, this.#counts, this.#ruleBits]
    for (let column = 0; column < columns.length; column++) {
      const cell = cells[column]!
      columns[column]![no] = cell
      counts[column * RULE_NUMBERS + (cell & bits)]! += 1
    }
    this.#standing += 1
    this.#until[no] = until ?? FOR_EVER
    if (this.#until[no]! < this.#firstEnd) this.#firstEnd = this.#until[no]!
    this.#states[no] = STANDS
    this.#setUnstored(no, stored ? 0 : 1)
    if (no >= this.#end) this.#end = no + 1
  }

  /**
   * Takes answers as they were stored, for somebody of whom nothing is known: two bytes a cell, low byte first. They are
   * put into the columns some at a time, column by column, which is twice as fast as person by person; `fillUp` ends it.
   */
  fill(no: number, bytes: Uint8Array, at: number, until: number | null): void {
    if (no >= this.#states.length) this.#widen(no)
    if (this.#states[no] !== UNKNOWN) return
    this.#until[no] = until ?? FOR_EVER
    if (this.#until[no]! < this.#firstEnd) this.#firstEnd = this.#until[no]!
    this.#states[no] = STANDS
    if (no >= this.#end) this.#end = no + 1
    const first = this.#tiled * this.width
    for (let column = 0, from = at; column < this.width; column++, from += 2) this.#tile[first + column] = bytes[from]! | (bytes[from + 1]! << 8)
    this.#tileOf[this.#tiled++] = no
    if (this.#tiled === TILE) this.fillUp()
  }

  fillUp(): void {
    const [tile, tileOf, tiled, width, bits] = [this.#tile, this.#tileOf, this.#tiled, this.width, this.#ruleBits]
    for (let column = 0; column < width; column++) {
      const [cells, base] = [this.#columns[column]!, column * RULE_NUMBERS]
      for (let row = 0, from = column; row < tiled; row++, from += width) {
        const cell = tile[from]!
        cells[tileOf[row]!] = cell
        this.#counts[base + (cell & bits)]! += 1
      }
    }
    this.#standing += tiled
    this.#tiled = 0
  }

  /** From now on these answers do not stand. True when they must be put on the list of work. */
  change(no: number): boolean {
    const before = this.#states[no]
    if (before === undefined || before === UNKNOWN || before === CHANGED) return false
    if (before === STANDS) {
      this.#uncount(no)
      this.#changed += 1
    }
    this.#states[no] = CHANGED
    return true
  }

  /** Somebody begins to work the answers out, by what is committed from now on. False when nothing has changed. */
  begin(no: number): boolean {
    if (this.#states[no] !== CHANGED) return false
    this.#states[no] = AT_WORK
    return true
  }

  /** The work came to nothing; it is to be done again. */
  giveBack(no: number): boolean {
    if (this.#states[no] !== AT_WORK) return false
    this.#states[no] = CHANGED
    return true
  }

  /** The person is gone. */
  forget(no: number): void {
    const before = this.#states[no]
    if (before === undefined || before === CHANGED) return
    if (before === STANDS) this.#uncount(no)
    if (before === AT_WORK) this.#changed -= 1
    this.#states[no] = UNKNOWN
  }

  /** Those whose answers time has ended, each told once. */
  ended(now: number): number[] {
    if (now < this.#firstEnd) return []
    const found: number[] = []
    let first = FOR_EVER
    for (let no = 0; no < this.#end; no++) {
      if (this.#states[no] !== STANDS) continue
      if (this.#until[no]! <= now) found.push(no)
      else if (this.#until[no]! < first) first = this.#until[no]!
    }
    this.#firstEnd = first
    return found
  }

  /** Numbers whose answers stand and are not stored yet; they count as stored from now on. */
  takeUnstored(limit: number): number[] {
    const taken: number[] = []
    for (let no = 0; no < this.#end && taken.length < limit && this.#toStore > 0; no++) {
      if (this.#unstored[no] === 0 || this.#states[no] !== STANDS) continue
      this.#setUnstored(no, 0)
      taken.push(no)
    }
    return taken
  }

  markUnstored(no: number): void {
    this.#setUnstored(no, 1)
  }

  /** A person's answers as they are stored: two bytes a cell, low byte first, and the moment they stand until. */
  stored(no: number): { cells: Buffer; until: number | null } {
    const cells = Buffer.alloc(2 * this.width)
    for (let column = 0; column < this.width; column++) cells.writeUInt16LE(this.#columns[column]![no]!, 2 * column)
    return { cells, until: this.#until[no] === FOR_EVER ? null : this.#until[no]! }
  }

  #setUnstored(no: number, value: 0 | 1): void {
    this.#toStore += value - this.#unstored[no]!
    this.#unstored[no] = value
  }

  #uncount(no: number): void {
    for (const [column, cells] of this.#columns.entries()) this.#counts[column * RULE_NUMBERS + (cells[no]! & this.#ruleBits)]! -= 1
    this.#standing -= 1
  }

  #widen(no: number): void {
    const length = Math.max(no + 1, Math.ceil(1.5 * this.#states.length))
    this.#columns = this.#columns.map((column) => widened(new Uint16Array(length), column))
    this.#until = widened(new Float64Array(length), this.#until)
    this.#states = widened(new Uint8Array(length), this.#states)
    this.#unstored = widened(new Uint8Array(length), this.#unstored)
  }
}

function widened<Column extends Uint8Array | Uint16Array | Float64Array>(wider: Column, column: Column): Column {
  wider.set(column)
  return wider
}
