import type { DecisionMemory } from '../decisions/decision-memory.ts'
import type { Scope } from '../people/scope.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { foundBy } from './list-search.sql.ts'
import type { ReadyList } from './list-page.sql.ts'
import { checkList, listable, type ListWish } from './list.ts'
import { reachableNumbers } from './reachable-numbers.ts'

/** A list as this reader may ask for it, with all that its statements need. Throws as `checkList`. */
export async function openList(tx: Tx, wish: ListWish, reader: { scope: Scope | undefined; memory: DecisionMemory | undefined }): Promise<ReadyList> {
  const checked = checkList(wish, listable(await selectCatalogue(tx), reader.scope))
  const numbers: Buffer[] = []
  for (const { question } of checked.reachable) numbers.push(await reachableNumbers(tx, reader.memory, question))
  const country = (await selectInstallation(tx))?.controller.country ?? ''
  return { ...checked, numbers, scope: reader.scope, found: await foundBy(tx, checked.search, reader.scope), country }
}
