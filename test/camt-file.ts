// Fictional messages of banks: what is left out is not written.

export interface CamtTransaction {
  amount?: string
  currency?: string
  references?: string[]
  /** Amounts of the references, where the payer says which is for what. */
  shares?: string[]
  text?: string
  debtor?: string
  account?: string
  ownReference?: string
  returned?: boolean
}
export interface CamtEntry {
  amount: string
  currency?: string
  direction?: 'CRDT' | 'DBIT'
  reversal?: boolean
  status?: string
  bookedOn?: string
  reference?: string
  batch?: number
  transactions?: CamtTransaction[]
}
export interface CamtShape { message?: '053' | '054'; version?: string; prefix?: string; account?: string; summary?: { entries: number; credits: string }; statements?: CamtEntry[][] }

/** A statement or notification of one account; from version 04 on parties and states have a level more. */
export function camtFile(entries: readonly CamtEntry[], { message = '054', version = '02', prefix = '', account = 'SE3550000000054910000003', summary, statements }: CamtShape = {}): string {
  const p = prefix === '' ? '' : `${prefix}:`
  const tag = (name: string, content: string, attributes = '') => (content === '' ? '' : `<${p}${name}${attributes}>${content}</${p}${name}>`)
  const isLater = Number(version) >= 4
  const [body, part] = message === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn']
  const money = (amount: string | undefined, currency = 'SEK', name = 'Amt') => (amount === undefined ? '' : tag(name, amount, ` Ccy="${currency}"`))
  const details = (one: CamtTransaction) => tag('TxDtls', [
    tag('Refs', tag('AcctSvcrRef', one.ownReference ?? '')),
    isLater ? money(one.amount, one.currency) : tag('AmtDtls', tag('TxAmt', money(one.amount, one.currency))),
    tag('RltdPties', tag('Dbtr', isLater ? tag('Pty', tag('Nm', escaped(one.debtor ?? ''))) : tag('Nm', escaped(one.debtor ?? ''))) + tag('DbtrAcct', tag('Id', tag('IBAN', one.account ?? '')))),
    tag('RmtInf', tag('Ustrd', escaped(one.text ?? '')) + (one.references ?? []).map((reference, place) => tag('Strd', tag('RfrdDocAmt', money(one.shares?.[place], one.currency, 'RmtdAmt')) + tag('CdtrRefInf', tag('Tp', tag('CdOrPrtry', tag('Cd', 'SCOR'))) + tag('Ref', reference)))).join('')),
    one.returned ? tag('RtrInf', tag('Rsn', tag('Cd', 'MS03'))) : '',
  ].join(''))
  const entry = (one: CamtEntry) => tag('Ntry', [
    money(one.amount, one.currency), tag('CdtDbtInd', one.direction ?? 'CRDT'), one.reversal ? tag('RvslInd', 'true') : '', tag('Sts', isLater ? tag('Cd', one.status ?? 'BOOK') : (one.status ?? 'BOOK')),
    tag('BookgDt', tag('Dt', one.bookedOn ?? '2026-03-02')), tag('AcctSvcrRef', one.reference ?? ''),
    tag('NtryDtls', (one.batch ? tag('Btch', tag('NbOfTxs', String(one.batch))) : '') + (one.transactions ?? []).map(details).join('')),
  ].join(''))
  const statement = (many: readonly CamtEntry[]) => tag(part, [
    tag('Id', 'S-1'), tag('Acct', tag('Id', tag('IBAN', account))), summary ? tag('TxsSummry', tag('TtlNtries', tag('NbOfNtries', String(summary.entries))) + tag('TtlCdtNtries', tag('Sum', summary.credits))) : '',
    many.map(entry).join('\n'),
  ].join(''))
  const content = tag('GrpHdr', tag('MsgId', 'M-1') + tag('CreDtTm', '2026-03-02T06:00:00')) + (statements ?? [entries]).map(statement).join('\n')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${p}Document xmlns${prefix === '' ? '' : `:${prefix}`}="urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.${version}">${tag(body!, content)}</${p}Document>\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

export interface BgMaxPayment { reference?: string; amount: bigint; serial?: number; name?: string; message?: string; payer?: string; isDeduction?: boolean; parts?: { reference: string; amount: bigint; isDeduction?: boolean }[] }

/** A file of Bankgirot with one deposit. */
export function bgMaxFile(payments: readonly BgMaxPayment[], { account = '1234567', date = '20260302', serial = 1, currency = 'SEK' }: { account?: string; date?: string; serial?: number; currency?: string } = {}): Buffer {
  const digits = (value: bigint | number | string, width: number) => String(value).padStart(width, '0')
  const record = (kind: string, payer: string, reference: string, amount: bigint, number: number) => `${kind}${digits(payer, 10)}${reference.padStart(25)}${digits(amount, 18)}21${digits(number, 12)}0`
  const lines = payments.flatMap(({ reference = '', amount, serial: own, name, message, payer = '0', isDeduction, parts = [] }, place) => [
    record(isDeduction ? '21' : '20', payer, reference, amount, own ?? place + 1),
    ...parts.map((part) => record(part.isDeduction ? '23' : '22', payer, part.reference, part.amount, own ?? place + 1)),
    ...(message ? [`25${message.slice(0, 50)}`] : []), ...(name ? [`26${name.slice(0, 35)}`] : []),
  ])
  const sum = payments.reduce((total, one) => total + (one.isDeduction ? -one.amount : one.amount), 0n)
  const counts = [payments.filter((one) => !one.isDeduction).length, payments.filter((one) => one.isDeduction).length, payments.reduce((total, one) => total + (one.parts?.length ?? 0), 0), 1]
  const file = [
    `01BGMAX               01${date}173035010331P`, `05${digits(account, 10)}${' '.repeat(10)}${currency}`, ...lines,
    `15${digits('0', 35)}${date}${digits(serial, 5)}${digits(sum, 18)}${currency}${digits(payments.length, 8)}`, `70${counts.map((one) => digits(one, 8)).join('')}`,
  ]
  return Buffer.from(file.map((line) => `${line.padEnd(80)}\r\n`).join(''), 'latin1')
}
