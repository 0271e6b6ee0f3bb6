import { addAddress } from '../../incoming/add-address.ts'
import { deleteMail, selectAddresses, selectKeptMail, selectKeptMails, updateAddressRevoked, type KeptMail } from '../../incoming/incoming.sql.ts'
import { readMailApart } from '../../incoming/read-mail-apart.ts'
import type { Seen } from '../../looks/look.ts'
import { Problem } from '../../plumbing/errors.ts'
import { markForScrub } from '../../plumbing/mark-for-scrub.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { isBound } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import { takeInMail } from '../take-in-mail.ts'
import type { Api } from './api-door.ts'
import { createAddress, listAddresses, listIncoming, removeIncoming, revokeAddress, showIncoming, takeMail, type IncomingMailBody } from './incoming-resource.ts'
import { readerLanguage } from './reader.ts'

const MAILS_SHOWN = 200
const MAIL_TYPES = ['message/rfc822', 'application/octet-stream']

/** Mails that came: from a relay, and what nobody took; and the addresses at which they are taken in. */
export function addIncomingRoutes(api: Api, house: House): void {
  addMails(api, house)
  addAddresses(api, house)
}

function addMails(api: Api, house: House): void {
  const { database, looks, settings } = house

  api.openapi(takeMail, async (c) => {
    const upload = c.get('upload')
    if (!MAIL_TYPES.includes((c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase())) throw new Problem('invalid', { text: 'incoming.not-a-mail', field: 'content-type' })
    if (!upload || upload.bytes.length === 0) throw new Problem('invalid', { text: 'incoming.empty', field: 'file' })
    const to = (c.req.valid('query').to ?? '').split(',').map((one) => one.trim()).filter(Boolean)
    return c.json({ taken: await takeInMail(house, { way: 'api', source: Buffer.from(upload.bytes.subarray(0, upload.bytes.length)), to }) }, 202)
  })

  api.openapi(listIncoming, async (c) => {
    const kept = await database.read((tx) => selectKeptMails(tx, MAILS_SHOWN))
    await looks.note({ actor: c.get('actor'), why: 'list', people: seenIn(kept) })
    const mails = kept.map((one) => inWords(readerLanguage(c), c.get('actor'), one))
    return c.json({ address: settings.mailInAddress ?? null, isFetched: settings.mailboxUrl !== undefined, canAnswer: settings.smtpUrl !== undefined, mails }, 200)
  })

  api.openapi(showIncoming, async (c) => {
    const kept = await database.read((tx) => selectKeptMail(tx, c.req.valid('param').id))
    if (!kept) throw new Problem('not-found', { text: 'incoming.gone' })
    const { source, ...rest } = kept
    const mail = inWords(readerLanguage(c), c.get('actor'), rest)
    const parts = source && (await readMailApart(source))
    await looks.note({ actor: c.get('actor'), why: 'mail', people: seenIn([kept]) })
    return c.json({ ...mail, text: parts?.text ?? null, files: parts?.files.map(({ name, mediaType, content }) => ({ name, mediaType, size: content.length })) ?? [] }, 200)
  })

  api.openapi(removeIncoming, async (c) => {
    await database.write(async (tx) => {
      const found = await selectKeptMail(tx, c.req.valid('param').id)
      if (found?.state !== 'untaken') throw new Problem('not-found', { text: 'incoming.gone' })
      await deleteMail(tx, found)
      await markForScrub(tx, ['incoming_mail'])
    })
    return c.body(null, 204)
  })
}

function addAddresses(api: Api, { database, settings }: House): void {
  api.openapi(listAddresses, async (c) => {
    const addresses = await database.read(selectAddresses)
    return c.json({
      address: settings.mailInAddress ?? null,
      addresses: addresses.map(({ addressId, createdAt, revokedAt, lastAt, staffId: _owner, ...one }) => ({ id: addressId, ...one, createdAt: createdAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null, lastAt: lastAt?.toISOString() ?? null })),
    }, 200)
  })

  api.openapi(createAddress, async (c) => {
    const base = settings.mailInAddress
    if (base === undefined) throw new Problem('conflict', { text: 'incoming.no-address' })
    const { addressId, address } = await database.write((tx) => addAddress(tx, base, c.req.valid('json'), signedIn(c.get('actor')).staffId))
    return c.json({ id: addressId, address }, 201)
  })

  api.openapi(revokeAddress, async (c) => {
    await database.write(async (tx) => {
      if (!(await updateAddressRevoked(tx, c.req.valid('param').id, signedIn(c.get('actor')).staffId))) throw new Problem('not-found', { text: 'incoming.address-gone' })
    })
    return c.body(null, 204)
  })
}

/** Whose mails they may be: who reads them has seen somebody, whether the sender is true or not. */
function seenIn(mails: readonly KeptMail[]): Seen[] {
  return mails.filter(({ personId, mailId }) => (personId as string) !== mailId).map(({ personId }) => ({ personId, fields: ['name', 'email', 'messages'] }))
}

/** A mail with why it lies here and what to do, and for whoever sees everybody the person whose address it says it is from. */
function inWords(language: Language, actor: StaffActor, { personId, personName, mailId, addressId, addressName, receivedAt, keepUntil, tries: _tries, ...mail }: KeptMail): IncomingMailBody {
  const why = mail.reason ?? 'trying'
  return {
    ...mail, id: mailId, person: (personId as string) === mailId || isBound(actor) ? null : { id: personId, name: personName ?? '' }, address: addressId === null ? null : { id: addressId, name: addressName ?? '' },
    why: t(language, `incoming.why-${why}`), todo: t(language, `incoming.todo-${why}`), receivedAt: receivedAt.toISOString(), goesAt: keepUntil.toISOString(),
  }
}
