import type { Context } from 'hono'
import { looksLikeToken, type Link, type LinkKind } from '../../access/link.ts'
import { selectLink } from '../../access/links.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { readerIn, type Reader, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'

/** What a page behind a link is made of. */
export interface LinkReading {
  token: string
  link: Link
  catalogue: PublishedCatalogue
  /** Reads the mail's language unless another was chosen. */
  reader: Reader
  /** The moment of the reading. */
  now: Date
}

/** The link in the address of this page. Throws not-found when there is none of these kinds. Changes nothing. */
export async function readLink(c: Context<ReaderEnv>, house: House, ...kinds: readonly LinkKind[]): Promise<LinkReading> {
  const token = c.req.param('token') ?? ''
  const found = looksLikeToken(token)
    ? await house.database.read(async (tx) => {
        const link = await selectLink(tx, token)
        return link && kinds.includes(link.kind) ? { link, catalogue: await selectCatalogue(tx), now: tx.now } : undefined
      })
    : undefined
  if (!found) throw new Problem('not-found', { text: 'customer.link-unknown' })
  const reader = readerIn(c.get('reader'), found.link.language)
  c.set('reader', reader)
  return { token, reader, ...found }
}
