import { createRoute, z } from '@hono/zod-openapi'
import { day, id, json, jsonBody, key, moment, problems, reasonCount, staffOnly } from './contract.ts'
import { MAILING_STATES, mailingAnswers, mailingCounts } from './mailings-resource.ts'

const round = z.strictObject({ purposes: z.array(key).min(1).max(20), before: day.openapi({ description: 'Yeses that end before this day; at most six months ahead.', example: '2026-06-01' }) })

const renewalRound = z
  .object({
    id: id.openapi({ description: 'Of the mailing that it is.' }), name: z.string(), purposes: z.array(z.object({ purpose: key, label: z.string() })), before: moment, state: z.enum(MAILING_STATES), counts: mailingCounts, answers: mailingAnswers, createdAt: moment,
  })
  .openapi('RenewalRound')

export const renewals = z
  .object({
    months: z.array(z.object({ month: z.string().openapi({ example: '2026-05' }), people: z.int() })).openapi({ description: 'Whose yes ends by itself in the next twelve months; months in which none ends are there too.' }),
    purposes: z.array(z.object({
      purpose: key, label: z.string(), people: z.int().openapi({ description: 'Whose yes to it ends within twelve months.' }), months: z.array(z.object({ month: z.string(), people: z.int() })),
      canAsk: z.boolean().openapi({ description: 'It has a question in words.' }),
    })),
    today: day.openapi({ description: 'On the clock of the company: rounds are counted from it.' }),
    monthsAhead: z.int().openapi({ description: 'Nobody is asked earlier than so many months before.' }),
    rounds: z.array(renewalRound).openapi({ description: 'The newest twenty.' }),
  })
  .openapi('Renewals')
export type Renewals = z.infer<typeof renewals>

export const getRenewals = createRoute({
  method: 'get', path: '/renewals', tags: ['Retention'], security: staffOnly, summary: 'Which yeses end by themselves and when, and the rounds that asked for them anew.',
  responses: { 200: json(renewals, 'As things stand.'), ...problems },
})

export const renewalRehearsal = z
  .object({
    matching: z.int(), permitted: z.int(), notPermitted: z.int(), reasons: z.array(reasonCount),
    channels: z.array(z.object({
      channel: z.string(), label: z.string(), people: z.int(),
      asked: z.boolean().openapi({ description: 'The round asks about yeses for this channel: for e-mail alone.' }),
      withoutMail: z.int().openapi({ description: 'Of these people, those of whom no proved e-mail address is held.' }),
    })).openapi({ description: 'For which channels the yeses that end were said, and by how many people.' }),
  })
  .openapi('RenewalRehearsal')
export type RenewalRehearsal = z.infer<typeof renewalRehearsal>

export const rehearseRenewal = createRoute({
  method: 'post', path: '/renewals/rehearsals', tags: ['Retention'], security: staffOnly, summary: 'Whom a round would ask, and who cannot be asked and why (rule D7); nothing is sent.',
  request: { body: jsonBody(round.openapi('RenewalWish', { example: { purposes: ['news'], before: '2026-06-01' } })) },
  responses: { 200: json(renewalRehearsal, 'Counts.'), ...problems },
})

export const createRenewal = createRoute({
  method: 'post', path: '/renewals', tags: ['Retention'], security: staffOnly, summary: 'A round as the draft of an ask, with words in each language. Nothing is sent before `POST /mailings/{id}/sendings`.',
  request: { body: jsonBody(round.extend({ name: z.string().trim().min(1).max(200).optional() })) },
  responses: { 201: json(z.object({ id }), 'The draft, a mailing.'), ...problems },
})
