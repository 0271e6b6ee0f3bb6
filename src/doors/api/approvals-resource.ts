import { createRoute, z } from '@hono/zod-openapi'
import { HAND_OVERS } from '../../rights/hand-over-copy.ts'
import { OUTCOMES } from '../../rights/request.ts'
import { exportWish } from './exports-resource.ts'
import { massErasure } from './erasures-resource.ts'
import { refusalReason } from './requests-resource.ts'
import { retentionChanges } from './retention-resource.ts'
import { id, idPath, json, jsonBody, moment, problems, staffOnly } from './contract.ts'

const reason = z.string().trim().min(1).max(500)
/** What is exported, whatever form the file has. */
export const massExport = exportWish.pick({ purpose: true, channel: true, fields: true, where: true })

const retentionWish = z.strictObject({ changes: retentionChanges })

const ofRequest = { person: id, request: id }
const letter = z.string().trim().min(1).max(20_000).optional().openapi({ description: 'The proposed one when left out.' })
const requestAnswer = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('answer'), ...ofRequest, outcome: z.enum(OUTCOMES), reason: refusalReason.optional(), letter }),
    z.strictObject({ act: z.literal('copy'), ...ofRequest, copy: id, how: z.enum(HAND_OVERS), letter }),
    z.strictObject({ act: z.literal('erasure'), ...ofRequest }),
  ])
  .openapi('RequestAnswerWish')

export const approval = z
  .object({
    id,
    kind: z.enum(['mass-export', 'mass-erasure', 'retention-change', 'request-answer']),
    wish: z.union([massExport, massErasure, retentionWish, z.strictObject({ ...ofRequest, act: z.enum(['answer', 'copy', 'erasure']) })]),
    reason: z.string().openapi({ description: 'Empty for an answer to a request: what it is about stands with the request.' }),
    state: z.enum(['waiting', 'approved', 'refused', 'used', 'expired']),
    askedAt: moment, askedBy: z.string(), yours: z.boolean(), decidedBy: z.string().nullable(), decidedAt: moment.nullable(), expiresAt: moment,
  })
  .openapi('Approval')
export type Approval = z.infer<typeof approval>

export const listApprovals = createRoute({
  method: 'get', path: '/approvals', tags: ['Colleagues'], security: staffOnly, summary: 'What needs a second colleague, the newest first.',
  responses: { 200: json(z.object({ approvals: z.array(approval) }), 'The newest hundred.'), ...problems },
})

const newApproval = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('mass-export'), wish: massExport, reason }),
    z.strictObject({ kind: z.literal('mass-erasure'), wish: massErasure.openapi({ description: 'The ids in rising order, each once.' }), reason }),
    z.strictObject({ kind: z.literal('retention-change'), wish: retentionWish, reason }),
    z.strictObject({ kind: z.literal('request-answer'), wish: requestAnswer }).openapi({ description: 'The answer goes out when it is allowed; it is void once anything happens to the request before.' }),
  ])
  .openapi('NewApproval')

export const askApproval = createRoute({
  method: 'post', path: '/approvals', tags: ['Colleagues'], security: staffOnly, summary: 'Ask a second colleague to allow exactly this (four eyes).',
  request: { body: jsonBody(newApproval) },
  responses: { 201: json(z.object({ id }), 'Give the id with what was asked for, once it is approved.'), ...problems },
})

export const decideApproval = createRoute({
  method: 'post', path: '/approvals/{id}/decisions', tags: ['Colleagues'], security: staffOnly, summary: 'Allow it or not. Nobody decides what they asked for themselves.',
  request: { params: idPath, body: jsonBody(z.strictObject({ approved: z.boolean() }).openapi('ApprovalDecision')) },
  responses: { 204: { description: 'Decided.' }, ...problems },
})
