import { createRoute, z } from '@hono/zod-openapi'
import { PERMISSIONS } from '../../staff/permission.ts'
import { json, jsonBody, key, problems, staffOnly } from './contract.ts'

const listed = (description: string) => z.array(key).max(200).nullable().openapi({ description: `${description} Null: all, those to come too.` })

export const role = z
  .object({
    key,
    name: z.string(),
    starter: z.boolean().openapi({ description: 'Comes with the program and stays as it is; copy it to make an own one.' }),
    permissions: z.array(z.enum(PERMISSIONS)),
    purposes: listed('Purposes it reaches. With null everybody is seen, else people with a living ground for one of them.'),
    readable: listed('Fields it shows.'),
    writable: listed('Fields it lets change.'),
    holders: z.int().openapi({ description: 'How many colleagues hold it.' }),
  })
  .openapi('Role')
export type Role = z.infer<typeof role>

export const roleWish = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    permissions: z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length),
    purposes: listed('Purposes it reaches.'),
    readable: listed('Fields it shows.'),
    writable: listed('Fields it lets change; each of them readable.'),
  })
  .openapi('RoleWish')
export type RoleWish = z.input<typeof roleWish>

export const listRoles = createRoute({
  method: 'get', path: '/roles', tags: ['Colleagues'], security: staffOnly, summary: 'Starter roles and own ones, as they are in force.',
  responses: { 200: json(z.object({ roles: z.array(role) }), 'The roles.'), ...problems },
})

export const createRole = createRoute({
  method: 'post', path: '/roles', tags: ['Colleagues'], security: staffOnly, summary: 'A new own role, with nothing that one does not have oneself.',
  request: { body: jsonBody(roleWish) },
  responses: { 201: json(z.object({ key }), 'Its key.'), ...problems },
})

export const changeRole = createRoute({
  method: 'put', path: '/roles/{key}', tags: ['Colleagues'], security: staffOnly, summary: 'Set an own role anew; who holds it is held to it from the next request on.',
  request: { params: z.object({ key }), body: jsonBody(roleWish) },
  responses: { 200: json(z.object({ key }), 'Its key.'), ...problems },
})
