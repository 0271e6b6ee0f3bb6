import type { Figure } from './measure.ts'

const HEAD = ['figure', 'measured', 'floor', 'rival', 'ratio', 'wanted', '', 'people']

/** The figures as a table of Markdown, with what is to be said of them underneath. */
export function figuresTable(figures: readonly Figure[]): string {
  const rows = figures.map((one) => [
    one.name, inUnit(one.value, one.unit) + spread(one), number(one.floor), number(one.rival), one.ratio === null ? '–' : `${one.ratio.toFixed(2)} ×`,
    one.wanted, one.ok === null ? '' : one.ok ? 'yes' : 'no', one.people.toLocaleString('en'),
  ])
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)))
  const print = (row: string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const notes = figures.flatMap((one) => (one.note ? [`- ${one.name}: ${one.note}`] : []))
  return [print(HEAD), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(print), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')
}

/** What other programs read. */
export function figuresJson(figures: readonly Figure[]): string {
  return `${JSON.stringify({ figures }, null, 2)}\n`
}

function inUnit(value: number | null, unit: string): string {
  return value === null ? 'not measured' : `${number(value)} ${unit}`
}

function spread({ spread: found }: Figure): string {
  return found ? ` (${number(found[0])}–${number(found[1])})` : ''
}

function number(value: number | null): string {
  if (value === null) return '–'
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2)
}
