import { Hono } from 'hono'
import { CUSTOMER_STYLE, CUSTOMER_STYLE_PATH } from '../customer-page.ts'
import { customerFailure } from '../customer-failure.ts'
import type { ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { addCalendarLink } from './calendar-link.ts'
import { addErasureLink } from './erasure-link.ts'
import { addConfirmationLink } from './confirmation-link.ts'
import { addFollowUpLink } from './follow-up-link.ts'
import { addFrontDoor } from './front-door.ts'
import { addInvoiceCode } from './invoice-code.ts'
import { addNoLinks } from './no-links.ts'
import { addSignOnDoor } from './oidc-door.ts'
import { addPrivacyPage } from './privacy-page.ts'
import { addQuestionLink } from './question-link.ts'
import { addQuoteLink } from './quote-link.ts'
import { addRatingLink } from './rating-link.ts'
import { addSystemTaskLink } from './system-task-link.ts'

/** The name of the file changes with its content, so it may be kept for good. */
const FOREVER = 'public, max-age=31536000, immutable'

/** Everything a customer reaches without having shown who they are. */
export function publicDoor(house: House): Hono<ReaderEnv> {
  const door = new Hono<ReaderEnv>()
  door.onError(customerFailure(house))
  door.get(CUSTOMER_STYLE_PATH, (c) => c.body(CUSTOMER_STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': FOREVER }))
  addFrontDoor(door, house)
  addInvoiceCode(door, house)
  addSignOnDoor(door, house)
  addNoLinks(door, house)
  addQuestionLink(door, house)
  addQuoteLink(door, house)
  addConfirmationLink(door, house)
  addFollowUpLink(door, house)
  addErasureLink(door, house)
  addSystemTaskLink(door, house)
  addCalendarLink(door, house)
  addRatingLink(door, house)
  addPrivacyPage(door, house)
  return door
}
