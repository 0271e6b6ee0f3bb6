import { CompiledQuery } from 'kysely'
import { compareKnown } from '../src/resolution/compare-known.ts'
import { allowPass, gatherKnown } from '../src/resolution/likeness.sql.ts'
import type { Desk } from './desk.ts'
import { atMost, seconds, told, within, type Figure } from './measure.ts'

/** One in so many is made a second record of the one before, with another address and another spelling. */
const EVERY = 100
/** The wish is for a million people. */
const SECONDS_A_MILLION = 60

class RolledBack extends Error {}

const PLANT = `
  update profile f set given_name = q.given_name, family_name = case when p.person_no % ${2 * EVERY} = 0 then q.family_name else replace(q.family_name, 'str', 'srt') end,
    birth_date = q.birth_date, street = q.street, postal_code = q.postal_code, city = q.city
  from person p join person b on b.person_no = p.person_no - 1 join profile q on q.person_id = b.person_id
  where f.person_id = p.person_id and p.person_no % ${EVERY} = 0`

/** The least that looking for duplicates needs: thirteen hashed things of everybody, put together by what they are. */
const BARE = `
  select count(*) from (
    select count(*) from (select hashtextextended(f.given_name || f.family_name || f.birth_date::text || k.k::text, 0) as key from profile f cross join generate_series(1, 13) as k (k)) x
    group by key having count(*) > 1) y`

/** A whole pass through the register, rolled back. */
export async function measureResolve({ house, register, say }: Desk): Promise<Figure[]> {
  let took = 0
  let bare = 0
  let found = { people: 0, planted: 0, pairs: 0, likely: 0, right: 0 }
  await house.database.reportAndRecord(async (tx) => {
    await allowPass(tx)
    await tx.db.executeQuery(CompiledQuery.raw("select set_config('role', 'none', true)"))
    const planted = Number((await tx.db.executeQuery(CompiledQuery.raw(PLANT))).numAffectedRows)
    bare = await seconds(() => tx.db.executeQuery(CompiledQuery.raw(BARE)))
    took = await seconds(async () => {
      const people = await gatherKnown(tx)
      say(`gathered ${people} people`)
      const { likely, pairs } = await compareKnown(tx, people)
      const { rows } = await tx.db.executeQuery<{ right: number }>(CompiledQuery.raw(`
        select count(*)::int as right from unnest($1::int[], $2::int[]) as l (a, b) join known x on x.no = l.a join known y on y.no = l.b
        join person p on p.person_id = x.person_id join person q on q.person_id = y.person_id
        where abs(p.person_no - q.person_no) = 1 and greatest(p.person_no, q.person_no) % ${EVERY} = 0`, [likely.map((one) => one.a), likely.map((one) => one.b)]))
      found = { people, planted, pairs, likely: likely.length, right: rows[0]!.right }
    })
    throw new RolledBack()
  }).catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
  const people = register.size
  const note = `${found.people.toLocaleString('en')} people gathered, ${found.pairs.toLocaleString('en')} pairs compared, ${found.likely.toLocaleString('en')} kept; of ${found.planted.toLocaleString('en')} planted second records ${found.right.toLocaleString('en')} found`
  return [
    within((SECONDS_A_MILLION * people) / 1_000_000, { name: 'look for duplicates, a whole pass', unit: 's', people, value: took, note: `${note}; the wish is ${SECONDS_A_MILLION} s for a million people` }),
    atMost(8, { name: 'look for duplicates, beside one grouping', unit: 's', people, value: took, against: bare, note: 'the floor is one statement that hashes thirteen things of everybody and groups them; reading, pairing, comparing and learning come on top' }),
    told({ name: 'look for duplicates, people a second', unit: 'people/s', people, value: people / took }),
  ]
}
