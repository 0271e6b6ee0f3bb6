import { answerAudience, answerDecision, showOnePerson } from './ask-commands.ts'
import { askPeople } from './ask-people.ts'
import { backUp } from './backup-command.ts'
import { examine, printCheckpoint, verify } from './check-commands.ts'
import { decorateFiles } from './decorate-command.ts'
import { bringInFiles } from './e-invoices-command.ts'
import { importFile } from './import-command.ts'
import { takeOneMail } from './mail-command.ts'
import { takePayments } from './payments-command.ts'
import { restore } from './restore-command.ts'
import { printSignInLink } from './sign-in-link.ts'
import { anonymise, fill } from './test-copy-commands.ts'
import type { Command } from './words.ts'

const JSON_OPTION = { json: 'print one JSON document' }
const DATA_OPTION = { 'data DIR': 'data folder (default: data)' }

/** Everything the command line can do. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'start', usage: 'start [--data DIR] [--port N] [--empty]', says: 'Start the program and print where it is.',
    options: { ...DATA_OPTION, 'port N': 'port to listen on; 0 takes a free one', empty: 'no demo company' },
    run: async (settings) => {
      // The only command that needs every door: the others answer sooner without them.
      const { start } = await import('./start.ts')
      await start(settings)
      return true
    },
  },
  {
    name: 'import', usage: 'import FILE --source TEXT --purpose KEY… --ground KIND --collected self|other [--rehearse]', says: 'Bring in people from a CSV file or a spreadsheet.',
    options: {
      'source TEXT': 'where the file comes from', 'purpose KEY*': 'what the data is for; may be given several times',
      'ground KIND': 'contract, consent, legitimate-interest, …', 'collected WHERE': 'self: from the people themselves; other: from elsewhere (art. 14)',
      'country CC': 'where a row does not say it; unknown without', 'capacity KEY': 'consumer (default), sole-trader or role',
      'when DATE|@COLUMN': 'day the consents were given', 'evidence TEXT|@COLUMN': 'where and how', 'wording FILE': 'the exact words people said yes to',
      'channel KEY*': 'what a consent for all rows is for (default: email)',
      'soft-opt-in KEY*': 'purpose to mail customers for after a sale', 'product-group TEXT*': 'what was bought', 'last-sale DATE|@COLUMN': 'day of the last purchase',
      'opt-out-offered TEXT': 'how people were offered to say no',
      'map FILE': 'JSON: column to field or null (default: as recognised)', 'encoding KEY': 'utf-8, windows-1252, utf-16le, utf-16be', 'date-order KEY': 'day-first or month-first',
      'no-header': 'the first row is a customer; the columns are called A, B, C', rehearse: 'only say what would happen', ...JSON_OPTION, ...DATA_OPTION,
    },
    run: importFile,
  },
  {
    name: 'payments', usage: 'payments FILE [--rehearse] [--accounts-are-ours]', says: 'Take in a bank’s file of payments (BgMax, camt.053, camt.054).',
    options: { rehearse: 'only say what would happen', 'accounts-are-ours': 'somebody has looked: the accounts of the file are the company’s', ...JSON_OPTION, ...DATA_OPTION },
    run: takePayments,
  },
  {
    name: 'decide', usage: 'decide --person ID-OR-EMAIL --purpose KEY --channel KEY', says: 'Ask the gate: may this person be met so?',
    options: { 'person ID-OR-EMAIL': 'who', 'purpose KEY': 'what for', 'channel KEY': 'how', 'about TEXT': 'product group', 'use KEY': 'send (default), ask, show, export, share, profile', ...JSON_OPTION, ...DATA_OPTION },
    run: answerDecision,
  },
  {
    name: 'audience', usage: "audience --purpose KEY --channel KEY [--where 'FIELD = VALUE']", says: 'Who may be met so, how many, and why the others not.',
    options: { 'purpose KEY': 'what for', 'channel KEY': 'how', "where 'FIELD = VALUE'*": 'filter; may be given several times', 'about TEXT': 'product group', ...JSON_OPTION, ...DATA_OPTION },
    run: answerAudience,
  },
  {
    name: 'ask', usage: "ask --purpose KEY… [--where 'FIELD = VALUE'] [--rehearse]", says: 'Ask people by mail for a purpose: those who may be asked so, and why the others not.',
    options: { 'purpose KEY*': 'what for; may be given several times', "where 'FIELD = VALUE'*": 'filter', 'name TEXT': 'name of the mailing', 'about TEXT': 'product group of the sale that lets us ask', rehearse: 'only say who would be asked', ...JSON_OPTION, ...DATA_OPTION },
    run: askPeople,
  },
  {
    name: 'person', usage: 'person ID-OR-EMAIL', says: 'What is held of a person: what, why, from where, until when.',
    options: { ...JSON_OPTION, ...DATA_OPTION },
    run: showOnePerson,
  },
  {
    name: 'sign-in-link', usage: 'sign-in-link NAME-OR-EMAIL', says: 'Print a link that signs a colleague in once, within ten minutes.',
    options: { ...JSON_OPTION, ...DATA_OPTION },
    run: printSignInLink,
  },
  {
    name: 'backup', usage: 'backup [FILE] [--to KEY] [--new-key FILE]', says: 'Write everything as it stands into a sealed file; the program may run.',
    options: {
      'to KEY*': 'public key (age) that it is sealed to; may be given several times (default: BACKUP_TO)', 'new-key FILE': 'make a pair of keys instead: the private one goes into FILE, the public one is printed',
      ...JSON_OPTION, ...DATA_OPTION,
    },
    run: backUp,
  },
  {
    name: 'restore', usage: 'restore FILE --identity KEYFILE [--check]', says: 'Restore a backup into an empty place, with the keeper that lives.',
    options: {
      'identity KEYFILE': 'file with the private key (AGE-SECRET-KEY-1…)', check: 'only say whether the backup is whole and may be restored here', 'in-place': 'no file: the database was put back by other means',
      'accept-loss REASON': 'go on although the keeper cannot prove the erasures since; two administrators sign in for it',
      'proof FILE': 'where it is written what was done (default: in the data folder)', ...JSON_OPTION, ...DATA_OPTION,
    },
    run: restore,
  },
  {
    name: 'decorate', usage: 'decorate FILE… [--customer WHO] --to DIR', says: 'Add the privacy part to a finished invoice of another system.',
    options: { 'customer WHO': 'id, customer number or e-mail address (default: as the e-invoice says)', 'to DIR': 'where it is written', ...JSON_OPTION, ...DATA_OPTION },
    run: decorateFiles,
  },
  {
    name: 'mail', usage: 'mail [--to ADDRESS]', says: 'Take in one message on standard input, for the pipe of a mail server.',
    options: { 'to ADDRESS*': 'whom the mail server says it is for (default: what stands in its head)', ...JSON_OPTION, ...DATA_OPTION },
    // A mail server tries again later (sysexits.h); with any other code it sends the mail back to whoever wrote.
    failsAs: 75,
    run: takeOneMail,
  },
  {
    name: 'e-invoices', usage: 'e-invoices FILE… [--customer WHO] [--keep-reference] [--rehearse]', says: 'Bring in e-invoices (UBL) that another system issued.',
    options: { 'customer WHO': 'id, customer number or e-mail address (default: as each says itself)', rehearse: 'only say what would happen', 'keep-reference': 'bring in what has a wrong payment reference too', ...JSON_OPTION, ...DATA_OPTION },
    run: bringInFiles,
  },
  {
    name: 'anonymise', usage: 'anonymise --to FILE-OR-DIR [--people N]', says: 'Write a test copy of the data set that holds nobody; the program may run.',
    options: { 'to FILE-OR-DIR': 'where it is written', 'people N': 'how many people it has (default: as many as there are)', ...JSON_OPTION, ...DATA_OPTION },
    run: anonymise,
  },
  {
    name: 'fill', usage: 'fill FILE', says: 'Fill an empty place with a test copy.',
    options: { ...JSON_OPTION, ...DATA_OPTION },
    run: fill,
  },
  {
    name: 'verify', usage: 'verify [FILE]', says: 'Recompute the whole ledger, or check a receipt or an erasure certificate offline.',
    options: { 'key TEXT': 'public key to check it with (default: the keeper’s)', ...JSON_OPTION, ...DATA_OPTION },
    run: verify,
  },
  {
    name: 'checkpoint', usage: 'checkpoint', says: 'Print the newest signed head of the ledger.',
    options: { ...JSON_OPTION, ...DATA_OPTION },
    run: printCheckpoint,
  },
  {
    name: 'doctor', usage: 'doctor [--rebuild]', says: 'Check database, keeper, rights and settings, and say what is missing.',
    options: { rebuild: 'fold everybody’s ledger entries anew and put right what does not agree with them', ...JSON_OPTION, ...DATA_OPTION },
    run: examine,
  },
]
