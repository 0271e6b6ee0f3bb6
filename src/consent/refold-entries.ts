import { isDeepStrictEqual } from 'node:util'
import { lockPeople, selectPeopleAfter } from '../people/people.sql.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { rebuildStanding } from './rebuild-standing.ts'
import { choiceKey, NO_STANDING, type Standing } from './standing.ts'
import { deleteStandings, selectStandings, selectYesEnds, storeStandings } from './standing.sql.ts'
import { yesEnds, type YesEnd } from './yes-end.ts'

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
  await storeStandings(tx, wrong.map(({ personId, told }) => ({ personId, before: NO_STANDING, after: told })), yesEnds((await selectCatalogue(tx)).purposes))
  return wrong.length
}

/** Those whose stored standing is not what their entries amount to, or whose yes ends on another day, with what they amount to. */
async function compare(tx: Tx, people: readonly PersonId[]): Promise<{ personId: PersonId; told: Standing }[]> {
  const [told, stored] = [await rebuildStanding(tx, people), await selectStandings(tx, people)]
  const endOf = yesEnds((await selectCatalogue(tx)).purposes)
  const ends = Map.groupBy(await selectYesEnds(tx, people), (one) => one.personId)
  return people.flatMap((personId) => {
    const standing = told.get(personId)!
    const right = isDeepStrictEqual(standing, stored.get(personId)) && isDeepStrictEqual(endsOf(standing, endOf), new Map((ends.get(personId) ?? []).map((one) => [choiceKey(one.purpose, one.channel), one.until])))
    return right ? [] : [{ personId, told: standing }]
  })
}

function endsOf(standing: Standing, endOf: YesEnd): Map<string, Date> {
  return new Map([...standing.choices].flatMap(([key, choice]): [string, Date][] => {
    const until = endOf(choice)
    return until ? [[key, until]] : []
  }))
}
