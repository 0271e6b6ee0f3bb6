import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Something that happened to or with a person's data. */
export interface TimelineEvent {
  at: Date
  type: 'entry' | 'use' | 'provenance' | 'ground' | 'code' | 'note' | 'invoice' | 'credit-note' | 'payment' | 'deal' | 'activity' | 'event' | 'ticket' | 'letter' | 'lead'
  /** Unique within type and moment: where the next page goes on. */
  key: string
  /** Kind of entry or use; source of a provenance; basis of a ground; number of the invoice that was issued or paid or whose code was revoked; what was done with a deal or a lead; what an activity was and how far it is; what kind of line of a ticket; nothing of a note. */
  kind: string
  purpose: string | null
  channel: string | null
  rule: string | null
  seq: number | null
  surface: string | null
  actorKind: string | null
  actorId: string | null
  /** Subject of a message, fields of a provenance, why a ground ended, why a code was revoked, the words of a note, an amount in hundredths with its currency, the name of a deal, what an activity is called, where a lead was met, a wish about calls, the subject of a ticket. */
  detail: string | null
  /** What an invoice, credit note or reminder told of the person's data on its way to them, word by word. */
  voucher: { what: 'invoice' | 'credit-note' | 'reminder'; number: string | null; way: string; words: string } | null
}

/** So much of a mail stands on the timeline; the whole of it stands with the mails. */
const LETTER_SHOWN = 600

/** What of it is told: events about these purposes, and of what was recorded the fields named. */
export interface TimelineScope {
  purposes: readonly string[]
  fields: readonly string[]
  /** Whether what was said of all marketing is told. */
  marketing: boolean
}

/** What happened, newest first; of notes and activities and mails with colleagues those for the purposes given; invoices with their payments, deals, tickets and leads only where they are asked for. */
export async function selectTimeline(
  tx: Tx, personId: PersonId, page: { before?: { at: Date; key: string }; limit: number; within?: TimelineScope; notes?: readonly string[]; activities?: readonly string[]; letters?: readonly string[]; documents?: boolean; deals?: boolean; tickets?: boolean | 'own'; leads?: boolean },
): Promise<TimelineEvent[]> {
  const { within } = page
  const about = (purpose: string) => within === undefined ? sql`true`
    : sql`(${sql.ref(purpose)} = any (${within.purposes}::text[]) or (${within.marketing} and coalesce(${sql.ref(purpose)}, '*') = '*'))`
  const { rows } = await sql<TimelineEvent>`
    select events.at, type, key, kind, purpose, channel, rule, seq, surface, "actorKind", "actorId", detail, ${voucher(personId)} as voucher from (select * from (
      select at, 'entry' as type, 'entry ' || lpad(seq::text, 10, '0') as key, kind, purpose, channel, null as rule, seq, surface,
        actor_kind as "actorKind", actor_id as "actorId", case when kind = 'wished' then evidence ->> 'calls' end as detail
      from ledger_entry where person_id = ${personId} and case when kind = 'wished' then ${within === undefined || within.fields.includes('phone')} else ${about('purpose')} end
      union all
      select at, 'use', 'use ' || use_id, kind, purpose, channel, rule, entry_seq, null, actor_kind, actor_id, nullif(concat_ws(E'\\n', subject, (
        select left(c.words, ${LETTER_SHOWN}) from correspondence c where c.person_id = ${personId} and c.letter_id = use_record.mailing_id and c.way = 'sent' and c.purpose_key = any (${page.letters ?? []}::text[]) and c.until > ${tx.now})), '')
      from use_record where person_id = ${personId} and ${about('purpose')}
      union all
      select recorded_at, 'provenance', 'provenance ' || provenance_id, source, null, null, null, null, collected, recorded_by_kind, recorded_by_id,
        array_to_string(${within === undefined ? sql`fields` : sql`array(select f from unnest(fields) as u (f) where f = any (${within.fields}::text[]))`}, ', ')
      from provenance where person_id = ${personId} and ${within === undefined ? sql`true` : sql`fields && ${within.fields}::text[]`}
      union all
      select ended_at, 'ground', 'ground ' || ground_id, basis, purpose_key, null, null, entry_seq, null, null, null, ended_why
      from ground where person_id = ${personId} and ended_at is not null and ${about('purpose_key')}
      union all
      select t.revoked_at, 'code', 'code ' || t.invoice_id, coalesce((select i.number from invoice i where i.person_id = t.person_id and i.invoice_id = t.invoice_id), ''), 'invoicing', null, null, null, null, 'staff', t.revoked_by::text, t.revoked_why
      from token t where t.person_id = ${personId} and t.kind = 'invoice-code' and t.revoked_at is not null and ${within === undefined || within.purposes.includes('invoicing')}
      union all
      select issued_at, kind, 'invoice ' || invoice_id, number, 'invoicing', null, null, null, null, issued_by_kind, issued_by_id, payable || ' ' || currency
      from invoice where person_id = ${personId} and ${page.documents === true}
      union all
      select p.noted_at, 'payment', 'payment ' || p.payment_id || ' ' || p.invoice_id, i.number, 'invoicing', null, null, null, null, p.noted_by_kind, p.noted_by_id, p.amount || ' ' || i.currency
      from payment p join invoice i on i.person_id = p.person_id and i.invoice_id = p.invoice_id where p.person_id = ${personId} and ${page.documents === true}
      union all
      select c.noted_at, 'deal', 'deal ' || c.change_id || ' ' || c.deal_id, c.kind, g.purpose_key, null, null, null, null, c.noted_by_kind, c.noted_by_id, d.name
      from deal_change c join deal d on d.person_id = c.person_id and d.deal_id = c.deal_id join ground g on g.person_id = d.person_id and g.ground_id = d.ground_id
      where c.person_id = ${personId} and c.kind <> 'changed' and ${page.deals === true}
      union all
      select coalesce(done_at, created_at), 'activity', 'activity ' || activity_id, kind || '-' || coalesce(outcome, case when done_at is null then 'planned' else 'done' end), purpose_key, null, null, null, null,
        case when done_at is null then created_by_kind else 'staff' end, coalesce(done_by, created_by_id), title
      from activity where person_id = ${personId} and purpose_key = any (${page.activities ?? []}::text[]) and removed_at is null and (until is null or until > ${tx.now})
        and exists (select from ground g where g.person_id = ${personId} and g.purpose_key = activity.purpose_key and ground_holds(g.since, g.hold_until, ${tx.now}::timestamptz))
      union all
      select at, 'event', 'event ' || event_id, name, purpose_key, null, null, null, null, null, null, about
      from event where person_id = ${personId} and until > ${tx.now} and ${about('purpose_key')}
        and exists (select from ground g where g.person_id = ${personId} and g.purpose_key = event.purpose_key and ground_holds(g.since, g.hold_until, ${tx.now}::timestamptz))
      union all
      select l.at, 'ticket', 'ticket ' || l.line_id || ' ' || l.ticket_id, l.kind, 'service', null, null, null, null, l.by_kind, l.by_id, t.subject
      from ticket_line l join ticket t on t.person_id = l.person_id and t.ticket_id = l.ticket_id
      where l.person_id = ${personId} and l.kind <> 'acknowledged' and (l.kind <> 'noted' or ${page.tickets === true}) and ${page.tickets !== undefined && page.tickets !== false}
      union all
      select c.noted_at, 'lead', 'lead ' || c.change_id || ' ' || c.lead_id, c.kind, g.purpose_key, null, null, null, null, c.noted_by_kind, c.noted_by_id, l.place
      from lead_change c join lead l on l.person_id = c.person_id and l.lead_id = c.lead_id join ground g on g.person_id = l.person_id and g.ground_id = l.ground_id
      where c.person_id = ${personId} and ${page.leads === true}
      union all
      select written_at, 'note', 'note ' || note_id, '', purpose_key, null, null, null, null, written_by_kind, written_by_id, text
      from note where person_id = ${personId} and purpose_key = any (${page.notes ?? []}::text[]) and removed_at is null and until > ${tx.now}
        and exists (select from ground g where g.person_id = ${personId} and g.purpose_key = note.purpose_key and ground_holds(g.since, g.hold_until, ${tx.now}::timestamptz))
      union all
      select written_at, 'letter', 'letter ' || letter_id, direction, purpose_key, 'email', null, null, null, 'staff', staff_id::text, subject || E'\\n' || left(words, ${LETTER_SHOWN})
      from correspondence where person_id = ${personId} and way = 'logged' and purpose_key = any (${page.letters ?? []}::text[]) and removed_at is null and until > ${tx.now}
        and exists (select from ground g where g.person_id = ${personId} and g.purpose_key = correspondence.purpose_key and ground_holds(g.since, g.hold_until, ${tx.now}::timestamptz))
    ) all_events
    where ${page.before ? sql`(at, key) < (${page.before.at}, ${page.before.key})` : sql`true`}
    order by at desc, key desc limit ${page.limit}) events order by at desc, key desc`.execute(tx.db)
  return rows
}

/** Only of what is told on this page. */
const voucher = (personId: PersonId) => sql`case when type = 'entry' and kind = 'notice-shown' then (
  select jsonb_build_object('what', e.evidence ->> 'what', 'way', e.evidence ->> 'way', 'words', w.text,
    'number', (select i.number from invoice i where i.person_id = ${personId} and i.invoice_id = (e.evidence ->> 'invoice')::uuid))
  from ledger_entry e join wording w on w.wording_id = e.wording_id where e.person_id = ${personId} and e.seq = events.seq and e.evidence ->> 'kind' = 'voucher') end`
