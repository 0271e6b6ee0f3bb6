/** Where the links in mails lead; the pages themselves are behind the customer door. Each takes a token as its last part. */
export const CUSTOMER_PATHS = {
  /** `stop` link: the choices there are, without telling which are on; takes a no (H3). */
  choices: '/choices',
  /** `stop` link in the List-Unsubscribe header: POST says no at once (RFC 8058), GET shows a page with a button. */
  oneClick: '/one-click',
  /** `ask` link: the question with its buttons, proves one yes. */
  question: '/questions',
  /** `confirm` link: the second step of a double opt-in, behind a button. */
  confirmation: '/confirmations',
  /** `revoke` link: "that wasn't me", behind a button. */
  revocation: '/revocations',
  /** `quote` link: a quote, word by word, and where one says yes or no to it. */
  quote: '/quotes',
  /** `lead` link: may we get in touch, or shall what is held go? */
  followUp: '/follow-ups',
  /** How far an erasure is, for whoever asked for it: there is nobody left to sign in. */
  erasures: '/erasures',
  /** How it went with what somebody asked us: five buttons. */
  rating: '/ratings',
  /** What a connected system is asked to do about one person, for the people who work there. */
  systemTask: '/tasks',
  /** The fixed address where anybody may ask to be let in; takes no token. */
  frontDoor: '/me',
  /** Where the code of an invoice leads, and where its holder shows who they are; take no token: the browser holds it. */
  invoiceCode: '/me/invoice-code',
  invoiceProof: '/me/invoice-code/proof',
  /** What data is used for, for everybody to read; takes no token. */
  privacy: '/privacy',
} as const

/** The whole address of a customer page. */
export function customerUrl(publicUrl: string, page: keyof typeof CUSTOMER_PATHS, token?: string): string {
  return `${publicUrl}${CUSTOMER_PATHS[page]}${token === undefined ? '' : `/${token}`}`
}
