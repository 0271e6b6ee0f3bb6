import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { Problem } from '../plumbing/errors.ts'
import { AppendLog } from './append-log.ts'
import { writeDurably } from './durable-file.ts'
import type { JournalEntry, Keeper, KeeperFacts, KeeperKeys, PublishedHead, SignedHead } from './keeper.ts'
import { FolderKeyRoom, type KeyRoom } from './key-room.ts'

export const CARD_FILE = 'keeper.json'

/** Whose keeper it is. Written last when a keeper is made, so that a keeper that has it is whole. */
export interface KeeperCard {
  version: 1
  id: string
  keyName: string
  databaseId: string | undefined
}

export async function writeCard(folder: string, card: KeeperCard): Promise<void> {
  await writeDurably(join(folder, CARD_FILE), `${JSON.stringify(card, null, 2)}\n`)
}

interface HeadLine {
  epoch: number
  size: number
  origin: string
  root: string
  note: string
  at: string
  journalLines: number
}

interface MarkLine {
  series: string
  number: number
}

/** A keeper in a folder: keys, and three logs that only grow. */
export class FolderKeeper implements Keeper {
  readonly keys: KeeperKeys
  readonly keyRoom: KeyRoom
  readonly torn: readonly string[]
  readonly #folder: string
  readonly #fresh: boolean
  readonly #logs: Logs
  readonly #marks = new Map<string, number>()
  #card: KeeperCard
  #journalLines: number
  #lastHead: HeadLine | undefined

  static async open(parts: { folder: string; card: KeeperCard; keys: KeeperKeys; roomKey: KeyObject; fresh: boolean; now: Date }): Promise<FolderKeeper> {
    const logs = {
      journal: new AppendLog<JournalEntry>(join(parts.folder, 'journal'), parts.now),
      heads: new AppendLog<HeadLine>(join(parts.folder, 'heads'), parts.now),
      marks: new AppendLog<MarkLine>(join(parts.folder, 'marks'), parts.now),
    }
    // Heads say how long the journal was: another copy that writes meanwhile can only have made it longer.
    const [heads, journal, marks] = [await logs.heads.read(), await logs.journal.read(), await logs.marks.read()]
    const torn = [...journal.torn, ...heads.torn, ...marks.torn]
    const keeper = new FolderKeeper(parts, logs, torn, journal.lines.length)
    for (const head of heads.lines) keeper.#noteHead(head)
    for (const mark of marks.lines) keeper.#noteMark(mark)
    return keeper
  }

  private constructor(parts: { folder: string; card: KeeperCard; keys: KeeperKeys; roomKey: KeyObject; fresh: boolean; now: Date }, logs: Logs, torn: string[], journalLines: number) {
    this.#folder = parts.folder
    this.#card = parts.card
    this.keys = parts.keys
    this.keyRoom = new FolderKeyRoom(join(parts.folder, 'room'), parts.roomKey, parts.now)
    this.#fresh = parts.fresh
    this.#logs = logs
    this.torn = torn
    this.#journalLines = journalLines
  }

  get id(): string {
    return this.#card.id
  }

  get databaseId(): string | undefined {
    return this.#card.databaseId
  }

  get lastHead(): PublishedHead | undefined {
    return this.#lastHead && published(this.#lastHead)
  }

  async pair(databaseId: string): Promise<void> {
    if (this.#card.databaseId === databaseId) return
    if (this.#card.databaseId !== undefined) throw new Problem('unavailable', { rule: 'E3', text: 'keeper.of-another-database' })
    const card = { ...this.#card, databaseId }
    await writeCard(this.#folder, card)
    this.#card = card
  }

  async journal(...entries: JournalEntry[]): Promise<void> {
    await this.#logs.journal.append(...entries)
    this.#journalLines += entries.length
  }

  async readJournal(): Promise<JournalEntry[]> {
    return (await this.#logs.journal.read()).lines
  }

  async publishHead(head: SignedHead, at: Date): Promise<void> {
    const { epoch, size, origin, root, note } = head
    // Never two heads that contradict each other, whoever asks.
    if (this.#lastHead && contradicts({ epoch, size, root: root.toString('base64') }, this.#lastHead)) {
      throw new Problem('unavailable', { rule: 'L5', text: 'keeper.contradicts', parameters: { size } })
    }
    const line = { epoch, size, origin, root: root.toString('base64'), note, at: at.toISOString(), journalLines: this.#journalLines }
    await this.#logs.heads.append(line)
    this.#noteHead(line)
  }

  async readHeads(): Promise<PublishedHead[]> {
    const { lines } = await this.#logs.heads.read()
    for (const head of lines) this.#noteHead(head)
    return lines.map(published).toSorted((a, b) => a.epoch - b.epoch || a.size - b.size)
  }

  async followHeads(): Promise<void> {
    for (const head of (await this.#logs.heads.readNew()).lines) this.#noteHead(head)
  }

  async markSeries(series: string, number: number): Promise<void> {
    if (number <= this.seriesMark(series)) return
    await this.#logs.marks.append({ series, number })
    this.#noteMark({ series, number })
  }

  seriesMark(series: string): number {
    return this.#marks.get(series) ?? 0
  }

  facts(): KeeperFacts {
    return {
      id: this.id,
      databaseId: this.databaseId,
      fresh: this.#fresh,
      lastHead: this.lastHead,
      journalLines: this.#journalLines,
      journalLinesAtHead: this.#lastHead?.journalLines ?? 0,
      seriesMarks: this.#marks,
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#logs.journal.close(), this.#logs.heads.close(), this.#logs.marks.close()])
  }

  #noteHead(head: HeadLine): void {
    const last = this.#lastHead
    if (!last || head.epoch > last.epoch || (head.epoch === last.epoch && head.size >= last.size)) this.#lastHead = head
  }

  #noteMark({ series, number }: MarkLine): void {
    this.#marks.set(series, Math.max(number, this.seriesMark(series)))
  }
}

interface Logs {
  journal: AppendLog<JournalEntry>
  heads: AppendLog<HeadLine>
  marks: AppendLog<MarkLine>
}

function contradicts(head: { epoch: number; size: number; root: string }, last: HeadLine): boolean {
  if (head.epoch !== last.epoch) return head.epoch < last.epoch
  return head.size < last.size || (head.size === last.size && head.root !== last.root)
}

function published({ epoch, size, origin, root, note, at }: HeadLine): PublishedHead {
  return { epoch, size, origin, root: Buffer.from(root, 'base64'), note, at }
}
