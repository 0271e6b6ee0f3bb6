import { countList } from '../../lists/count-list.ts'
import { isKey, type ListWish } from '../../lists/list.ts'
import type { ListPlace, ReadyList } from '../../lists/list-page.sql.ts'
import { openList } from '../../lists/open-list.ts'
import { openViews } from '../../lists/open-views.ts'
import { removeView } from '../../lists/remove-view.ts'
import { saveView } from '../../lists/save-view.ts'
import { showList, type Turn } from '../../lists/show-list.ts'
import type { ListRow as Row } from '../../lists/show-rows.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { checkColumns, listable, REACHABLE } from '../../lists/list.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PersonId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import { scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import { askCount, askList, changeView, createView, deleteView, listViews, type ListRow } from './lists-resource.ts'

export function addListsRoutes(api: Api, house: House): void {
  const { database, memory } = house
  /** Opens the list in a transaction that may take long where everybody is looked at. */
  const within = async <Result>(actor: StaffActor, wish: ListWish, long: boolean, act: (tx: Tx, list: ReadyList) => Promise<Result>): Promise<Result> => {
    const asksGate = wish.where.some(({ field }) => field === REACHABLE)
    const open = async (tx: Tx) => act(tx, await openList(tx, wish, { scope: await scopeFor(tx, actor), memory }))
    return long || asksGate ? database.report(open) : database.read(open)
  }

  api.openapi(askList, async (c) => {
    const { columns, after, before, at, limit, ...wish } = c.req.valid('json')
    const actor = c.get('actor')
    const { page, demo } = await within(actor, wish, false, async (tx, list) => {
      checkColumns(columns, listable(await selectCatalogue(tx), list.scope))
      return { page: await showList(tx, list, columns, turnOf(list, { after, before, at }), limit), demo: (await selectInstallation(tx))?.demo ?? false }
    })
    await house.looks.note({ actor, why: 'list', people: page.rows.map(({ personId, cells }) => ({ personId, fields: ['name', ...[...cells.keys()].map((key) => (key === 'purpose' ? 'grounds' : key))] })) })
    return c.json({ rows: page.rows.map((row) => rowAnswer(row, demo)), previous: cursorOfPlace(page.first), next: cursorOfPlace(page.last) }, 200)
  })

  api.openapi(askCount, async (c) => {
    const { exact, ...wish } = c.req.valid('json')
    const count = await within(c.get('actor'), { ...wish, sort: { by: 'name', direction: 'up' } }, exact, (tx, list) => countList(tx, list, exact))
    return c.json(count, 200)
  })

  api.openapi(listViews, async (c) => {
    const staffId = actorId(c.get('actor'))
    const views = await database.read(async (tx) => {
      const opened = await openViews(tx, { staffId, scope: await scopeFor(tx, c.get('actor')) })
      const names = await selectActorNames(tx, opened.map((view) => view.createdBy))
      return opened.map(({ savedViewId, list, name, shared, columns, where, search, sort, createdBy, leftOut }) => ({
        id: savedViewId, list, name, shared, columns: [...columns], where: [...where], search, sort, mine: createdBy === staffId, by: names.get(createdBy) ?? '', leftOut,
      }))
    })
    return c.json({ views }, 200)
  })

  api.openapi(createView, async (c) => {
    const id = await database.write(async (tx) => saveView(tx, { staffId: actorId(c.get('actor')), scope: await scopeFor(tx, c.get('actor')) }, c.req.valid('json')))
    return c.json({ id }, 200)
  })

  api.openapi(changeView, async (c) => {
    const { id } = c.req.valid('param')
    await database.write(async (tx) => saveView(tx, { staffId: actorId(c.get('actor')), scope: await scopeFor(tx, c.get('actor')) }, c.req.valid('json'), id))
    return c.json({ id }, 200)
  })

  api.openapi(deleteView, async (c) => {
    await database.write((tx) => removeView(tx, c.req.valid('param').id, actorId(c.get('actor'))))
    return c.body(null, 204)
  })
}

/** A key stands behind a sign, so that an empty text is none and a missing key is seen. */
const KEYED = '='

function cursorOfPlace(place: ListPlace | null): string | null {
  return place && cursorOf([place.key === null ? '' : `${KEYED}${place.key}`, place.personId])
}

function placeOf(list: ReadyList, cursor: string): ListPlace {
  const [key, personId] = cursorParts(cursor, 2)
  const place = { key: key === '' ? null : key.slice(KEYED.length), personId: cursorId<PersonId>(personId) }
  // Another order has other keys.
  if (place.key !== null && !isKey(list.sort, place.key)) throw new Problem('invalid', { text: 'api.cursor-invalid', field: 'after' })
  return place
}

function turnOf(list: ReadyList, { after, before, at }: { after: string | undefined; before: string | undefined; at: number | undefined }): Turn {
  if (before !== undefined) return { before: placeOf(list, before) }
  if (after !== undefined) return { after: placeOf(list, after) }
  return at === undefined ? {} : { at }
}

function rowAnswer({ personId, name, flags, cells }: Row, demo: boolean): ListRow {
  const plain = [...cells].map(([key, value]) => [key, typeof value === 'object' ? [...value] : value])
  return { id: personId, name, flags: demo ? [...flags, 'demo'] : flags, cells: Object.fromEntries(plain) as ListRow['cells'] }
}
