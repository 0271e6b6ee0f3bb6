import { createRoute, z } from '@hono/zod-openapi'
import { NOT_REMINDED } from '../../delivery/reminder.ts'
import { day, id, json, jsonBody, personReference, problems, sentence, staffOnly } from './contract.ts'

const amount = z.string().openapi({ example: '1250.50' })

export const foundReminder = z
  .object({
    person: personReference, invoice: id, number: z.string(), dueOn: day, currency: z.string(),
    reminder: z.object({ ordinal: z.int(), payBy: day, outstanding: amount, feesBefore: amount.openapi({ description: 'Of earlier reminders, not paid yet.' }), fee: amount, toPay: amount, interest: amount.openapi({ description: 'Statutory interest that has run and is told; no part of what is asked for.' }) }).nullable().openapi({ description: 'What it would ask for; null where nobody is reminded.' }),
    because: z.enum(NOT_REMINDED).nullable(), sentence: sentence.nullable(),
  })
  .openapi('FoundReminder')
export type FoundReminderBody = z.infer<typeof foundReminder>

const rehearsal = z.object({ invoices: z.array(foundReminder), more: z.boolean(), unknown: z.array(sentence).openapi({ description: 'What the program does not know the law’s figures of for today, and so does not ask for.' }) })
export type RemindersBody = z.infer<typeof rehearsal>

export const rehearseReminders = createRoute({
  method: 'get', path: '/invoice-reminders/rehearsal', tags: ['Deliveries'], security: staffOnly, summary: 'Late invoices, and what a reminder of each would ask for today or why there is none; nothing is sent.',
  responses: { 200: json(rehearsal, 'At most two hundred, the newest first.'), ...problems },
})

export const remindInvoices = createRoute({
  method: 'post', path: '/invoice-reminders', tags: ['Deliveries'], security: staffOnly, summary: 'Remind of these invoices: each gets a document of its own, with the fee that law and agreement allow, the way the customer’s invoices go. What may not be reminded of is left out and named.',
  request: { body: jsonBody(z.strictObject({ invoices: z.array(z.strictObject({ person: id, invoice: id })).min(1).max(200) }).openapi('NewReminders', { example: { invoices: [{ person: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40', invoice: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f41' }] } })) },
  responses: { 201: json(z.object({ reminded: z.int(), leftOut: z.array(z.object({ invoice: id, sentence })) }), 'How many, and what was left out.'), ...problems },
})
