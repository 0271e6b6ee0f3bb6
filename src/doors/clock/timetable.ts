// long: one list of everything that runs by itself.
import { setTimeout as sleep } from 'node:timers/promises'
import { answerDoorRequests } from '../../access/answer-door-requests.ts'
import { countPeriods } from '../../anonymity/count-periods.ts'
import { dailyBackup } from '../../backups/daily-backup.ts'
import { workRun } from '../../billing/work-run.ts'
import { endRoles } from '../../companies/end-roles.ts'
import { settleStops } from '../../consent/settle-stops.ts'
import { ChangeLogKeeper } from '../../decisions/change-log-keeper.ts'
import { sweepDeals } from '../../deals/sweep-deals.ts'
import { countDemoSteps } from '../../demo/demo.sql.ts'
import { DEMO_SERIES, STEPS } from '../../demo/demo-steps.ts'
import { noteNotices } from '../../delivery/note-notices.ts'
import { settleMails } from '../../delivery/settle-mails.ts'
import { dropPeppol } from '../../delivery/drop-peppol.ts'
import { workLetters } from '../../delivery/work-letters.ts'
import { fillDemo } from '../../demo/fill-demo.ts'
import { resumeErasures } from '../../erasure/resume-erasures.ts'
import { shredKeptProof } from '../../erasure/shred-kept-proof.ts'
import { erasePeople } from '../../erasure/erase-people.ts'
import { sweepMassChanges } from '../../mass-changes/sweep-mass-changes.ts'
import { workMassChange } from '../../mass-changes/work-mass-change.ts'
import { sweepExports } from '../../exports/sweep-exports.ts'
import { workExport } from '../../exports/work-export.ts'
import { sweepFiles } from '../../imports/sweep-files.ts'
import { workImport } from '../../imports/work-import.ts'
import { workUndo } from '../../imports/work-undo.ts'
import { Sequencer } from '../../ledger/sequencer.ts'
import { PERSONAL_TABLES } from '../../law/data-map.ts'
import { watchLedger } from '../../ledger/watch-ledger.ts'
import { workFieldEnding } from '../../lifecycle/work-field-ending.ts'
import { workSweep } from '../../lifecycle/work-sweep.ts'
import { sweepLeads } from '../../leads/sweep-leads.ts'
import type { Transport } from '../../messages/deliver.ts'
import { lapseQuestions } from '../../messages/lapse-questions.ts'
import { pauseMailings } from '../../messages/pause-mailings.ts'
import { codeOf } from '../../messages/mail-secret.ts'
import { sendDue } from '../../messages/send-due.ts'
import { sendServiceMail } from '../../messages/send-service-mail.ts'
import { fileDueQuotes } from '../../quotes/file-due-quotes.ts'
import { forgetTries } from '../../staff/forget-tries.ts'
import { forgetUnusedKeys } from '../../people/forget-unused-keys.ts'
import { restTickets } from '../../tickets/rest-tickets.ts'
import { sweepTickets } from '../../tickets/sweep-tickets.ts'
import { deleteExpiredSignOnRequests } from '../../plumbing/sign-on-requests.sql.ts'
import { deleteEndedAttempts } from '../../plumbing/attempts.sql.ts'
import { sweepPayments } from '../../payments/sweep-payments.ts'
import { scrub } from '../../plumbing/scrub.ts'
import type { PersonId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import { letterSheets } from '../letter-sheets.ts'
import { deleteExpiredRequests } from '../idempotency.sql.ts'
import { forgetLooks } from '../../looks/forget-looks.ts'
import { watchLooks } from '../../looks/watch-looks.ts'
import { documentMails } from './document-mails.ts'
import { answerTickets } from './answer-tickets.ts'
import { askHowItWent } from './ask-how-it-went.ts'
import { decorateFolder } from './decorate-folder.ts'
import { mailRoutines } from './mail-routines.ts'
import { mayChangeMany } from './may-change-many.ts'
import { mayExport } from './may-export.ts'
import { mayInvoice } from './may-invoice.ts'
import { tellConnected } from './tell-connected.ts'
import { tellErased } from './tell-erased.ts'
import { mailDays } from './mail-days.ts'
import { remindHandlers } from './remind-handlers.ts'
import { REFUSAL_DAYS } from '../../decorating/decoration.ts'
import { deleteOldRefusals } from '../../decorating/decorations.sql.ts'
import { sweepLists } from '../../billing/sweep-lists.ts'
import { lapseSlipQuestions } from '../../slips/lapse-slip-questions.ts'
import { findDuplicates } from '../../resolution/find-duplicates.ts'
import { sweepSlips } from '../../slips/sweep-slips.ts'
import { sweepRequests } from '../../rights/sweep-requests.ts'
import { daysLater } from '../../values/moment.ts'
import { maySend } from './may-send.ts'
import { letGo } from '../../staff/let-go.ts'
import { watchCopies } from './watch-copies.ts'

/** One thing the program does by itself. */
export interface Routine {
  name: string
  /** Pause between two runs; a run that had work to do is followed by the next at once. */
  everyMs: number
  /** Does a batch; true when there may be more. */
  act(stopping: AbortSignal): Promise<boolean>
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const FORGOTTEN_AT_ONCE = 5_000
const SWEPT_AT_ONCE = 1_000
/** Between two steps through the ledger: a million leaves take about a minute, and a tenth of a core. */
const REST_MS = 50

/**
 * Everything that runs by itself. Each routine claims its work in the database, so several copies may run it; `holder`
 * names this one in leases and claims.
 */
export function timetable(house: House, transport: Transport, demo: boolean, holder: string): Routine[] {
  const { database, keeper, publicUrl } = house
  const watch = watchCopies(database, holder, publicUrl)
  const sequencer = new Sequencer({ database, keeper, tree: house.tree, holder })
  const onError = (error: unknown) => house.log.error({ err: error }, 'a message could not be worked on')
  return [
    { name: 'show life', everyMs: SECOND, act: async () => (await watch.show(), false) },
    { name: 'take over from the dead', everyMs: 2 * SECOND, act: () => watch.recover() },
    { name: 'sequence the ledger', everyMs: SECOND / 2, act: async () => (await sequencer.step(), false) },
    { name: 'go through the ledger', everyMs: MINUTE, act: async (stopping) => (await goThroughLedger(house, holder, stopping), false) },
    { name: 'settle stops', everyMs: SECOND, act: async () => (await database.write((tx) => settleStops(tx, keeper))) > 0 },
    { name: 'answer the front door', everyMs: SECOND / 2, act: () => answerDoor(house) },
    { name: 'send mail', everyMs: SECOND / 2, act: async (stopping) => (await sendDue(database, { keeper, transport, publicUrl, documents: documentMails(keeper) }, { by: holder, stopping, onError }), false) },
    { name: 'settle mails of invoices', everyMs: SECOND, act: () => database.write(settleMails) },
    { name: 'note what invoices told', everyMs: SECOND, act: () => database.write((tx) => noteNotices(tx, keeper)) },
    { name: 'make letters', everyMs: SECOND, act: (stopping) => workLetters(database, { secret: keeper.keys.tokens, sheets: letterSheets(house) }, holder, stopping) },
    { name: 'hand over e-invoices', everyMs: SECOND, act: () => dropPeppol(database, { folder: house.settings.peppolFolder }) },
    { name: 'pause what may go on no more', everyMs: SECOND / 2, act: async () => (await database.write((tx) => pauseMailings(tx, maySend)), false) },
    { name: 'work off imports', everyMs: SECOND / 2, act: async (stopping) => (await workImport(database, keeper, holder, stopping)) || workUndo(database, keeper, holder, stopping) },
    { name: 'work off exports', everyMs: SECOND, act: (stopping) => workExport(database, { secret: keeper.keys.tokens, mayGoOn: mayExport }, holder, stopping) },
    { name: 'work off changes of many', everyMs: SECOND / 2, act: (stopping) => workMassChange(database, { indexKey: keeper.keys.identifierIndex, mayGoOn: mayChangeMany }, holder, stopping) },
    { name: 'work off invoice runs', everyMs: SECOND / 2, act: (stopping) => workRun(database, { keeper, publicUrl, mayGoOn: mayInvoice }, holder, stopping) },
    { name: 'end what fields hold', everyMs: SECOND, act: () => workFieldEnding(database, holder) },
    ...folderRoutines(house),
    ...mailRoutines(house, transport),
    { name: 'answer tickets by mail', everyMs: SECOND, act: (stopping) => answerTickets(house, transport, stopping) },
    { name: 'ask how it went', everyMs: 10 * MINUTE, act: (stopping) => askHowItWent(house, transport, stopping) },
    { name: 'close solved tickets', everyMs: MINUTE, act: () => database.write((tx) => restTickets(tx, keeper)) },
    { name: 'forget old tickets', everyMs: 10 * MINUTE, act: async () => (await database.write(sweepTickets)) > 0 },
    { name: 'forget changes of many', everyMs: 10 * MINUTE, act: () => database.write(sweepMassChanges) },
    { name: 'remove files of exports', everyMs: MINUTE, act: async () => (await database.write(sweepExports), false) },
    { name: 'close unanswered questions', everyMs: 10 * MINUTE, act: async () => (await database.write((tx) => lapseQuestions(tx, keeper))) > 0 },
    { name: 'delete files never run', everyMs: 10 * MINUTE, act: async () => (await database.write(sweepFiles), false) },
    { name: 'note the use of keys', everyMs: MINUTE, act: async () => (await house.keyRing.noteUses(), false) },
    { name: 'note the use of sessions', everyMs: MINUTE / 2, act: async () => (await house.seenSessions.writeDown(), false) },
    { name: 'forget sign-in tries', everyMs: 10 * MINUTE, act: async () => (await database.write(forgetTries), false) },
    { name: 'forget old requests', everyMs: MINUTE, act: async () => (await database.write((tx) => deleteExpiredRequests(tx, FORGOTTEN_AT_ONCE))) === FORGOTTEN_AT_ONCE },
    { name: 'forget attempts', everyMs: 10 * MINUTE, act: async () => (await database.write(deleteEndedAttempts), false) },
    { name: 'forget old looks', everyMs: 10 * MINUTE, act: async () => (await database.erase(forgetLooks), false) },
    { name: 'let go who leaves', everyMs: SECOND / 2, act: () => database.write((tx) => letGo(tx, keeper)) },
    { name: 'watch who looks', everyMs: MINUTE, act: async () => (await database.write(watchLooks), false) },
    { name: 'forget old sign-ons', everyMs: MINUTE, act: async () => (await database.write(deleteExpiredSignOnRequests), false) },
    { name: 'go on with erasures', everyMs: 10 * MINUTE, act: async () => (await resumeAll(house), false) },
    { name: 'tell the erased', everyMs: 10 * SECOND, act: () => tellErased(house, transport) },
    { name: 'tell connected systems', everyMs: SECOND, act: () => tellConnected(house, transport) },
    { name: 'shred kept proof', everyMs: 10 * MINUTE, act: async () => (await database.write(shredKeptProof), false) },
    { name: 'remind of requests', everyMs: MINUTE, act: async () => (await remindHandlers(house, transport)).length > 0 },
    { name: 'mail colleagues their day', everyMs: MINUTE, act: async () => (await mailDays(house, transport)) > 0 },
    { name: 'forget proofs and old requests', everyMs: 10 * MINUTE, act: async () => (await database.write(sweepRequests)) > 0 },
    { name: 'close unanswered questions on paper', everyMs: 10 * MINUTE, act: async () => (await database.write((tx) => lapseSlipQuestions(tx, keeper))) > 0 },
    { name: 'forget lists of invoices', everyMs: 10 * MINUTE, act: async () => (await database.write(sweepLists)) > 0 },
    { name: 'end addresses of roles', everyMs: MINUTE, act: async () => (await database.write((tx) => endRoles(tx, SWEPT_AT_ONCE))) === SWEPT_AT_ONCE },
    { name: 'forget sheets and slips', everyMs: 10 * MINUTE, act: async () => (await database.write(sweepSlips)) > 0 },
    { name: 'forget what could not be decorated', everyMs: 10 * MINUTE, act: async () => (await database.write((tx) => deleteOldRefusals(tx, daysLater(tx.now, -REFUSAL_DAYS))), false) },
    { name: 'count what is over', everyMs: 10 * MINUTE, act: async () => (await countWhatIsOver(database, demo), false) },
    { name: 'sweep what has had its time', everyMs: MINUTE, act: async (stopping) => (await sweep(house, stopping), false) },
    { name: 'file what was accepted', everyMs: MINUTE, act: () => database.write(fileDueQuotes) },
    { name: 'sweep deals that are over', everyMs: 10 * MINUTE, act: async () => (await database.erase(sweepDeals)) > 0 },
    { name: 'sweep leads that are over', everyMs: 10 * MINUTE, act: async () => (await database.erase(sweepLeads)) > 0 },
    { name: 'look for duplicates', everyMs: MINUTE, act: async () => (await findDuplicates(database), false) },
    { name: 'sweep payments that banks told of', everyMs: 10 * MINUTE, act: () => database.write((tx) => sweepPayments(tx, SWEPT_AT_ONCE)) },
    forgetKeys(house),
    { name: 'scrub the files of the database', everyMs: MINUTE, act: async (stopping) => (await scrub(database, { tables: Object.keys(PERSONAL_TABLES), declaredDays: house.settings.tracesDays, stopping }), false) },
    { name: 'make a backup', everyMs: MINUTE, act: async (stopping) => (await backUpDaily(house, holder, stopping), false) },
    ...routinesOfMemory(house, holder),
    ...(demo ? [{ name: 'fill the demo company', everyMs: MINUTE, act: () => fillDemo(database, keeper, house.publicUrl) }] : []),
  ]
}

/** Only where a folder is set. */
function folderRoutines(house: House): Routine[] {
  const { decorateFolder: folder } = house.settings
  if (folder === undefined) return []
  const seen = new Map<string, string>()
  return [{ name: 'decorate what lies in the folder', everyMs: SECOND, act: (stopping) => decorateFolder(house, folder, seen, stopping) }]
}

/** Erasures that waited for a contract or a hold, piece by piece. */
async function resumeAll({ database, keeper }: House): Promise<void> {
  for (let after: Date | null = new Date(0); after !== null; ) {
    const from: Date = after
    after = (await database.write((tx) => resumeErasures(tx, keeper, from))).next
  }
}

/** What nobody used at two looks, an hour apart. */
function forgetKeys({ database, keeper }: House): Routine {
  let unused: ReadonlySet<PersonId> = new Set()
  return { name: 'forget unused keys', everyMs: 60 * MINUTE, act: async () => {
    unused = await forgetUnusedKeys(database, keeper.keyRoom, unused)
    return false
  } }
}

/** A fault is an alarm to whoever reads the log; the workspace shows it too. */
async function goThroughLedger({ database, keeper, log }: House, holder: string, stopping: AbortSignal): Promise<void> {
  const rest = () => sleep(REST_MS, undefined, { signal: stopping })
  const found = await watchLedger(database, keeper, holder, rest).catch((error: unknown) => {
    // Another copy, or the next start, goes through it.
    if (!stopping.aborted) throw error
  })
  if (found?.fault) log.error({ fault: found.fault, index: found.faultIndex }, 'the ledger is not as it was written: no head is signed until that is mended')
}

/** A demo company is counted when its year has been lived through: what is counted once is never counted again. */
async function countWhatIsOver(database: House['database'], demo: boolean): Promise<void> {
  if (demo && (await database.read((tx) => countDemoSteps(tx, DEMO_SERIES))) < STEPS) return
  await database.reportAndRecord((tx) => countPeriods(tx))
}

/** Whoever has had their time is forgotten like whoever asks for it. */
async function sweep({ database, keeper, log }: House, stopping: AbortSignal): Promise<void> {
  const onDoubt = (why: string) => log.error({ why }, 'the clock is doubted: nothing is swept until it is right, or a colleague says that it is')
  await workSweep(database, keeper, { stopping, onDoubt, forget: (tx, people) => erasePeople(tx, keeper, people.map((personId) => ({ personId, why: 'retention' as const }))) })
}

/** Where the settings name a folder and a key: one a day, and those past the horizon are deleted. */
async function backUpDaily({ database, keeper, settings, log }: House, holder: string, stopping: AbortSignal): Promise<void> {
  const { backupFolder: folder, backupRecipients: recipients, backupHorizonDays: horizonDays } = settings
  const done = folder === undefined ? undefined : await dailyBackup(database, keeper, { folder, recipients, horizonDays }, holder, stopping).catch((error: unknown) => {
    // Half a backup is put away when the program stops.
    if (!stopping.aborted) throw error
  })
  if (done) log.info({ bytes: done.made.bytes, people: done.made.people, goes: done.made.goesAt }, 'a backup was made')
  for (const file of done?.deleted ?? []) log.info({ file }, 'a backup past the horizon was deleted')
}

/** What keeps the answers in memory right, and stored for the next start. */
function routinesOfMemory({ database, memory }: House, holder: string): Routine[] {
  if (!memory) return []
  const log = new ChangeLogKeeper({ database, memory, holder })
  return [
    { name: 'follow the changes', everyMs: SECOND / 4, act: async () => (await memory.follow(), false) },
    { name: 'work out changed answers', everyMs: SECOND / 50, act: (stopping) => memory.work().catch(async (error: unknown) => {
      // What fails now fails at once again; meanwhile the database answers.
      await sleep(SECOND, undefined, { signal: stopping }).catch(() => {})
      throw error
    }) },
    { name: 'place changes', everyMs: SECOND / 5, act: () => log.place() },
    { name: 'store answers', everyMs: 5 * SECOND, act: () => log.store() },
    { name: 'clear the change log', everyMs: 10 * MINUTE, act: async () => (await log.clear(), false) },
  ]
}

/** Mails a code to each known person who knocked. */
async function answerDoor({ database, keeper }: House): Promise<boolean> {
  return database.write(async (tx) => {
    const letters = await answerDoorRequests(tx, keeper.keys.tokens, (requestId) => codeOf(keeper.keys.tokens, requestId))
    await sendServiceMail(tx, letters.map((letter) => ({ ...letter, kind: 'code' as const })))
    return letters.length > 0
  })
}

/** Starts the routines; `stop` lets each finish its batch. A routine that fails is logged and tried again. */
export function startClock(house: Pick<House, 'log'>, routines: readonly Routine[]): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const runs = routines.map((routine) => repeat(house, routine, stopping.signal))
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(runs)
    },
  }
}

async function repeat(house: Pick<House, 'log'>, routine: Routine, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    let more = false
    try {
      more = await routine.act(stopping)
    } catch (error) {
      house.log.error({ err: error, routine: routine.name }, 'a routine failed and is tried again')
    }
    if (!more) await sleep(routine.everyMs, undefined, { signal: stopping }).catch(() => {})
  }
}
