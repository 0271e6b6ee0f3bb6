// long: what is kept, how it is kept right and what is answered from it are one argument, and are read as one.
import type { Database } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { cellOf, NOT_KNOWN } from './cell.ts'
import { ChangeFollower, type Head } from './change-follower.ts'
import { decide, type Decision } from './decide.ts'
import { decideCells, type PersonCells } from './decide-cells.ts'
import { selectPeopleByNumber, type DecisionRow } from './decision-rows.sql.ts'
import { PersonNumbers } from './person-numbers.ts'
import type { Question } from './question.ts'
import { countsIn, decisionIn, keptCells, loadAnswers, visibleIn, type EverybodysAnswers, type KnownAnswers, type RuleCount } from './stored-answers.ts'
import { WorkList } from './work-list.ts'

/** People worked out in one go: few enough that nobody waits long for the process. */
const PEOPLE_AT_A_TIME = 200
/** People looked through in one go for those without answers. */
const LOOKED_THROUGH = 5_000
/** So long somebody who asks for everybody waits for what was just changed: asking the database of everybody takes longer. */
const SETTLED_MS = 2_000
const SECOND_MS = 1_000

/**
 * The gate's answers about everybody, kept in memory (DESIGN, "Serving decisions from memory"). It never says what the
 * rule table would not: what it does not know, or what something has changed since, it leaves to the database, and what
 * the database has not confirmed for two seconds it answers with no. Sending never asks here (D5).
 */
export class DecisionMemory {
  readonly #database: Database
  readonly #follower: ChangeFollower
  readonly #version: string
  readonly #ticks: () => number
  readonly #numbers = new PersonNumbers()
  #known: KnownAnswers | undefined
  readonly #todo = new WorkList()
  #gone: PersonId[] = []
  #working: Promise<boolean> | undefined
  /** People in a round of work that is not finished. */
  #inWork = 0
  /** Every change up to here stands in the answers. */
  #settled = 0
  #closed = false
  /** The latest moment anything was worked out at, in milliseconds. */
  #latest = 0

  /** `version` names the program that decides; `ticks` is a clock of milliseconds that nobody can set. */
  constructor(parts: { database: Database; version: string; ticks: () => number }) {
    this.#database = parts.database
    this.#version = parts.version
    this.#ticks = parts.ticks
    this.#follower = new ChangeFollower({ database: parts.database, ticks: parts.ticks, changed: (personIds) => this.#change(personIds) })
  }

  /** The head the answers stand at. */
  get head(): Head {
    return this.#follower.head
  }

  /** Something was committed that has no place in the log yet. */
  get changesWait(): boolean {
    return this.#follower.waiting
  }

  /**
   * Works until everything is known that can be, but no longer than two seconds. False when there is too much to do.
   * Throws when the database cannot be read.
   */
  async settle(): Promise<boolean> {
    const until = this.#ticks() + SETTLED_MS
    do {
      if (!this.#known || this.#todo.lookFrom !== null) return false
      const known = this.#ready()
      if (known) this.#expire(known)
      if (known && this.#nothingToDo()) return true
      await (known ? this.work() : this.follow())
    } while (this.#ticks() < until)
    return false
  }

  /** Names what the answers mean: stored ones of another name are not read. */
  get layoutName(): string | undefined {
    return this.#known?.name
  }

  /** May this person be met so? The answer of the one rule table, or `ask-database`. */
  answer(personId: PersonId, question: Question): Decision | 'ask-database' {
    const known = this.#known
    if (!known) return 'ask-database'
    // Nothing is known when nothing was confirmed.
    if (!this.#follower.confirmed) return decide({ use: question.use, channel: question.channel })
    if (!this.#ready()) return 'ask-database'
    const place = cellOf(known.layout, question)
    const no = place < 0 ? -1 : this.#numbers.find(personId)
    const cell = no < 0 ? 0 : known.columns.cell(no, place, this.#moment())
    return cell === 0 ? 'ask-database' : decisionIn(known, place, cell)
  }

  /** Whether the person has a living ground for one of these purposes, by which a key sees them. */
  sees(personId: PersonId, purposes: readonly string[]): boolean | 'ask-database' {
    const known = this.#follower.confirmed ? this.#ready() : undefined
    const no = known ? this.#numbers.find(personId) : -1
    if (!known || no < 0 || !known.columns.stands(no, this.#moment())) return 'ask-database'
    return visibleIn(known, no, purposes)
  }

  /**
   * Everybody's answers to a question, when all are known; ask `settle` before and use it at once. Undefined for a
   * question that is asked too seldom to be kept, or while something is still to be worked out.
   */
  everybody(question: Question): EverybodysAnswers | undefined {
    const known = this.#follower.confirmed && this.#nothingToDo() ? this.#ready() : undefined
    const place = known ? cellOf(known.layout, question) : -1
    if (!known || place < 0) return undefined
    const [cells, moment] = [known.columns.column(place), this.#moment()]
    return {
      head: this.head, counts: countsIn(known, place), end: known.columns.end,
      cell: (no) => (known.columns.stands(no, moment) ? cells[no]! : NOT_KNOWN),
      personId: (no) => this.#numbers.idOf(no),
    }
  }

  /** The questions that are answered beforehand, and how many people each rule answers; `complete` when nobody is still being worked out. */
  reach(): { head: Head; people: number; complete: boolean; questions: { question: Question; counts: RuleCount[] }[] } | undefined {
    const known = this.#follower.confirmed ? this.#ready() : undefined
    return known && { head: this.head, people: known.columns.standing, complete: this.#nothingToDo(), questions: known.layout.cells.map((question, place) => ({ question, counts: countsIn(known, place) })) }
  }

  /** Reads what was changed, and takes up a new catalogue. Throws when the database cannot be read. */
  async follow(): Promise<void> {
    if (this.#closed) return
    if (!this.#known) await this.#load()
    const whole = await this.#follower.follow()
    if (whole && this.#follower.catalogueVersion === this.#known?.layout.catalogueVersion) return
    await this.#load()
    await this.#follower.follow()
  }

  /** Works out some of what is not known or was changed. True when there is more. */
  async work(): Promise<boolean> {
    this.#working ??= this.#workSome().finally(() => {
      this.#working = undefined
    })
    return this.#working
  }

  /** True when there is something to store, given up to where the log was marked as stored. */
  hasUnstored(marked: number): boolean {
    return this.#known !== undefined && (this.#settled !== marked || this.#known.columns.toStore > 0 || this.#gone.length > 0)
  }

  /** Answers that were not stored since they were worked out, and how far the log stands in what is stored with them. */
  takeUnstored(limit: number): { layout: string; settled: number; rows: DecisionRow[]; gone: PersonId[]; more: boolean } | undefined {
    const known = this.#ready()
    if (!known) return undefined
    const { columns } = known
    const rows = columns.takeUnstored(limit).map((no) => ({ personId: this.#numbers.idOf(no), personNo: no, ...columns.stored(no) }))
    return { layout: known.name, settled: this.#settled, rows, gone: this.#gone.splice(0), more: rows.length === limit }
  }

  /** They could not be stored after all. */
  giveBackUnstored(rows: readonly DecisionRow[], gone: readonly PersonId[]): void {
    for (const { personNo } of rows) this.#known?.columns.markUnstored(personNo)
    this.#gone.push(...gone)
  }

  async #workSome(): Promise<boolean> {
    const known = this.#ready()
    if (!known) return false
    this.#expire(known)
    if (this.#todo.nobodyWaits && this.#todo.lookFrom !== null) await this.#look(known, this.#todo.lookFrom)
    const changed = this.#todo.takeChanged(PEOPLE_AT_A_TIME).filter((no) => known.columns.begin(no))
    const people = [...changed.map((no) => this.#numbers.idOf(no)), ...this.#todo.takeNewcomers(PEOPLE_AT_A_TIME)]
    this.#inWork = people.length
    if (people.length > 0) await this.#workOut(known, people).finally(() => {
      this.#inWork = 0
    })
    if (this.#nothingToDo()) this.#settled = this.head.index
    return !this.#nothingToDo()
  }

  /** From now on everything is left to the database. */
  async close(): Promise<void> {
    this.#closed = true
    this.#known = undefined
    await this.#follower.close()
  }

  #moment(): number {
    return this.#database.clock().getTime()
  }

  /** Time has changed the answers of some. */
  #expire(known: KnownAnswers): void {
    for (const no of known.columns.ended(this.#moment())) if (known.columns.change(no)) this.#todo.addChanged(no)
  }

  #nothingToDo(): boolean {
    return this.#todo.isEmpty && this.#inWork === 0 && this.#known?.columns.changed === 0
  }

  /** What is known, when nothing stands against answering from it. */
  #ready(): KnownAnswers | undefined {
    const known = this.#known
    if (!known || !this.#follower.caughtUp || this.#follower.catalogueVersion !== known.layout.catalogueVersion) return undefined
    // A clock that was set back stands before what the answers were worked out from.
    return this.#moment() < this.#latest - SECOND_MS ? undefined : known
  }

  #change(personIds: readonly PersonId[]): void {
    const columns = this.#known?.columns
    if (!columns) return
    for (const personId of personIds) {
      const no = this.#numbers.find(personId)
      if (no < 0 || !columns.isKnown(no)) this.#todo.addNewcomer(personId)
      else if (columns.change(no)) this.#todo.addChanged(no)
    }
  }

  /** Puts the next people without answers on the list. */
  async #look(known: KnownAnswers, from: number): Promise<void> {
    const { looks } = this.#todo
    const people = await this.#database.read((tx) => selectPeopleByNumber(tx, from, LOOKED_THROUGH))
    if (looks !== this.#todo.looks) return
    for (const { personId, personNo } of people) {
      if (!known.columns.isKnown(personNo) || this.#numbers.find(personId) !== personNo) this.#todo.addNewcomer(personId)
    }
    this.#todo.lookFrom = people.length === 0 ? null : people.at(-1)!.personNo + 1
  }

  async #workOut(known: KnownAnswers, personIds: readonly PersonId[]): Promise<void> {
    const { looks } = this.#todo
    try {
      let at = 0
      const decided = await this.#database.readByKeys(async (tx) => {
        at = tx.now.getTime()
        this.#latest = Math.max(this.#latest, at)
        return (await selectCatalogue(tx)).version === known.layout.catalogueVersion ? decideCells(tx, known.layout, personIds) : undefined
      })
      // A new catalogue: everything is worked out again.
      if (!decided || this.#known !== known) return
      const found = new Set(decided.map((one) => one.personId))
      for (const one of decided) {
        // Whoever was changed meanwhile, or may have been, is worked out again.
        if (this.#todo.hasNewcomer(one.personId)) continue
        const isNew = !known.columns.isKnown(one.personNo)
        if (isNew && looks !== this.#todo.looks) continue
        if (!this.#numbers.add(one.personId, one.personNo)) continue
        known.columns.put(one.personNo, keptCells(one), endOf(one, at), false)
      }
      for (const personId of personIds.filter((one) => !found.has(one))) {
        known.columns.forget(this.#numbers.find(personId))
        this.#gone.push(personId)
      }
    } catch (error) {
      for (const personId of personIds) this.#giveBack(known, personId)
      throw error
    }
  }

  #giveBack(known: KnownAnswers, personId: PersonId): void {
    const no = this.#numbers.find(personId)
    if (no < 0 || !known.columns.isKnown(no)) this.#todo.addNewcomer(personId)
    else if (known.columns.giveBack(no)) this.#todo.addChanged(no)
  }

  /** Begins anew with the catalogue in force and the answers that were stored for it. */
  async #load(): Promise<void> {
    this.#known = undefined
    const known = await loadAnswers(this.#database, this.#version, this.#numbers)
    this.#todo.clear()
    this.#settled = known.after
    this.#known = this.#closed ? undefined : known
    this.#follower.startAfter(known.after)
  }
}

/** Until when answers of a moment stand: as long as it takes to say them at least, or they would never be kept. */
function endOf({ validUntil }: Pick<PersonCells, 'validUntil'>, at: number): number | null {
  return validUntil && Math.max(validUntil.getTime(), at + 1)
}
