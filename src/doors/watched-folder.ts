import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** Files of finished invoices, by how their names end. */
export const FINISHED_KINDS: Readonly<Record<string, 'pdf' | 'ubl'>> = { '.pdf': 'pdf', '.xml': 'ubl' }

/** The parts of the folder that finished invoices are laid in. */
export interface Place { in: string; working: string; out: string; refused: string }

/** How it stands with the folder: what waits, what is being worked on, and what lies decorated or refused; undefined where it cannot be looked into. */
export async function folderState(folder: string): Promise<Record<keyof Place, number> | undefined> {
  const counts = { in: 0, working: 0, out: 0, refused: 0 }
  try {
    for (const [name, path] of Object.entries(placesIn(folder))) counts[name as keyof Place] = (await readdir(path)).filter((file) => FINISHED_KINDS[extname(file).toLowerCase()]).length
    return counts
  } catch {
    return undefined
  }
}

/** Its parts. */
export function placesIn(folder: string): Place {
  return { in: join(folder, 'in'), working: join(folder, 'working'), out: join(folder, 'out'), refused: join(folder, 'refused') }
}
