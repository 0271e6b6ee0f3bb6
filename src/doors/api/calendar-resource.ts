import { createRoute, z } from '@hono/zod-openapi'
import { activity, activityPath } from './activities-resource.ts'
import { day, json, jsonBody, moment, problems, staffOnly } from './contract.ts'

/** More days than that nobody sees at once. */
export const MOST_DAYS = 62

const span = z.strictObject({ from: day, until: day.openapi({ description: 'The first day that is not shown; at most two months later.' }) })
export const calendarShape = z.object({ zone: z.string(), today: day, activities: z.array(activity) }).openapi('ActivityCalendar')
export type ActivityCalendar = z.infer<typeof calendarShape>

export const daySettings = z
  .object({ feedSince: moment.nullable().openapi({ description: 'Since when other programs read the calendar by a secret address; null: none does.' }), mail: z.boolean().openapi({ description: 'A mail in the morning says how much is overdue and for today.' }) })
  .openapi('DaySettings')
export type DaySettings = z.infer<typeof daySettings>

const tags = ['Activities']
const shown = { 200: json(calendarShape, 'What is due in these days, by its hour.'), ...problems }
const settings = { 200: json(daySettings, 'As it is now.'), ...problems }

export const showMyCalendar = createRoute({ method: 'get', path: '/my-calendar', tags, security: staffOnly, summary: 'What one has in these days, done or not.', request: { query: span }, responses: shown })
export const showTeamCalendar = createRoute({ method: 'get', path: '/team-calendar', tags, security: staffOnly, summary: 'What the colleagues of one’s teams have in these days.', request: { query: span }, responses: shown })
export const showDaySettings = createRoute({ method: 'get', path: '/my-day/settings', tags, security: staffOnly, summary: 'Whether other programs read one’s calendar, and whether a mail comes in the morning.', responses: settings })

export const setDaySettings = createRoute({
  method: 'put', path: '/my-day/settings', tags, security: staffOnly, summary: 'Have a mail in the morning, or none.', request: { body: jsonBody(z.strictObject({ mail: z.boolean() }).openapi('NewDaySettings')) }, responses: settings,
})

export const makeFeedAddress = createRoute({
  method: 'post', path: '/my-calendar/addresses', tags, security: staffOnly, summary: 'Make the secret address of one’s calendar; it is shown once, and ends the one before it.',
  responses: { 201: json(z.object({ address: z.url() }).openapi('FeedAddress'), 'Whoever has it reads when one has something to do, and the name of no person.'), ...problems },
})

export const endFeedAddress = createRoute({ method: 'delete', path: '/my-calendar/addresses', tags, security: staffOnly, summary: 'End the address; whoever has it reads nothing any more.', responses: settings })

export const invitePerson = createRoute({
  method: 'post', path: '/activities/{person}/{activity}/invitations', tags, security: staffOnly, summary: 'Invite the person to the meeting by mail; what becomes of it later is told to them too.',
  request: { params: activityPath }, responses: { 201: json(activity, 'The mail is on its way, if the gate lets it.'), ...problems },
})
