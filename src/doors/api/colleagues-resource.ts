import { createRoute, z } from '@hono/zod-openapi'
import { id, idPath, json, jsonBody, key, moment, problems, staffOnly } from './contract.ts'

export const colleague = z
  .object({
    id, name: z.string(), email: z.string().nullable(), roles: z.array(key), since: moment,
    endedAt: moment.nullable().openapi({ description: 'When they left.' }),
    lastSeenAt: moment.nullable(),
    invited: z.boolean().openapi({ description: 'Has never been here: a new invitation can be made.' }),
    you: z.boolean(),
  })
  .openapi('Colleague')
export type Colleague = z.infer<typeof colleague>

export const listColleagues = createRoute({
  method: 'get', path: '/colleagues', tags: ['Colleagues'], security: staffOnly, summary: 'Colleagues with their roles; those who have left last.',
  responses: { 200: json(z.object({ colleagues: z.array(colleague) }), 'The colleagues.'), ...problems },
})

export const newColleague = z
  .strictObject({ name: z.string().trim().min(1).max(200), email: z.string().trim().min(3).max(254), roles: z.array(key).max(20) })
  .openapi('NewColleague')
export type NewColleague = z.input<typeof newColleague>

export const invitation = z
  .object({ id, link: z.string().openapi({ description: 'Works once; shown this one time. Hand it to the colleague and nobody else.' }), expiresAt: moment })
  .openapi('Invitation')
export type Invitation = z.infer<typeof invitation>

export const inviteColleague = createRoute({
  method: 'post', path: '/colleagues', tags: ['Colleagues'], security: staffOnly, summary: 'Add a colleague, with a link by which they enrol a factor. An address that is known is refused and changes nothing.',
  request: { body: jsonBody(newColleague) },
  responses: { 201: json(invitation, 'The invitation.'), ...problems },
})

export const inviteAgain = createRoute({
  method: 'post', path: '/colleagues/{id}/invitations', tags: ['Colleagues'], security: staffOnly, summary: 'A new link for a colleague who has never been here.',
  request: { params: idPath },
  responses: { 201: json(invitation, 'The invitation.'), ...problems },
})

export const resetFactors = createRoute({
  method: 'post', path: '/colleagues/{id}/factor-resets', tags: ['Colleagues'], security: staffOnly, summary: 'For a colleague who has lost everything they sign in with: ends all of it, and their sessions, and makes a link by which they enrol anew.',
  request: { params: idPath },
  responses: { 201: json(invitation, 'The link.'), ...problems },
})

export const givenRoles = z.strictObject({ roles: z.array(key).max(20) }).openapi('GivenRoles')

export const giveRoles = createRoute({
  method: 'put', path: '/colleagues/{id}/roles', tags: ['Colleagues'], security: staffOnly, summary: 'Set which roles a colleague has; what they are signed in with ends.',
  request: { params: idPath, body: jsonBody(givenRoles) },
  responses: { 200: json(givenRoles, 'The roles.'), ...problems },
})
