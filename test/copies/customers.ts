import type { TwoCopies } from './two-copies.ts'

/** Somebody in the register, and what staff may record for them. */
export interface Customer {
  id: string
  email: string
  contactPointId: string
  yes: { choices: object[] }
  no: { choices: object[] }
}

const NOTE = { kind: 'call-note', text: 'Ringde och sa det själv.' }

/** Customers with a contract and a proved address, made through the API of A. */
export async function customers(two: TwoCopies, emails: readonly string[]): Promise<Customer[]> {
  const made = await two.staff.post<{ results: { id: string }[] }>(two.a.origin, '/api/v1/people', {
    source: 'test', collected: 'self', purposes: ['contract'], ground: 'contract',
    people: emails.map((email, index) => ({ values: { given_name: `Kund ${index}`, language: 'sv' }, contactPoints: [{ kind: 'email', value: email }], country: 'SE' })),
  })
  const ids = made.results.map((one) => one.id)
  await two.database.superuser("update contact_point set verified_at = $1, verified_how = 'test' where person_id = any ($2::uuid[]) and kind = 'email'", [new Date(), ids])
  const { rows } = await two.database.superuser("select person_id, contact_point_id from contact_point where person_id = any ($1::uuid[]) and kind = 'email'", [ids])
  const points = new Map((rows as { person_id: string; contact_point_id: string }[]).map((row) => [row.person_id, row.contact_point_id]))
  return ids.map((id, index) => {
    const contactPointId = points.get(id)!
    const said = (kind: string) => ({ choices: [{ kind, purpose: 'news', channel: 'email', ...(kind === 'given' && { contactPointId }), evidence: NOTE }] })
    return { id, email: emails[index]!, contactPointId, yes: said('given'), no: said('withdrawn') }
  })
}

export async function oneCustomer(two: TwoCopies, email: string): Promise<Customer> {
  return (await customers(two, [email]))[0]!
}
