import { Hono } from 'hono'
import { updateCustomerSessionEnded } from '../../access/customer-sessions.sql.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { sessionCookie } from '../customer-cookie.ts'
import { customerFailure, smallForm } from '../customer-failure.ts'
import { forReaders } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { markedForm } from '../page-mark.ts'
import { addChoose } from './choose.ts'
import { addErasure } from './erasure.ts'
import { addCopy } from './copy.ts'
import { addContact } from './contact.ts'
import { addDelivery } from './delivery.ts'
import { addDetails } from './details.ts'
import { addConfirmations } from './still-right.ts'
import { addDocuments } from './documents.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'
import { addHistory } from './history.ts'
import { addIdentities } from './oidc-identities.ts'
import { addInvoices } from './invoices.ts'
import { addLooks } from './looks.ts'
import { addOwnPage } from './own-page.ts'
import { addOwnSessions } from './own-sessions.ts'
import { addQuotes } from './quotes.ts'
import { addReceipts } from './receipts.ts'
import { addRequests } from './requests.ts'
import { addTickets } from './tickets.ts'
import { addWideChoices } from './wide-choices.ts'

/** What a person sees and decides once they have shown who they are. */
export function customerDoor(house: House): Hono<CustomerEnv> {
  const door = new Hono<CustomerEnv>()
  door.onError(customerFailure(house))
  addOwnPage(door, house)
  addChoose(door, house)
  addWideChoices(door, house)
  addContact(door, house)
  addDelivery(door, house)
  addDetails(door, house)
  addConfirmations(door, house)
  addHistory(door, house)
  addLooks(door, house)
  addReceipts(door, house)
  addCopy(door, house)
  addDocuments(door, house)
  addInvoices(door, house)
  addQuotes(door, house)
  addErasure(door, house)
  addIdentities(door, house)
  addRequests(door, house)
  addOwnSessions(door, house)
  addTickets(door, house)

  door.post(OWN.signOut, forReaders(house), forCustomers(house), smallForm, async (c) => {
    await markedForm(c, house)
    await house.database.write((tx) => updateCustomerSessionEnded(tx, c.get('customer').sessionHash))
    sessionCookie.clear(c, house.publicUrl)
    return c.redirect(CUSTOMER_PATHS.frontDoor, 303)
  })
  return door
}
