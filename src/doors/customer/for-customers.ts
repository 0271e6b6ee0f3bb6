import type { MiddlewareHandler } from 'hono'
import { openTicket, sealTicket } from '../../access/customer-session.ts'
import { selectLivingCustomerSession } from '../../access/customer-sessions.sql.ts'
import { tokenHash } from '../../access/link.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import type { ProofWay } from '../../rights/identity-proof.ts'
import type { ContactPointId, PersonId } from '../../values/ids.ts'
import { languageOf } from '../../values/text.ts'
import { sessionCookie } from '../customer-cookie.ts'
import { readerIn, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'

/** Who has proved to be the person, by a code to the person's address, an identity the person has connected, or a fact from an earlier invoice. */
export interface Customer {
  personId: PersonId
  contactPointId: ContactPointId | null
  sessionHash: Buffer
  identityId: string | null
  /** Null like the identity: by a mailed code. */
  invoiceId: string | null
}

/** How the person has shown who they are. */
export function proofOf({ identityId, invoiceId, contactPointId }: Customer): { way: ProofWay; contactPointId: ContactPointId | null } {
  return { way: identityId !== null ? 'identity' : invoiceId !== null ? 'invoice-fact' : 'code', contactPointId }
}

export type CustomerEnv = { Variables: ReaderEnv['Variables'] & { customer: Customer } }

/** Where the parts of a person's own page are. */
export const OWN = {
  page: `${CUSTOMER_PATHS.frontDoor}/page`,
  choice: (purpose: string) => `${CUSTOMER_PATHS.frontDoor}/choices/${purpose}`,
  rehearsal: (purpose: string) => `${CUSTOMER_PATHS.frontDoor}/choices/${purpose}/rehearsals`,
  marketingObjection: `${CUSTOMER_PATHS.frontDoor}/marketing-objection`,
  asking: `${CUSTOMER_PATHS.frontDoor}/asking`,
  doubts: `${CUSTOMER_PATHS.frontDoor}/doubts`,
  confirmations: `${CUSTOMER_PATHS.frontDoor}/confirmations`,
  rejections: `${CUSTOMER_PATHS.frontDoor}/rejections`,
  details: `${CUSTOMER_PATHS.frontDoor}/details`,
  address: `${CUSTOMER_PATHS.frontDoor}/address`,
  addressCode: `${CUSTOMER_PATHS.frontDoor}/address/code`,
  history: `${CUSTOMER_PATHS.frontDoor}/history`,
  looks: `${CUSTOMER_PATHS.frontDoor}/looks`,
  receipts: `${CUSTOMER_PATHS.frontDoor}/receipts`,
  receipt: (seq: number | string) => `${CUSTOMER_PATHS.frontDoor}/receipts/${seq}`,
  receiptFile: (seq: number | string) => `${CUSTOMER_PATHS.frontDoor}/receipts/${seq}/file`,
  invoices: `${CUSTOMER_PATHS.frontDoor}/invoices`,
  invoice: (id: string) => `${CUSTOMER_PATHS.frontDoor}/invoices/${id}`,
  invoiceQuestions: (id: string) => `${CUSTOMER_PATHS.frontDoor}/invoices/${id}/questions`,
  quotes: `${CUSTOMER_PATHS.frontDoor}/quotes`,
  quote: (id: string) => `${CUSTOMER_PATHS.frontDoor}/quotes/${id}`,
  tickets: `${CUSTOMER_PATHS.frontDoor}/tickets`,
  ticket: (id: string) => `${CUSTOMER_PATHS.frontDoor}/tickets/${id}`,
  ticketLines: (id: string) => `${CUSTOMER_PATHS.frontDoor}/tickets/${id}/lines`,
  document: (id: string) => `${CUSTOMER_PATHS.frontDoor}/documents/${id}`,
  contact: `${CUSTOMER_PATHS.frontDoor}/contact`,
  delivery: `${CUSTOMER_PATHS.frontDoor}/delivery`,
  erasure: `${CUSTOMER_PATHS.frontDoor}/erasure`,
  copy: `${CUSTOMER_PATHS.frontDoor}/copy`,
  copyLinks: `${CUSTOMER_PATHS.frontDoor}/copy/links`,
  copyFile: (link: string) => `${CUSTOMER_PATHS.frontDoor}/copy/files/${link}`,
  identities: `${CUSTOMER_PATHS.frontDoor}/identities`,
  identityEnd: (id: string) => `${CUSTOMER_PATHS.frontDoor}/identities/${id}/ends`,
  requests: `${CUSTOMER_PATHS.frontDoor}/requests`,
  request: (id: string) => `${CUSTOMER_PATHS.frontDoor}/requests/${id}`,
  requestEnd: (id: string) => `${CUSTOMER_PATHS.frontDoor}/requests/${id}/ends`,
  sessions: `${CUSTOMER_PATHS.frontDoor}/sessions`,
  sessionEnds: `${CUSTOMER_PATHS.frontDoor}/sessions/ends`,
  signOut: `${CUSTOMER_PATHS.frontDoor}/sign-out`,
} as const

/**
 * Lets in who has a living session, and sends everybody else to the front door. The time of the last use is renewed in
 * the browser; the session itself is looked up anew each time, so that one that has ended is dead at once.
 */
export function forCustomers(house: House): MiddlewareHandler<CustomerEnv> {
  return async (c, next) => {
    const { tokens } = house.keeper.keys
    const now = house.database.clock()
    const secret = openTicket(tokens, sessionCookie.read(c, house.publicUrl) ?? '', now)
    const session = secret && (await house.database.read((tx) => selectLivingCustomerSession(tx, tokenHash(secret))))
    if (!session) {
      sessionCookie.clear(c, house.publicUrl)
      return c.redirect(CUSTOMER_PATHS.frontDoor, 303)
    }
    sessionCookie.write(c, house.publicUrl, sealTicket(tokens, secret, now))
    c.set('reader', readerIn(c.get('reader'), languageOf(session.language ?? '')))
    c.set('customer', session)
    return next()
  }
}
