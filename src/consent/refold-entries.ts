import { isDeepStrictEqual } from 'node:util'
import { lockPeople, selectPeopleAfter } from '../people/people.sql.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { rebuildStanding } from './rebuild-standing.ts'
import { NO_STANDING, type Standing } from './standing.ts'
import { deleteStandings, selectStandings, storeStandings } from './standing.sql.ts'

/** People that are looked at together; none of them is locked for it. */
const PAGE = 500

/**
 * Folds everybody's ledger entries anew and puts right what does not agree with them (rule L1), while others write:
 * returns how many people were looked at and how many were put right. What somebody stands at is exchanged as a whole,
 * under their lock, so that nobody is answered from half of it. Takes the database, because each page stands for itself.
 */
export async function refoldEntries(database: Database): Promise<{ people: number; mended: number }> {
  const done = { people: 0, mended: 0 }
  for (let after: PersonId | undefined; ;) {
    const { people, differing } = await database.read(async (tx) => {
      const page = await selectPeopleAfter(tx, after, PAGE)
      return { people: page, differing: (await compare(tx, page)).map((one) => one.personId) }
    })
    // Whoever said something between two statements only seems to differ: that is seen under the lock.
    if (differing.length > 0) done.mended += await database.write((tx) => mend(tx, differing))
    done.people += people.length
    after = people.at(-1)
    if (people.length < PAGE) return done
  }
}

async function mend(tx: Tx, people: readonly PersonId[]): Promise<number> {
  const wrong = await compare(tx, await lockPeople(tx, people))
  await deleteStandings(tx, wrong.map((one) => one.personId))
  await storeStandings(tx, wrong.map(({ personId, told }) => ({ personId, before: NO_STANDING, after: told })))
  return wrong.length
}

/** Those whose stored standing is not what their entries amount to, with what they amount to. */
async function compare(tx: Tx, people: readonly PersonId[]): Promise<{ personId: PersonId; told: Standing }[]> {
  const [told, stored] = [await rebuildStanding(tx, people), await selectStandings(tx, people)]
  return people.flatMap((personId) => {
    const standing = told.get(personId)!
    return isDeepStrictEqual(standing, stored.get(personId)) ? [] : [{ personId, told: standing }]
  })
}
