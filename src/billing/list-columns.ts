import { Problem } from '../plumbing/errors.ts'

/** What a column of a list may hold. */
export const LIST_COLUMNS = ['customer', 'invoice', 'description', 'quantity', 'unit', 'price', 'amount', 'vat', 'exemption', 'due', 'currency', 'total'] as const
export type ListColumn = (typeof LIST_COLUMNS)[number]

/** What columns are called, in small letters and digits alone; the first of each language is the one that we tell. */
const NAMES: Readonly<Record<ListColumn, readonly string[]>> = {
  customer: ['kundnummer', 'kundenummer', 'customernumber', 'kundnr', 'kundenr', 'kund', 'kunde', 'customer', 'customerno', 'kundid'],
  invoice: ['underlag', 'grunnlag', 'invoice', 'faktura', 'order', 'ordre', 'ordernummer', 'ordrenummer', 'ordernumber', 'referens', 'referanse', 'reference'],
  description: ['text', 'tekst', 'description', 'benämning', 'beskrivning', 'beskrivelse', 'benevnelse', 'artikel', 'vara', 'vare', 'produkt', 'product', 'item'],
  quantity: ['antal', 'antall', 'quantity', 'mängd', 'qty'],
  unit: ['enhet', 'unit'],
  price: ['pris', 'price', 'àpris', 'apris', 'enhetspris', 'styckpris', 'stykkpris', 'unitprice'],
  amount: ['belopp', 'beløp', 'amount', 'summa', 'sum', 'radbelopp', 'linjebeløp', 'lineamount'],
  vat: ['moms', 'mva', 'vat', 'momssats', 'mvasats', 'vatrate', 'momsprocent', 'mvaprosent', 'vatpercent'],
  exemption: ['momsfri', 'mvafri', 'exemption', 'undantag', 'fritak', 'vatexemption'],
  due: ['förfallodag', 'forfallsdag', 'due', 'förfallodatum', 'forfallsdato', 'duedate', 'förfaller', 'forfall'],
  currency: ['valuta', 'currency'],
  total: ['attbetala', 'åbetale', 'total', 'totalt', 'topay', 'inklmoms', 'inklmva'],
}

/** Without these nobody can be invoiced. */
const NEEDED: readonly ListColumn[] = ['customer', 'description', 'vat']

export interface ColumnsFound {
  /** Where each is, and what it is called in the list. */
  at: ReadonlyMap<ListColumn, { place: number; name: string }>
  /** Columns that nobody here reads. */
  unread: readonly string[]
}

/** What the columns of a list are. Throws `invalid`, naming it, for one that is missing or stands there twice. */
export function columnsOf(header: readonly string[]): ColumnsFound {
  const at = new Map<ListColumn, { place: number; name: string }>()
  const unread: string[] = []
  for (const [place, name] of header.entries()) {
    const column = LIST_COLUMNS.find((one) => NAMES[one].includes(plain(name)))
    if (!column) unread.push(name)
    else if (at.has(column)) throw new Problem('invalid', { text: 'billing.list.column-twice', field: 'file', parameters: { column: name, other: at.get(column)!.name } })
    else at.set(column, { place, name })
  }
  const missing = NEEDED.find((one) => !at.has(one)) ?? (at.has('price') || at.has('amount') ? undefined : 'amount')
  if (missing) throw new Problem('invalid', { text: 'billing.list.column-missing', field: 'file', parameters: { column: missing } })
  return { at, unread }
}

function plain(name: string): string {
  return name.normalize('NFC').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
