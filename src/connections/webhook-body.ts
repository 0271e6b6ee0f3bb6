import type { SystemTask } from './system-task.ts'
import type { ToldSubject } from './told-subject.ts'

/** What a webhook carries (Standard Webhooks: type, timestamp, data). */
export interface WebhookBody {
  type: `person.${SystemTask['act']}` | 'ping'
  timestamp: string
  data: {
    /** Of the task: the answer must repeat it. */
    id: string
    /** By what the system knows the person: each kind that it was said to know, with all that we have. */
    person?: ToldSubject['identifiers']
    /** Keys of purposes and fields it is about; left out: everything of this person. */
    purposes?: readonly string[]
    fields?: readonly string[]
    /** Of a no: the channels it is about; left out: all. */
    channels?: readonly string[]
    /** Of a rectification: what is right now; null: nothing any more. A field without a value here is to be fetched. */
    values?: NonNullable<ToldSubject['values']>
    answerBy?: string
    /** Where to say later what came of it, signed as this call is. */
    answerTo?: string
  }
}

/** The body of a task, the same at each try but for its timestamp. */
export function webhookBody(task: SystemTask, subject: ToldSubject, now: Date, answerTo: string): WebhookBody {
  return {
    type: `person.${task.act}`, timestamp: now.toISOString(),
    data: {
      id: task.taskId, person: subject.identifiers, ...(task.purposes.length > 0 && { purposes: task.purposes }), ...(task.fields.length > 0 && { fields: task.fields }), ...(task.channels.length > 0 && { channels: task.channels }),
      ...(subject.values && { values: subject.values }), answerBy: task.deadline.toISOString(), answerTo,
    },
  }
}

/** A call that is about nobody, to try whether the other side listens and checks signatures. */
export function pingBody(id: string, now: Date): WebhookBody {
  return { type: 'ping', timestamp: now.toISOString(), data: { id } }
}
