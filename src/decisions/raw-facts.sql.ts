import { CompiledQuery } from 'kysely'
import type { Capacity } from '../law/channel.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, GroundId, PersonId } from '../values/ids.ts'
import { BORN_WITHIN_YEARS, SENT_WITHIN_MONTHS } from './lasting.ts'
import type { Moment, RawPerson } from './raw-person.ts'

/** Planning for many looks at every partition, and takes as long as so many questions about one. */
const FEW = 4

/**
 * What the tables hold about these people, as far as a decision looks at it; somebody who is not in the register is not in
 * the answer. Each person in one statement, so that all of it is of one moment.
 */
export async function selectRawPeople(tx: Tx, personIds: readonly PersonId[]): Promise<RawPerson[]> {
  const found: (RawRow[] | null)[] = []
  if (personIds.length > FEW) found.push(...(await rowsFrom(tx, ABOUT_MANY, personIds)))
  else for (const personId of personIds) found.push(...(await rowsFrom(tx, ABOUT_ONE, personId)))
  return found.map((rows) => rawPerson(rows ?? [])).filter((one) => one.personId !== '')
}

async function rowsFrom(tx: Tx, statement: string, whom: PersonId | readonly PersonId[]): Promise<(RawRow[] | null)[]> {
  const { rows } = await tx.db.executeQuery<{ rows: RawRow[] | null }>(CompiledQuery.raw(statement, [whom, tx.now]))
  return rows.map((row) => row.rows)
}

/** Each row begins with a number that says what it is about. */
const PERSON = 0
const PROFILE = 1
const WORDS = 2
const STANDING = 3
const GROUND = 4
const SALE = 5
const POINT = 6
const NOTICE_DUE = 7
const RESTRICTION = 8
const STOP = 9
const BLOCK = 10

type RawRow =
  | [typeof PERSON, PersonId, number, Moment, string | null, Capacity, boolean, string | null, boolean]
  | [typeof PROFILE, string | null, string | null, string | null, number[] | null]
  | [typeof WORDS, Moment | null, Moment | null, Moment | null]
  | [typeof STANDING, string, string, string, number, ContactPointId | null, string | null, Moment, Moment | null, Moment | null, string | null]
  | [typeof GROUND, GroundId, string, string, Moment, Moment | null, Moment | null]
  | [typeof SALE, GroundId, string, string, Moment, Moment | null, Moment | null, string[], boolean, boolean, Moment | null]
  | [typeof POINT, ContactPointId, string, Moment, Moment | null, boolean]
  | [typeof NOTICE_DUE]
  | [typeof RESTRICTION | typeof STOP, string, string]
  | [typeof BLOCK, string]

/** Milliseconds without rounding; JSON carries them as a number. */
const moment = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`

const OUR_NAMES = `array(
  select lower(n.name) from installation i, lateral (
    select i.controller ->> 'name' as name union all select jsonb_array_elements_text(coalesce(i.controller -> 'brands', '[]'))) n)`

/** Everything about one person as one JSON array. */
const rowsOf = (id: string, now: string): string => `
  select json_agg(r.row) from (
    select json_build_array(${PERSON}, person_id, person_no, ${moment('created_at')}, country, capacity, protected_identity, deceased_at, led_by is not null) as row from person where person_id = ${id}
    union all
    select json_build_array(${PROFILE}, birth_date, delivery, language, case when birth_date > (${now})::date - make_interval(years => ${BORN_WITHIN_YEARS}) then array(
      select e.seq from ledger_entry e where e.person_id = ${id} and e.actor_kind = 'guardian') end)
    from profile where person_id = ${id}
    union all
    select json_build_array(${WORDS}, ${moment('last_no_at')}, ${moment('last_asked_at')}, ${moment('stop_asking_since')}) from person_standing where person_id = ${id}
    union all
    select json_build_array(${STANDING}, s.purpose, s.channel, s.state, s.seq, s.contact_point_id, s.frequency, ${moment('s.since')}, case when s.frequency is not null then (
      select ${moment('max(u.at)')} from use_record u
      where u.person_id = ${id} and u.kind = 'sent' and u.purpose = s.purpose and u.channel = s.channel and u.at > ${now} - make_interval(months => ${SENT_WITHIN_MONTHS})) end, ${moment('s.until')}, s.lifted)
    from standing s where s.person_id = ${id}
    union all
    select case when basis = 'soft-opt-in'
      then json_build_array(${SALE}, ground_id, purpose_key, basis, ${moment('since')}, ${moment('until')}, ${moment('ended_at')}, product_groups,
        coalesce(lower(seller) = any (${OUR_NAMES}), false), coalesce(opt_out_offered, false), ${moment('last_sale_at')})
      else json_build_array(${GROUND}, ground_id, purpose_key, basis, ${moment('since')}, ${moment('until')}, ${moment('ended_at')}) end
    from ground where person_id = ${id} and (until is null or until > ${now}) and (ended_at is null or ended_at > ${now})
    union all
    select json_build_array(${POINT}, contact_point_id, kind, ${moment('since')}, ${moment('verified_at')}, role_id is not null)
    from contact_point where person_id = ${id} and ended_at is null
    union all
    select json_build_array(${NOTICE_DUE}) from provenance where person_id = ${id} and collected = 'other' and notice_given_at is null
    union all
    select json_build_array(${RESTRICTION}, purpose, field_key) from restriction where person_id = ${id}
    union all
    select json_build_array(${STOP}, purpose, channel) from stop_row where person_id = ${id} and recorded_at is null
    union all
    select json_build_array(${BLOCK}, field_key) from value_block where person_id = ${id}
  ) r (row)`

// Put together once: a statement of this length costs more to write than to answer.
/** One person is named in every branch, which then opens one partition. */
const ABOUT_ONE = `select (${rowsOf('$1::uuid', '$2::timestamptz')}) as rows`
/** Each of many is looked up in turn by their key, however many they are. */
const ABOUT_MANY = `select (${rowsOf('whom.person_id', '$2::timestamptz')}) as rows from unnest($1::uuid[]) as whom (person_id)`

function rawPerson(rows: readonly RawRow[]): RawPerson {
  const one = nobodyYet()
  for (const row of rows) {
    switch (row[0]) {
      case PERSON:
        ;[, one.personId, one.personNo, one.createdAt, one.country, one.capacity, one.protectedIdentity, one.deceasedAt, one.ledByAnother] = row
        break
      case PROFILE:
        ;[, one.birthDate, one.delivery, one.language] = row
        one.guardianYeses = row[4] ?? []
        break
      case WORDS:
        ;[, one.lastNoAt, one.lastAskedAt, one.stopAskingSince] = row
        break
      case STANDING:
        one.standings.push({ purpose: row[1], channel: row[2], state: row[3], seq: row[4], contactPointId: row[5], frequency: row[6], since: row[7], until: row[9], lifted: row[10] })
        if (row[8] !== null) one.lastSent.push({ purpose: row[1], channel: row[2], at: row[8] })
        break
      case GROUND:
        one.grounds.push({ groundId: row[1], purpose: row[2], basis: row[3], since: row[4], until: row[5], endedAt: row[6], sale: null })
        break
      case SALE:
        one.grounds.push({
          groundId: row[1], purpose: row[2], basis: row[3], since: row[4], until: row[5], endedAt: row[6],
          sale: { productGroups: row[7], byUs: row[8], optOutOffered: row[9], lastSaleAt: row[10] },
        })
        break
      case POINT:
        one.points.push({ contactPointId: row[1], kind: row[2], since: row[3], verifiedAt: row[4], inRole: row[5] })
        break
      case NOTICE_DUE:
        one.noticeDue = true
        break
      case RESTRICTION:
        one.restrictions.push({ purpose: row[1], fieldKey: row[2] })
        break
      case STOP:
        one.stops.push({ purpose: row[1], channel: row[2] })
        break
      case BLOCK:
        one.blockedFields.push(row[1])
    }
  }
  return one
}

function nobodyYet(): RawPerson {
  return {
    personId: '' as PersonId, personNo: 0, createdAt: 0, country: null, capacity: 'consumer', protectedIdentity: false, ledByAnother: false, deceasedAt: null, birthDate: null, delivery: null,
    language: null, lastNoAt: null, lastAskedAt: null, stopAskingSince: null, noticeDue: false, standings: [], grounds: [], points: [], restrictions: [], stops: [],
    blockedFields: [], lastSent: [], guardianYeses: [],
  }
}
