import { Visitor } from '../customer-house.ts'
import type { SunkMail } from '../mail-sink.ts'
import type { TwoCopies } from './two-copies.ts'
import { until } from './two-copies.ts'

const WORDS = { sv: { subject: 'Nytt hos oss', body: 'Hej {{given_name|du}}!\n\nNya varor.' } }

/** Uploads a file at one copy, says what it is, and asks for the run. Returns the import's id. */
export async function beginImport(two: Pick<TwoCopies, 'staff'>, origin: string, file: string): Promise<string> {
  const uploaded = await two.staff.call(origin, 'POST', '/api/v1/imports', Buffer.from(file), { 'content-type': 'text/csv', 'x-file-name': 'kunder.csv' })
  if (uploaded.status !== 201) throw new Error(`not uploaded: ${uploaded.status} ${uploaded.text}`)
  const { id, columns } = JSON.parse(uploaded.text) as { id: string; columns: { name: string; proposal: { field: string } | null }[] }
  const mapping = Object.fromEntries(columns.map((one) => [one.name, one.proposal?.field ?? null]))
  await two.staff.put(origin, `/api/v1/imports/${id}/settings`, { source: 'kassan', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE', mapping })
  await two.staff.post(origin, `/api/v1/imports/${id}/runs`)
  return id
}

/** A file of so many customers whom nobody else has. */
export function customerFile(name: string, count: number): string {
  const rows = Array.from({ length: count }, (_, index) => `${name}${index}@example.org,Kund,${name}${index},${name.toUpperCase()}-${index}`)
  return ['E-post,Förnamn,Efternamn,Kundnummer', ...rows].join('\n')
}

/** Waits until an import is done, asking one copy, which may be away; returns what it counted. */
export async function imported(two: Pick<TwoCopies, 'staff'>, origin: string, id: string, limitMs?: number): Promise<{ new: number; unchanged: number; heldBack: number }> {
  let state = ''
  let counts = { new: 0, unchanged: 0, heldBack: 0 }
  await until(() => `the import, which is ${state}`, async () => {
    const answer = await two.staff.get<{ state: string; counts: typeof counts }>(origin, `/api/v1/imports/${id}`)
    ;({ state, counts } = answer)
    if (state === 'failed' || state === 'cancelled') throw new Error(`the import is ${state}`)
    return state === 'done'
  }, limitMs)
  return counts
}

/** Makes a mailing at one copy and sends it to everybody who may get it. Returns its id. */
export async function beginMailing(two: Pick<TwoCopies, 'staff'>, origin: string, kind: 'mailing' | 'ask', purpose: string): Promise<string> {
  const { id } = await two.staff.post<{ id: string }>(origin, '/api/v1/mailings', { kind, name: `Utskick ${purpose}`, purposes: [purpose], content: WORDS })
  await two.staff.post(origin, `/api/v1/mailings/${id}/sendings`)
  return id
}

export interface MailingCounts { waiting: number; handingOver: number; sent: number; leftOut: number; failed: number; unknown: number }

/** How a mailing stands, asked of one copy. */
export async function mailingAt(two: Pick<TwoCopies, 'staff'>, origin: string, id: string): Promise<{ state: string; counts: MailingCounts }> {
  return two.staff.get(origin, `/api/v1/mailings/${id}`)
}

/** A browser at one copy; where the copies stand behind one address it may come to the other the next time. */
export function visitorAt(where: () => string): Visitor {
  const request = (path: string, init: RequestInit = {}) => fetch(new URL(path, where()), { ...init, redirect: 'manual' })
  return new Visitor({ request } as never)
}

/** The address in a mail whose path begins so, as a path. */
export function linkIn(mail: SunkMail, begins: string): string {
  const text = mail.source.toString().replaceAll('=\r\n', '').replaceAll(/\r\n[ \t]/g, '').replaceAll('=3D', '=')
  const found = new RegExp(`http://localhost:\\d+(${begins}/[\\w-]{43})`).exec(text)?.[1]
  if (!found) throw new Error(`no ${begins} in:\n${text}`)
  return found
}
